"""Binds the templates of `kernel` to a surface, optimizer or schedule and compiles them.

A kernel is a template's code with its own globals. Surfaces are called by address, so M surfaces and N optimizers need M + N
compilations. Numba's disk cache does not notice changed callees, so a kernel's name contains a hash of all its sources.
"""

import threading
from collections.abc import Callable
from typing import Any

from app.engine import kernel, kernel_coupled
from app.engine.jit import (
    LISTENER,
    POINT,
    WALK,
    WALK_COUPLED,
    address,
    bind,
    fingerprint,
    flush,
    inlined,
    listener_at,
    part,
    reached,
    restore,
    signed,
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

_lock = threading.RLock()
_made: dict[tuple[Any, ...], Any] = {}


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
        "surface_at": surface_at,
        "listener_at": listener_at,
        "flush": flush,
        "restore": restore,
    }


def effective(unit: Optimizer) -> Any:
    """Return the part of `walk` that computes the effective rate of a step."""
    if unit.rate:
        return part(kernel.effective_declared, rate=inlined(unit.rate))
    return part(kernel.effective, sigma=inlined(unit.sigma)) if unit.sigma else inlined(kernel.effective_undivided)


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
        "effective": part(kernel.effective_wrapped, effective=inner_parts["effective"], **own),
        "aim": part(kernel.aim_wrapped, aim=inner_parts["aim"], **own),
    }


def mark_of(*functions: Callable[..., Any] | None) -> str:
    """Return the hash of a kernel's sources, including this file, which chooses the values of a template's names."""
    return fingerprint(parts, length, *functions)


def _surface(key: str, bends: bool) -> Any:
    unit = SURFACES[key]
    own = unit.kernel or Kernel(kernel.point, kernel.bend, {"value": unit.value, "grad": unit.grad, "hess": unit.hess})
    template, knobs = own.bend if bends else own.point, len(unit.knobs)
    names = within(template, own.instead) | {"unpack": unpacker(knobs), "SURFACE_KNOBS": knobs}
    return signed(bind(template, f"{key}_{mark_of(*reached(template, own.instead))}", **names), POINT)


def _walk(key: str, inner: str | None) -> Any:
    unit, core = OPTIMIZERS[key], OPTIMIZERS[inner] if inner else None
    if isinstance(unit, Wrapper):
        assert isinstance(core, Optimizer)
        mark = f"{key}_{inner}_{mark_of(unit.step, core.step, core.sigma, core.rate, core.probe)}"
        names = {**shared(len(unit.knobs) + len(core.knobs) - 2, len(unit.state) + len(core.state)), **wrapped(unit, core)}
    else:
        assert isinstance(unit, Optimizer)
        mark = f"{key}_{mark_of(unit.step, unit.sigma, unit.rate, unit.probe)}"
        names = {**shared(len(unit.knobs) - 1, len(unit.state)), **parts(unit)}
    return signed(bind(kernel.walk, mark, **names, remember=inlined(kernel.remember)), WALK)


def _walk_coupled(key: str) -> Any:
    unit = OPTIMIZERS[key]
    assert isinstance(unit, Coupled)
    take = part(kernel_coupled.take_searching if unit.searches else kernel_coupled.take_coupled, step=inlined(unit.step))
    names = {**shared(len(unit.knobs) - 1, len(unit.state)), "take_coupled": take, "scaled": inlined(kernel_coupled.scaled)}
    return signed(bind(kernel_coupled.walk_coupled, f"{key}_{mark_of(unit.step)}", **names), WALK_COUPLED)


def _listener(key: str) -> Any:
    unit = SCHEDULES[key]
    if unit.react is None:
        return signed(bind(kernel.silence, mark_of()), LISTENER)
    names = {**shared(len(unit.knobs), len(unit.state)), "react": inlined(unit.react)}
    return signed(bind(kernel.listen, f"{key}_{mark_of(unit.react)}", **names), LISTENER)


def _surface_address(key: str, bends: bool) -> int:
    return address(once(_surface, key, bends))


def _listener_address(key: str) -> int:
    return address(once(_listener, key))


def once(make: Callable[..., Any], *key: Any) -> Any:
    """Return `make(*key)`, computed once; a cached result needs no lock, which another thread may hold for seconds to compile."""
    found = _made.get((make, *key))
    if found is None:
        with _lock:
            found = _made.get((make, *key)) or _made.setdefault((make, *key), make(*key))
    return found


def surface_kernel(key: str) -> Any:
    """Return the compiled `kernel.point` of a surface."""
    return once(_surface, key, False)


def hessian_kernel(key: str) -> Any:
    """Return the compiled `kernel.bend` of a surface."""
    return once(_surface, key, True)


def surface_address(key: str, bends: bool = False) -> int:
    """Return the address of a surface's compiled `kernel.point`, or with `bends` of its `kernel.bend`."""
    return once(_surface_address, key, bends)  # type: ignore[no-any-return]


def walk_kernel(key: str, inner: str | None = None) -> Any:
    """Return the compiled `kernel.walk` of a method; `inner` is the inner method of a wrapper."""
    return once(_walk, key, inner)


def coupled_kernel(key: str) -> Any:
    """Return the compiled `kernel_coupled.walk_coupled` of a method."""
    return once(_walk_coupled, key)


def listener_address(key: str) -> int:
    """Return the address of a schedule's compiled `kernel.listen`, or of `kernel.silence` if it does not depend on the loss."""
    return once(_listener_address, key if SCHEDULES[key].react else "constant")  # type: ignore[no-any-return]


def are_made(surface: str, optimizer: str, inner: str | None, schedule: str) -> bool:
    """Return whether all kernels that a run of these units needs are compiled."""
    coupled = isinstance(OPTIMIZERS[optimizer], Coupled)
    methods = [(_walk_coupled, optimizer), (_surface_address, surface, True)] if coupled else [(_walk, optimizer, inner)]
    listener = (_listener_address, schedule if SCHEDULES[schedule].react else "constant")
    return all(key in _made for key in [(_surface_address, surface, False), listener, *methods])


def were_cached() -> bool:
    """Return whether every kernel so far came from the disk cache."""
    return not any(kernel.stats.cache_misses for kernel in _made.values() if not isinstance(kernel, int))
