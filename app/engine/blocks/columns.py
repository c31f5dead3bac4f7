"""Reads rows of a flat array as a tuple, and writes a tuple into rows, in compiled code. Like `jit`, it uses numba's compiler."""

from typing import Any

from numba import types
from numba.extending import intrinsic

from app.engine.jit import NUMBER

TUPLES: Any = types.UniTuple


def place(context: Any, builder: Any, kind: Any, array: Any, row: Any, lane: Any, width: int) -> Any:
    """Return the address of the number `lane` in a row of a flat array of rows of `width` numbers."""
    return builder.gep(context.make_array(kind)(context, builder, array).data, [builder.add(builder.mul(row, row.type(width)), lane)])


def reader(count: int, width: int) -> Any:
    """Return `read(array, row, lane)`: the tuple of the numbers `lane` in `count` rows from `row` on.

    Slices of the array would keep LLVM from turning the loop around them into vector code.
    """

    @intrinsic
    def read(_: Any, array: Any, row: Any, lane: Any) -> Any:
        def made(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            rows, first, at = values
            each = (builder.add(first, first.type(j)) for j in range(count))
            numbers = [builder.load(place(context, builder, array, rows, row, at, width)) for row in each]
            return context.make_tuple(builder, signature.return_type, numbers)

        return TUPLES(NUMBER, count)(array, types.int64, types.int64), made

    return read


def writer(count: int, width: int) -> Any:
    """Return `write(array, row, lane, numbers)`, which writes what `read` reads."""

    @intrinsic
    def write(_: Any, array: Any, row: Any, lane: Any, numbers: Any) -> Any:
        def made(context: Any, builder: Any, __: Any, values: Any) -> Any:
            rows, first, at, held = values
            for j, kind in enumerate(numbers.types if count else ()):
                number = context.cast(builder, builder.extract_value(held, j), kind, NUMBER)
                builder.store(number, place(context, builder, array, rows, builder.add(first, first.type(j)), at, width))
            return context.get_dummy_value()

        return types.none(array, types.int64, types.int64, numbers), made

    return write
