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

from app.engine import kernel, kernel_coupled
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Optimizer, Wrapper
from app.schedules import SCHEDULES
from surfaces import SURFACES, tape

FLAGS: dict[str, Any] = {"error_model": "numpy", "nogil": True, "fastmath": {"contract"}}
NUMBER, VECTOR, TABLE = types.float64, types.float64[::1], types.float64[:, ::1]
POINT = types.UniTuple(NUMBER, 3)(NUMBER, NUMBER, VECTOR)
LISTENER = NUMBER(NUMBER, types.int64, VECTOR, VECTOR)
SURFACE = types.FunctionType(POINT)
RATES = (types.FunctionType(LISTENER), VECTOR, VECTOR, VECTOR, NUMBER, NUMBER)
SEEN = (TABLE, NUMBER, NUMBER, VECTOR, types.uint8[::1])
END = types.Tuple((types.int64, types.boolean))
WALK = END(SURFACE, VECTOR, NUMBER, NUMBER, *RATES, *SEEN, TABLE, TABLE, TABLE, TABLE)
WALK_COUPLED = END(SURFACE, SURFACE, VECTOR, NUMBER, NUMBER, *RATES, *SEEN, TABLE, TABLE, TABLE)
_lock = threading.RLock()
_made: dict[tuple[Any, ...], Any] = {}


def inlined(function: Callable[..., Any]) -> Any:
    """Return a function compiled into its caller."""
    return njit(forceinline=True, **FLAGS)(function)


def compiled(function: Callable[..., Any]) -> Any:
    """Return a plain function compiled at its first call, from the disk cache where it is there."""
    return njit(cache=True, **FLAGS)(function)


def bind(template: Callable[..., Any], mark: str = "", **names: Any) -> FunctionType:
    """Return a copy of `template` whose globals are `names`; `mark` makes its cache entry its own."""
    assert isinstance(template, FunctionType)
    bound = FunctionType(template.__code__, {**template.__globals__, **names}, template.__name__)
    bound.__qualname__ = f"{template.__name__}_{mark}"
    bound.__module__ = template.__module__
    return bound


def part(template: Callable[..., Any], **names: Any) -> Any:
    """Return a template bound and compiled into its caller."""
    return inlined(bind(template, **names))


def fingerprint(*functions: Callable[..., Any] | None) -> str:
    """Return a short hash over the sources of a kernel: whole modules, for a function may read its module's constants."""
    modules = [kernel, kernel_coupled, *(inspect.getmodule(function) for function in functions if function)]
    text = numba.__version__ + "".join(inspect.getsource(module) for module in modules if module)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def unpacker(count: int) -> Any:
    """Return what turns an array of `count` numbers into a tuple."""
    return to_fixed_tuple if count else inlined(kernel.nothing)


def shared(knobs: int, state: int) -> dict[str, Any]:
    """Return what every kernel of a method or a schedule is bound to."""
    return {
        "KNOBS": knobs,
        "STATE": state,
        "unpack": unpacker(knobs),
        "unpack_state": unpacker(state),
        "keep": inlined(kernel.keep if state else kernel.keep_nothing),
        "record": inlined(kernel.record),
        "treat": inlined(kernel.treat),
    }


def parts(unit: Optimizer) -> dict[str, Any]:
    """Return the parts of `walk` that a method of its own brings: how it steps, divides and where it takes the gradient."""
    step, split = inlined(unit.step), inlined(kernel.stateful if unit.state else kernel.stateless)
    window = {"WINDOW": list(unit.knobs).index(unit.window) - 1} if unit.window else {}
    take = part(kernel.take_with_window if unit.window else kernel.take, step=step, **window)
    return {
        "advance": part(kernel.advance, take=take, split=split),
        "divisor": part(kernel.divisor, sigma=inlined(unit.sigma)) if unit.sigma else inlined(kernel.no_divisor),
        "aim": part(kernel.aim, probe=inlined(unit.probe)) if unit.probe else inlined(kernel.stay),
    }


def wrapped(unit: Wrapper, inner: Optimizer) -> dict[str, Any]:
    """Return the parts of `walk` for a method around another one."""
    own = {"OWN_STATE": len(unit.state), "OWN_KNOBS": len(unit.knobs) - 1}
    within = parts(inner)
    return {
        "advance": part(kernel.advance_wrapped, advance=within["advance"], wrap=inlined(unit.step), **own),
        "divisor": part(kernel.divisor_wrapped, divisor=within["divisor"], **own),
        "aim": part(kernel.aim_wrapped, aim=within["aim"], **own),
    }


