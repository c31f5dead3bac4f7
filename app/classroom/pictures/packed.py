"""The form of every binary frame: small, one for all screens, since the air of a hall is scarcer than processors.

Bytes 0 to 3 are a u32 number that rises, byte 4 the kind, byte 5 flags (1: draft, 2: marks the lowest loss), bytes 6 and 7 zero; all else
is little-endian too. Then follows one zlib stream: u32 length of the head, the head as JSON, the data. Data of 16 bits are sent as
differences to the value before, mod 65536, from 0; and all low bytes first, then all high bytes: deflate finds more in either.
"""

import zlib
from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.replies.wire import dumps

Array = NDArray[np.float64]
Words = NDArray[np.uint16]

HIGHEST = 65534
"""The largest number that stands for a value."""
NONE = 65535
"""That of what is not finite, in a ground."""
BEFORE = 8
"""Bytes before the stream."""
DRAFT, MARKS = 1, 2
"""Flags."""


class Kind(IntEnum):
    """What a frame shows."""

    PATHS = 1
    GROUND = 2
    STARTS = 3
    BASINS = 4


def quantised(values: Array, low: float, high: float) -> Words:
    """Return round(65534 (v - low) / (high - low)), limited to 0 ... 65534; NaN as the highest."""
    with np.errstate(all="ignore"):
        share = (values / 2 - low / 2) / (high / 2 - low / 2)  # halves: the difference of two large numbers overflows
    return np.round(np.clip(np.nan_to_num(share, nan=1.0, posinf=1.0, neginf=0.0), 0, 1) * HIGHEST).astype("<u2")


def differences(words: NDArray[np.unsignedinteger[Any]]) -> NDArray[np.unsignedinteger[Any]]:
    """Return each number minus the one before it along the last axis, the first one minus 0, in the same wrapping arithmetic."""
    return np.diff(words, prepend=words.dtype.type(0), axis=-1)


def apart(parts: Iterable[Words]) -> bytes:
    """Return all low bytes, then all high bytes."""
    words = [part.ravel() for part in parts]
    return np.concatenate(words or [np.empty(0, "<u2")]).astype("<u2").view("u1").reshape(-1, 2).T.tobytes()


def framed(kind: Kind, head: Mapping[str, Any], data: bytes, *, draft: bool = False, marks: bool = False) -> bytes:
    """Return a frame with number 0."""
    said = dumps(head)
    return bytes([0, 0, 0, 0, kind, DRAFT * draft + MARKS * marks, 0, 0]) + zlib.compress(len(said).to_bytes(4, "little") + said + data, 1)


def numbered(number: int, frame: bytes) -> bytes:
    """Return the frame with a number."""
    return (number % 2**32).to_bytes(4, "little") + frame[4:]
