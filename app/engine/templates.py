"""Binds the templates of `kernel` to a surface, method or schedule. A bound template is its code with its own globals.

Numba's disk cache does not notice changed callees, so the name of a bound template contains a hash of all its sources.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from app.engine import kernel, kernel_coupled, kernel_rates
from app.engine.jit import (
    LISTENER,
    POINT,
    WALK,
    WALK_COUPLED,
    bind,
    fingerprint,
    flush,
    inlined,
    listener_at,
    part,
    reached,
    restore,
    surface_at,
    unpacker,
    within,
)  # fmt: skip
from app.engine.length import length
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Optimizer, Wrapper
from app.schedules import SCHEDULES
from surfaces import SURFACES
from surfaces.index import index
from surfaces.surface import Kernel

Bound = tuple[Callable[..., Any], Any]
"""A bound template and its signature."""


def shared(knobs: int, state: int) -> dict[str, Any]:
    """Return the names that every kernel of a method or a schedule needs, with their values."""
    return {
        "KNOBS": knobs,
        "STATE": state,
        "unpack": unpacker(knobs),
        "unpack_state": unpacker(state),
        "keep": inlined(kernel.keep if state else kernel.keep_nothing),
        "record": part(kernel.record, length=inlined(length)),
        "treat": part(kernel.treat, length=inlined(length)),
        "thawed": inlined(kernel.thawed),
        "surface_at": surface_at,
        "listener_at": listener_at,
        "flush": flush,
        "restore": restore,
    }


def effective(unit: Optimizer) -> Any:
    """Return the part of `walk` that computes the effective rate of a step."""
    if unit.rate:
        return part(kernel_rates.effective_declared, rate=inlined(unit.rate))
    return part(kernel_rates.effective, sigma=inlined(unit.sigma)) if unit.sigma else inlined(kernel_rates.effective_undivided)


def parts(unit: Optimizer) -> dict[str, Any]:
    """Return the parts of `walk` for a method that is no wrapper: its step, effective rate and probe point."""
    step, split = inlined(unit.step), inlined(kernel.stateful if unit.state else kernel.stateless)
    window = {"WINDOW": list(unit.knobs).index(unit.window) - 1, "index": inlined(index)} if unit.window else {}
    take = part(kernel.take_with_window if unit.window else kernel.take, step=step, **window)
    return {
        "advance": part(kernel.advance, take=take, split=split),
        "effective": effective(unit),
        "aim": part(kernel.aim, probe=inlined(unit.probe), length=inlined(length)) if unit.probe else inlined(kernel.stay),
    }


def wrapped(unit: Wrapper, inner: Optimizer) -> dict[str, Any]:
    """Return the parts of `walk` for a wrapper and its inner method."""
    own = {"OWN_STATE": len(unit.state), "OWN_KNOBS": len(unit.knobs) - 1}
    inner_parts = parts(inner)
    return {
        "advance": part(kernel.advance_wrapped, advance=inner_parts["advance"], wrap=inlined(unit.step), **own),
        "effective": part(kernel_rates.effective_wrapped, effective=inner_parts["effective"], **own),
        "aim": part(kernel.aim_wrapped, aim=inner_parts["aim"], **own),
    }


def mark_of(*functions: Callable[..., Any] | ModuleType | None) -> str:
    """Return the hash of a kernel's sources, including this file, which chooses the values of a template's names."""
    return fingerprint(parts, length, *functions)


def surface(key: str, bends: bool) -> Bound:
    """Return `kernel.point` for a surface, or with `bends` its `kernel.bend`."""
    unit = SURFACES[key]
    own = unit.kernel or Kernel(kernel.point, kernel.bend, {"value": unit.value, "grad": unit.grad, "hess": unit.hess})
    template, knobs = own.bend if bends else own.point, len(unit.knobs)
    names = within(template, own.instead) | {"unpack": unpacker(knobs), "SURFACE_KNOBS": knobs}
    return bind(template, f"{key}_{mark_of(*reached(template, own.instead))}", **names), POINT


def walk(key: str, inner: str | None) -> Bound:
    """Return `kernel.walk` for a method; `inner` is the inner method of a wrapper."""
    unit, core = OPTIMIZERS[key], OPTIMIZERS[inner] if inner else None
    if isinstance(unit, Wrapper):
        assert isinstance(core, Optimizer)
        mark = f"{key}_{inner}_{mark_of(unit.step, core.step, core.sigma, core.rate, core.probe)}"
        names = {**shared(len(unit.knobs) + len(core.knobs) - 2, len(unit.state) + len(core.state)), **wrapped(unit, core)}
    else:
        assert isinstance(unit, Optimizer)
        mark = f"{key}_{mark_of(unit.step, unit.sigma, unit.rate, unit.probe)}"
        names = {**shared(len(unit.knobs) - 1, len(unit.state)), **parts(unit)}
    return bind(kernel.walk, mark, **names, remember=inlined(kernel.remember)), WALK


def walk_coupled(key: str) -> Bound:
    """Return `kernel_coupled.walk_coupled` for a method."""
    unit = OPTIMIZERS[key]
    assert isinstance(unit, Coupled)
    take = part(kernel_coupled.take_searching if unit.searches else kernel_coupled.take_coupled, step=inlined(unit.step))
    names = {**shared(len(unit.knobs) - 1, len(unit.state)), "take_coupled": take, "scaled": inlined(kernel_coupled.scaled)}
    return bind(kernel_coupled.walk_coupled, f"{key}_{mark_of(unit.step)}", **names), WALK_COUPLED


def listener(key: str) -> Bound:
    """Return `kernel.listen` for a schedule, or `kernel.silence` if it does not depend on the loss."""
    unit = SCHEDULES[key]
    if unit.react is None:
        return bind(kernel.silence, mark_of()), LISTENER
    names = {**shared(len(unit.knobs), len(unit.state)), "react": inlined(unit.react)}
    return bind(kernel.listen, f"{key}_{mark_of(unit.react)}", **names), LISTENER
