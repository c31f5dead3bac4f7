"""Binary frames: a header in JSON, then little-endian float32 arrays (DESIGN.md, decision 3)."""

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from app.engine.jit import compiled

Arrays = Mapping[str, NDArray[Any]]
LEAST = float(np.finfo(np.float32).smallest_subnormal)
FLOAT32 = np.dtype("<f4")
FARTHEST = int(np.finfo(np.float64).max)
TYPICAL = 10_000
"""First guess of the first array's offset; most offsets have as many digits."""


@compiled
def write_narrow(wide: Any, least: float, out: Any) -> None:
    """Write float64 values as float32, as described at `narrow`."""
    for k in range(wide.shape[0]):
        value = np.float32(wide[k])
        if value == 0 and wide[k] != 0:
            value = np.float32(math.copysign(least, wide[k]))
        out[k] = value if math.isfinite(value) else np.float32(math.nan)


def narrow(array: NDArray[Any]) -> NDArray[np.float32]:
    """Return an array as float32.

    Values that are not finite, or too large for float32 (3.4e38), become NaN. Values that would round to zero become the smallest
    float32, so that nonzero stays nonzero.
    """
    wide = np.asarray(array, dtype=np.float64).ravel()
    out = np.empty(wide.size, dtype=FLOAT32)
    write_narrow(wide, LEAST, out)
    return out


def narrowed(arrays: Arrays) -> dict[str, NDArray[np.float32]]:
    """Return a group of arrays as float32, each with one axis, in one piece of memory."""
    flat = [array.ravel() for array in arrays.values()]
    ends = list(accumulate(array.size for array in flat))
    whole = narrow(np.concatenate(flat)) if flat else np.empty(0, dtype=FLOAT32)
    return {name: whole[end - array.size : end] for name, array, end in zip(arrays, flat, ends, strict=True)}


def dumps(value: Any) -> bytes:
    """Return JSON; numbers that are not finite become null, whole ones of more than 64 bits the float64 that JavaScript reads them as."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)
    except TypeError:  # rare, and slow to look for: a number that somebody sent where any value may stand
        return orjson.dumps(narrower(value), option=orjson.OPT_SERIALIZE_NUMPY)


def narrower(value: Any) -> Any:
    """Return the value with float64 in place of whole numbers of more than 64 bits."""
    if isinstance(value, Mapping):
        return {name: narrower(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [narrower(each) for each in value]
    if type(value) is not int or -(2**63) <= value < 2**64:
        return value
    return float(value) if abs(value) <= FARTHEST else math.inf


def placed(arrays: Arrays, at: int) -> tuple[dict[str, dict[str, int]], int]:
    """Return the offset and length of each array of a group whose first array is at byte `at`, and the offset of the next group."""
    table = {}
    for name, array in arrays.items():
        table[name] = {"offset": at, "length": array.size}
        at += 4 * array.size
    return table, at


def headed(header: Mapping[str, Any], groups: Sequence[Arrays], lanes: Sequence[Mapping[str, Any] | None], base: int) -> bytes:
    """Return the header, preceded by its length, of a frame whose arrays begin at byte `base`."""
    tables = []
    for arrays in groups:
        table, base = placed(arrays, base)
        tables.append(table)
    own = [lane and {**lane, "arrays": table} for lane, table in zip(lanes, tables[1:], strict=True)]
    text = dumps({**header, "arrays": tables[0], "lanes": own})
    return len(text).to_bytes(4, "little") + text


def frame(header: Mapping[str, Any], shared: Arrays, lanes: Sequence[tuple[Mapping[str, Any], Arrays] | None]) -> bytes:
    """Return a frame of `header`, the shared arrays, and each lane's own header and arrays; None for a lane that is not in it."""
    groups = [shared, *(lane[1] if lane else {} for lane in lanes)]
    own = [lane[0] if lane else None for lane in lanes]
    base, head = 0, headed(header, groups, own, TYPICAL)
    while len(head) > base:  # the offsets in the header change its length; one or two rounds suffice
        base = -(-len(head) // 8) * 8
        head = headed(header, groups, own, base)
    numbers = [(array if array.dtype == FLOAT32 else narrow(array)).data for arrays in groups for array in arrays.values()]
    return b"".join([head.ljust(base, b"\0"), *numbers])


Part = list[tuple[Mapping[str, Any], Arrays] | None]
"""The lanes of one frame; None for a lane that is not in it."""


def parted(lanes: Mapping[int, tuple[Mapping[str, Any], Arrays]], count: int, room: int) -> list[Part]:
    """Distribute the arrays of lanes, given by number out of `count`, in order over parts of at most `room` bytes of arrays.

    An array that is larger than `room` is a part of its own.
    """
    parts: list[Part] = [[None] * count]
    left = room
    for lane, (own, arrays) in sorted(lanes.items()):
        for name, array in arrays.items():
            if 4 * array.size > left:
                parts.append([None] * count)
                left = room
            left -= 4 * array.size
            there = parts[-1][lane]
            parts[-1][lane] = (own, {**(there[1] if there else {}), name: array})
    return parts
