"""What a map says of each pixel: a class, which is where its runs end, and a value.

Classes: 0 to 127 a minimum, 128 to 253 a saddle, 254 none of these, 255 diverged.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.run import Array
from app.maps.goals import Goals

SADDLES, NOWHERE, DIVERGED = 128, 254, 255
VALUES = {"end": "since", "steps": "first", "loss": "loss", "best": "best", "bursts": "bursts"}
"""The value of each measure: the step since which a run is where it ends, its first step near any minimum, losses, a count."""
SHARE = "share"
"""The value of `end` for several seeds: the share of those that end in the class."""
PACKED = {"since": "log10_since", "first": "log10_first", "loss": "log10_loss", "best": "log10_best", "bursts": "bursts", SHARE: SHARE}
"""What frames send of a value: log10(1 + step); log10 of the loss above the lowest minimum, which is -inf at it or below by rounding, or
without a minimum sign(f) log10(1 + |f|)."""
WITHOUT_MINIMUM = {"loss": "signed_log10_loss", "best": "signed_log10_best"}

Bytes = NDArray[np.uint8]


def value_name(measure: str, seeds: int) -> str:
    """Return what the value of a measure is."""
    return SHARE if measure == "end" and seeds > 1 else VALUES[measure]


def packed_name(measure: str, seeds: int, lowest: float) -> str:
    """Return what frames send of it."""
    name = value_name(measure, seeds)
    return WITHOUT_MINIMUM.get(name, PACKED[name]) if np.isnan(lowest) else PACKED[name]


def classes(out: Any, goals: Goals, tolerance: float) -> Bytes:
    """Return where each run of an outcome ends."""
    kind = np.where(out.where < 0, NOWHERE, np.minimum(out.where, SADDLES - 1)).astype(np.int64)
    with np.errstate(all="ignore"):  # of runs that are far away
        for m, saddle in enumerate(goals.saddles[: NOWHERE - SADDLES]):
            near = (out.x - saddle[0]) ** 2 + (out.y - saddle[1]) ** 2 <= tolerance * tolerance
            kind[(kind == NOWHERE) & near] = SADDLES + m
    kind[np.asarray(out.diverged, dtype=bool)] = DIVERGED
    return kind.astype(np.uint8)


def value(out: Any, measure: str) -> Array:
    """Return the value of a measure for each run; NaN where it has none. The `since` of a run that diverged is when it did."""
    if measure == "end":
        return np.where(out.diverged, out.step, np.where(out.since < 0, np.nan, out.since)).astype(np.float64)
    if measure == "steps":
        return np.where(out.first < 0, np.nan, out.first).astype(np.float64)
    if measure == "bursts":
        return np.asarray(np.maximum(out.bursts_x, out.bursts_y), dtype=np.float64)
    return np.asarray(out.loss if measure == "loss" else out.best, dtype=np.float64)


def together(kinds: Sequence[Bytes], found: Sequence[Array], measure: str) -> tuple[Bytes, Array]:
    """Return one class and one value for several seeds: the most frequent end, and its share or the median of the value."""
    if len(kinds) == 1:
        return kinds[0], found[0]
    stack, candidates = np.stack(kinds), np.unique(np.concatenate(kinds))
    counts = np.stack([(stack == each).sum(axis=0) for each in candidates])
    most = candidates[counts.argmax(axis=0)]
    if measure == "end":
        return most, counts.max(axis=0) / len(kinds)
    with np.errstate(all="ignore"):
        medians = np.median(np.where(np.isnan(found), np.inf, found), axis=0)  # what a seed never reaches it reaches last
    return most, np.where(np.isinf(medians), np.nan, medians)


def packed(values: Array, name: str, lowest: Array) -> NDArray[np.float16]:
    """Return the values of this name as frames send them."""
    with np.errstate(all="ignore"):
        if name in ("since", "first"):
            values = np.log10(1 + values)
        elif name in ("loss", "best"):
            above = np.log10(np.maximum(values - lowest, 0))
            values = np.where(np.isnan(lowest), np.sign(values) * np.log10(1 + np.abs(values)), above)
        return values.astype("<f2")
