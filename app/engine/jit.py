"""The only file, `blocks/columns.py` apart, that uses numba's compiler: its options, its types, and the ways to compile a function.

Operations are never fused or reordered, and sines come from libm instead of Intel's SVML. So code that only adds, multiplies,
divides and takes square roots gives the same bits on every machine.
"""

import dis
import hashlib
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from types import FunctionType, ModuleType
from typing import Any

import numba
import numpy as np
from llvmlite import binding
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

from app.engine import denormals, kernel, kernel_coupled, kernel_rates, options, scalars
from app.engine.kept import Kept, is_kept
from surfaces import index

FLAGS: dict[str, Any] = {"error_model": "numpy", "nogil": True, "fastmath": False}
NUMBER, VECTOR, TABLE, CUBE = types.float64, types.float64[::1], types.float64[:, ::1], types.float64[:, :, ::1]
ADDRESS, WHOLE, BOOL, BOOLS, BYTES = types.int64, types.int64[::1], types.boolean, types.boolean[::1], types.uint8[::1]
POINT = types.UniTuple(NUMBER, 3)(NUMBER, NUMBER, VECTOR)
LISTENER = NUMBER(NUMBER, types.int64, VECTOR, VECTOR)
RATES = (ADDRESS, VECTOR, VECTOR, VECTOR, NUMBER, NUMBER)
TREATED = (TABLE, NUMBER, NUMBER)
END = types.Tuple((types.int64, BOOL))
FROZEN = (types.int64, types.int64)
WALK = END(
    ADDRESS, VECTOR, TABLE, NUMBER, NUMBER, types.int64, *RATES, *TREATED, *FROZEN, VECTOR, BYTES, TABLE, TABLE, TABLE, TABLE
)  # fmt: skip
WALK_COUPLED = END(ADDRESS, ADDRESS, VECTOR, TABLE, NUMBER, NUMBER, types.int64, *RATES, *TREATED, VECTOR, BYTES, TABLE, TABLE, TABLE)
MACHINE = binding.get_process_triple().split("-")[0]


def inlined(function: Callable[..., Any]) -> Any:
    """Return a function of single numbers that is inlined into its compiled callers."""
    if function.__globals__.get("np") is np:
        function = bind(function, np=NUMPY)
    return njit(forceinline=True, **FLAGS)(function)


def compiled(function: Callable[..., Any]) -> Any:
    """Return a plain function that is compiled, or loaded from the disk cache, at its first call."""
    return lasting(bind(function, fingerprint(function)))


def lasting(function: Callable[..., Any]) -> Any:
    """Return a function that is compiled later and keeps what is compiled on disk."""
    made = njit(**FLAGS)(function)
    made._cache = Kept(function)
    return made


def signed(function: Callable[..., Any], signature: Any, missed: Callable[[], object] | None = None) -> Any:
    """Return a function compiled now for one signature, or loaded from the disk cache; `missed` is called if it is not there."""
    made = lasting(function)
    if missed and not is_kept(made, signature):
        missed()
    made.compile(signature)
    made.disable_compile()
    return made


def bind(template: Callable[..., Any], mark: str = "", **names: Any) -> FunctionType:
    """Return a copy of `template` with `names` added to its globals; `mark` in its name gives it a cache entry of its own."""
    assert isinstance(template, FunctionType)
    bound = FunctionType(template.__code__, {**template.__globals__, **names}, template.__name__)
    bound.__qualname__ = f"{template.__name__}_{mark}"
    bound.__module__ = template.__module__
    return bound


def part(template: Callable[..., Any], **names: Any) -> Any:
    """Return a bound template that is inlined into its compiled callers."""
    return inlined(bind(template, **names))


NUMPY = ModuleType("numpy")
"""NumPy, but for what `scalars` has instead."""
vars(NUMPY).update(vars(np))
vars(NUMPY).update({each.__name__: inlined(each) for each in (scalars.where, scalars.maximum, scalars.minimum)})


Names = Mapping[str, Callable[..., Any]]


