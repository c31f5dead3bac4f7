"""The only file that knows numba: binds the templates of `kernel` to a unit and compiles them.

A kernel is the template's code with its own globals, so that M surfaces and N optimizers cost M + N compiles. Numba's
disk cache does not notice a changed callee: the hash of every source involved is part of the kernel's name.
"""

import hashlib
import inspect
import threading
from collections.abc import Callable
from types import FunctionType
from typing import Any

import numba
from numba import njit, types
from numba.np.unsafe.ndarray import to_fixed_tuple

from app.engine import kernel
from app.optimizers import OPTIMIZERS
from surfaces import SURFACES

FLAGS: dict[str, Any] = {"error_model": "numpy", "nogil": True, "fastmath": {"contract"}}
VECTOR = types.float64[::1]
TABLE = types.float64[:, ::1]
POINT = types.UniTuple(types.float64, 3)(types.float64, types.float64, VECTOR)
WALK = types.Tuple((types.int64, types.boolean))(
    types.FunctionType(POINT), VECTOR, *[types.float64] * 2, VECTOR, *[types.float64] * 2, TABLE, *[types.float64] * 2,
    VECTOR, TABLE, TABLE, TABLE,
)  # fmt: skip
_lock = threading.RLock()
_surfaces: dict[str, Any] = {}
_walks: dict[str, Any] = {}


def inlined(function: Callable[..., Any]) -> Any:
    """Return a function compiled into its caller."""
    return njit(forceinline=True, **FLAGS)(function)


def bind(template: Callable[..., Any], mark: str, **names: Any) -> FunctionType:
    """Return a copy of `template` whose globals are `names`; `mark` makes its cache entry its own."""
    assert isinstance(template, FunctionType)
    bound = FunctionType(template.__code__, {**template.__globals__, **names}, template.__name__)
    bound.__qualname__ = f"{template.__name__}_{mark}"
    bound.__module__ = template.__module__
    return bound


def fingerprint(*functions: Callable[..., Any] | None) -> str:
    """Return a short hash over the sources of a kernel: whole modules, for a function may read its module's constants."""
    modules = [kernel, *(inspect.getmodule(function) for function in functions if function)]
    text = numba.__version__ + "".join(inspect.getsource(module) for module in modules if module)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def once(made: dict[str, Any], key: str, make: Callable[[str], Any]) -> Any:
    """Return what was made for a key, made now if need be; what is there is had without the lock, which compiling holds for seconds."""
    found = made.get(key)
    if found is None:
        with _lock:
            found = made.get(key) or made.setdefault(key, make(key))
    return found


def _surface(key: str) -> Any:
    unit = SURFACES[key]
    template = kernel.point if unit.knobs else kernel.point_without_knobs
    mark = f"{key}_{fingerprint(unit.value, unit.grad)}"
    names = {"value": inlined(unit.value), "grad": inlined(unit.grad), "unpack": to_fixed_tuple, "SURFACE_KNOBS": len(unit.knobs)}
    return njit(POINT, cache=True, **FLAGS)(bind(template, mark, **names))


def _optimizer(key: str) -> Any:
    unit = OPTIMIZERS[key]
    mark = f"{key}_{fingerprint(unit.step, unit.sigma)}"
    step = inlined(unit.step)
    advance = kernel.advance if unit.state else kernel.advance_without_state
    names = {
        "advance": inlined(bind(advance, mark, step=step)),
        "divisor": inlined(bind(kernel.divisor, mark, sigma=inlined(unit.sigma)) if unit.sigma else kernel.no_divisor),
        "keep": inlined(kernel.keep if unit.state else kernel.keep_nothing),
        "record": inlined(kernel.record),
        "treat": inlined(kernel.treat),
        "unpack": to_fixed_tuple if len(unit.knobs) > 1 else inlined(kernel.no_knobs),
        "KNOBS": len(unit.knobs) - 1,
        "REST": (0.0,) * len(unit.state),
    }
    return njit(WALK, cache=True, **FLAGS)(bind(kernel.walk, mark, **names))


def surface_kernel(key: str) -> Any:
    """Return the compiled `kernel.point` of a surface."""
    return once(_surfaces, key, _surface)


def walk_kernel(key: str) -> Any:
    """Return the compiled `kernel.walk` of an optimizer."""
    return once(_walks, key, _optimizer)


def compiled(function: Callable[..., Any]) -> Any:
    """Return a plain function compiled at its first call, from the disk cache where it is there."""
    return njit(cache=True, **FLAGS)(function)
