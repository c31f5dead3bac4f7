"""Compiles kernels, or loads them from the disk cache. Each is made once per process.

Surfaces are called by address, so M surfaces and N optimizers need M + N compilations.
"""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from app.engine import templates, values
from app.engine.blocks import sources
from app.engine.jit import address, lasting, signed
from app.engine.kept import is_kept
from app.engine.templates import Bound
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Wrapper
from app.schedules import SCHEDULES

_lock = threading.RLock()
_made: dict[tuple[Any, ...], Any] = {}
apart: Callable[..., object] | None = None
"""Fills the disk cache from another process, given the name of a function of `templates` or `sources` and its arguments.

While it is None, kernels are compiled in this process.
"""


def _kernel(source: Callable[..., Bound], *key: Any) -> Any:
    return signed(*source(*key), partial(apart, source.__name__, *key) if apart else None)


def _address(source: Callable[..., Bound], *key: Any) -> int:
    return address(once(_kernel, source, *key))


def once(make: Callable[..., Any], *key: Any) -> Any:
    """Return `make(*key)`, computed once; a cached result needs no lock, which another thread may hold for seconds to compile."""
    found = _made.get((make, *key))
    if found is None:
        with _lock:
            found = _made.get((make, *key)) or _made.setdefault((make, *key), make(*key))
    return found


def surface_kernel(key: str) -> Any:
    """Return the compiled `kernel.point` of a surface."""
    return once(_kernel, templates.surface, key, False)


def hessian_kernel(key: str) -> Any:
    """Return the compiled `kernel.bend` of a surface."""
    return once(_kernel, templates.surface, key, True)


def surface_address(key: str, bends: bool = False) -> int:
    """Return the address of a surface's compiled `kernel.point`, or with `bends` of its `kernel.bend`."""
    return once(_address, templates.surface, key, bends)  # type: ignore[no-any-return]


def worth_address(key: str) -> int:
    """Return the address of what returns a surface's f, with a gradient or with zeros."""
    return once(_address, values.worth, key)  # type: ignore[no-any-return]


def grid_kernel(key: str) -> Any:
    """Return the compiled function that fills a grid with f of a surface made of examples."""
    return once(_kernel, values.grid, key)


def walk_kernel(key: str, inner: str | None = None) -> Any:
    """Return the compiled `kernel.walk` of a method; `inner` is the inner method of a wrapper."""
    return once(_kernel, templates.walk, key, inner)


def coupled_kernel(key: str) -> Any:
    """Return the compiled `kernel_coupled.walk_coupled` of a method."""
    return once(_kernel, templates.walk_coupled, key)


def listener_address(key: str) -> int:
    """Return the address of a schedule's compiled `kernel.listen`, or of `kernel.silence` if it does not depend on the loss."""
    return once(_address, templates.listener, key if SCHEDULES[key].react else "constant")  # type: ignore[no-any-return]


def block_walker() -> Any:
    """Return the compiled `walk_blocks`."""
    return once(_kernel, sources.block_walk)


def block_address(key: str, bends: bool = False) -> int:
    """Return the address of a surface's compiled `points`, or with `bends` of its `bends`."""
    return once(_address, sources.block_points, key, bends)  # type: ignore[no-any-return]


def sweep_address(key: str, inner: str | None = None) -> int:
    """Return the address of a method's compiled `sweep` or `sweep_coupled`; a wrapper is put around `inner`, or its usual inner method."""
    return once(_address, sources.block_sweep, key, inner or usual_inner(key))  # type: ignore[no-any-return]


def usual_inner(optimizer: str) -> str | None:
    """Return the method that a wrapper is usually put around; None for any other method."""
    unit = OPTIMIZERS[optimizer]
    return unit.inner if isinstance(unit, Wrapper) else None


def method(optimizer: str, inner: str | None = None) -> tuple[Any, ...]:
    """Return the function of `templates` for a method's kernel, and its arguments.

    A wrapper is put around `inner`, or else around its usual inner method.
    """
    if isinstance(OPTIMIZERS[optimizer], Coupled):
        return templates.walk_coupled, optimizer
    return templates.walk, optimizer, inner or usual_inner(optimizer)


def make_method(optimizer: str) -> None:
    """Make a method's kernel, around its usual inner method if it is a wrapper."""
    once(_kernel, *method(optimizer))


def is_on_disk(optimizer: str) -> bool:
    """Return whether the disk cache has the kernel that `make_method` makes."""
    source, *key = method(optimizer)
    function, signature = source(*key)
    return is_kept(lasting(function), signature)


def are_made(surface: str, optimizer: str, inner: str | None, schedule: str) -> bool:
    """Return whether all kernels that a run of these units needs are compiled."""
    coupled = isinstance(OPTIMIZERS[optimizer], Coupled)
    surfaces = [(_address, templates.surface, surface, bends) for bends in {False, coupled}]
    listener = (_address, templates.listener, schedule if SCHEDULES[schedule].react else "constant")
    return all(key in _made for key in [listener, *surfaces, (_kernel, *method(optimizer, inner))])


def make_named(source: str, *key: Any) -> None:
    """Make the kernel that `apart` was given."""
    once(_kernel, next(made for module in (templates, values, sources) if (made := getattr(module, source, None))), *key)


def were_cached() -> bool:
    """Return whether every kernel so far came from the disk cache."""
    return not any(kernel.stats.cache_misses for kernel in _made.values() if not isinstance(kernel, int))