def called(function: FunctionType, instead: Names) -> dict[str, FunctionType]:
    """Return the Python functions that a function calls, by name; `instead` replaces some of them."""
    names = {op.argval for op in dis.get_instructions(function) if op.opname == "LOAD_GLOBAL"}
    found = {name: instead.get(name, function.__globals__.get(name)) for name in sorted(names)}
    return {name: each for name, each in found.items() if isinstance(each, FunctionType)}


def reached(function: Callable[..., Any], instead: Names) -> Iterator[FunctionType]:
    """Yield a function and all functions that it calls, directly or indirectly."""
    assert isinstance(function, FunctionType)
    yield function
    for each in called(function, instead).values():
        yield from reached(each, instead)


def within(function: Callable[..., Any], instead: Names) -> dict[str, Any]:
    """Return the functions that a function calls, by name, each inlined together with everything that it calls itself."""
    assert isinstance(function, FunctionType)
    return {name: part(each, **within(each, instead)) for name, each in called(function, instead).items()}


def fingerprint(*functions: Callable[..., Any] | ModuleType | None) -> str:
    """Return a short hash of the sources of a kernel, given its functions, and modules with its constants.

    It covers whole modules, because a function may read its module's constants, and those that set the compiler's options.
    """
    own = [sys.modules[__name__], denormals, index, kernel, kernel_coupled, kernel_rates, options, scalars]
    modules = [*own, *(inspect.getmodule(function) for function in functions if function)]
    text = numba.__version__ + "".join(inspect.getsource(module) for module in modules if module)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def unpacker(count: int) -> Any:
    """Return a function that turns an array of `count` numbers into a tuple; its second argument is `count`.

    Numba's own `to_fixed_tuple` fills the tuple in memory, number by number. That was a third of the time of a step of gradient descent.
    """

    @intrinsic
    def unpack(_: Any, array: Any, size: Any) -> Any:
        def made(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            data = context.make_array(array)(context, builder, values[0]).data
            numbers = [builder.load(cgutils.gep_inbounds(builder, data, i)) for i in range(count)]
            return context.make_tuple(builder, signature.return_type, numbers)

        return types.UniTuple(NUMBER, count)(array, size), made

    return unpack if count else inlined(kernel.nothing)


def address(made: Any) -> int:
    """Return the memory address of a compiled function of one signature; keep the function as long as the address is used."""
    found = made.get_compile_result(made.nopython_signatures[0])
    place: int = found.library.get_pointer_to_function(found.fndesc.llvm_func_name)
    return place


def function_at(signature: Any) -> Any:
    """Return an intrinsic that turns an address back into a function, for use in compiled code.

    Numba accepts functions as arguments, but then asks Python for their addresses at every call, which takes 20 times as long as
    the call itself.
    """
    kind = types.FunctionType(signature)

    @intrinsic
    def at(_: Any, place: Any) -> Any:
        def made(context: Any, builder: Any, __: Any, places: Any) -> Any:
            function = cgutils.create_struct_proxy(kind)(context, builder)
            pointer = builder.inttoptr(places[0], context.get_value_type(types.voidptr))
            function.c_addr, function.py_addr, function.jit_addr = pointer, pointer, pointer
            return function._getvalue()

        return kind(place), made

    return at


surface_at, listener_at = function_at(POINT), function_at(LISTENER)


@intrinsic
def flush(_: Any) -> Any:
    """Flush denormals (below 2.2e-308) to zero in this thread from here on; return the old control register, for `restore`."""

    def made(_: Any, builder: Any, __: Any, ___: Any) -> Any:
        return denormals.flushed(builder, MACHINE)

    return types.uint64(), made


@intrinsic
def restore(_: Any, word: Any) -> Any:
    """Write back the control register that `flush` returned."""

    def made(context: Any, builder: Any, _: Any, words: Any) -> Any:
        denormals.restored(builder, MACHINE, words[0])
        return context.get_dummy_value()

    return types.none(types.uint64), made