def _formula(template: Callable[..., Any], mark: str) -> Any:
    """Return `point` or `bend` of the tape that every typed formula is: one kernel runs them all."""
    parts = {name: inlined(getattr(tape, name)) for name in ("arithmetic", "power", "wave", "growth")}
    scalars = {"times": inlined(tape.times_scalar), "room": inlined(tape.room_scalar), "begin": inlined(tape.begin)}
    return njit(POINT, cache=True, **FLAGS)(bind(template, mark, partials=part(tape.partials, **parts), **scalars))


def _surface(key: str, bends: bool) -> Any:
    if key == "formula":
        return _formula(tape.bend if bends else tape.point, fingerprint(tape.point))
    unit = SURFACES[key]
    names = {"value": inlined(unit.value), "grad": inlined(unit.grad), "hess": inlined(unit.hess)}
    count = {"unpack": unpacker(len(unit.knobs)), "SURFACE_KNOBS": len(unit.knobs)}
    mark = f"{key}_{fingerprint(unit.value, unit.grad, unit.hess)}"
    return njit(POINT, cache=True, **FLAGS)(bind(kernel.bend if bends else kernel.point, mark, **names, **count))


def _walk(key: str, inner: str | None) -> Any:
    unit, core = OPTIMIZERS[key], OPTIMIZERS[inner] if inner else None
    if isinstance(unit, Wrapper):
        assert isinstance(core, Optimizer)
        mark = f"{key}_{inner}_{fingerprint(unit.step, core.step, core.sigma, core.probe)}"
        names = {**shared(len(unit.knobs) + len(core.knobs) - 2, len(unit.state) + len(core.state)), **wrapped(unit, core)}
    else:
        assert isinstance(unit, Optimizer)
        mark = f"{key}_{fingerprint(unit.step, unit.sigma, unit.probe)}"
        names = {**shared(len(unit.knobs) - 1, len(unit.state)), **parts(unit)}
    return njit(WALK, cache=True, **FLAGS)(bind(kernel.walk, mark, **names, remember=inlined(kernel.remember)))


def _walk_coupled(key: str) -> Any:
    unit = OPTIMIZERS[key]
    assert isinstance(unit, Coupled)
    take = part(kernel_coupled.take_searching if unit.searches else kernel_coupled.take_coupled, step=inlined(unit.step))
    names = {**shared(len(unit.knobs) - 1, len(unit.state)), "take_coupled": take, "scaled": inlined(kernel_coupled.scaled)}
    return njit(WALK_COUPLED, cache=True, **FLAGS)(bind(kernel_coupled.walk_coupled, f"{key}_{fingerprint(unit.step)}", **names))


def _listener(key: str) -> Any:
    unit = SCHEDULES[key]
    if unit.react is None:
        return njit(LISTENER, cache=True, **FLAGS)(bind(kernel.silence, fingerprint()))
    names = {**shared(len(unit.knobs), len(unit.state)), "react": inlined(unit.react)}
    return njit(LISTENER, cache=True, **FLAGS)(bind(kernel.listen, f"{key}_{fingerprint(unit.react)}", **names))


def once(make: Callable[..., Any], *key: Any) -> Any:
    """Return what `make` makes of a key, made now if need be; had without the lock if it is there, for compiling takes seconds."""
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


def walk_kernel(key: str, inner: str | None = None) -> Any:
    """Return the compiled `kernel.walk` of a method, around the method `inner` if it is a wrapper."""
    return once(_walk, key, inner)


def coupled_kernel(key: str) -> Any:
    """Return the compiled `kernel_coupled.walk_coupled` of a method."""
    return once(_walk_coupled, key)


def listener_kernel(key: str) -> Any:
    """Return the compiled `kernel.listen` of a schedule, or the silent one."""
    return once(_listener, key if SCHEDULES[key].react else "constant")


def are_made(surface: str, optimizer: str, inner: str | None, schedule: str) -> bool:
    """Return whether a run of these units finds its kernels compiled."""
    coupled = isinstance(OPTIMIZERS[optimizer], Coupled)
    methods = [(_walk_coupled, optimizer), (_surface, surface, True)] if coupled else [(_walk, optimizer, inner)]
    listener = (_listener, schedule if SCHEDULES[schedule].react else "constant")
    return all(key in _made for key in [(_surface, surface, False), listener, *methods])


def were_cached() -> bool:
    """Return whether every kernel so far came from the disk cache."""
    return not any(kernel.stats.cache_misses for kernel in _made.values())
