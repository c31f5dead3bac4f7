"""The declaration of an answer: what one file of this folder declares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from surfaces.collect import match
from surfaces.knob import Knob

Array = NDArray[np.float64]


class Answered(NamedTuple):
    """The weights that a run would answer with if it ended at each of its rows.

    `x`, `y` and `row` have shape (rows,). `row`: the row that the weights are taken from, or the last one that went into them.
    `stop`: the row at which the run would have been stopped, None if it would not.
    """

    x: Array
    y: Array
    row: NDArray[np.int64]
    stop: int | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A rule that says which weights a finished run answers with.

    `rule(x, y, held, per_epoch, *knobs)` takes the positions and the validation loss of every row, shape (rows,), and the number of
    steps that see every example once (1 without mini-batches). It returns an `Answered`. `monitors`: it reads the validation loss;
    other rules may get None in its place.
    """

    name: str
    summary: str
    formula: tuple[str, ...]
    source: str
    rule: Callable[..., Answered]
    knobs: Mapping[str, Knob]
    varies: str | None = None
    monitors: bool = False

    def __post_init__(self) -> None:
        match(f"answer {self.name!r}", self.rule, ["x", "y", "held", "per_epoch", *self.knobs])

    def of(self, x: Array, y: Array, held: Array | None, per_epoch: int, knobs: Mapping[str, Any]) -> Answered:
        """Return what a run answers with, for all values of the knobs by name."""
        return self.rule(x, y, held, per_epoch, *(knobs[name] for name in self.knobs))
