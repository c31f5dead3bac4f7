"""The form of a schedule: what one file of this folder declares."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from surfaces.knob import Knob

SPAN = Knob("S", "span in steps, 0 for the whole run", 0, 0, 2000, min=0, max=200_000, kind="integer")
"""How many steps a schedule takes; afterwards it holds its last value."""


@dataclass(frozen=True)
class Schedule:
    """A factor on the learning rate.

    `factor(t, steps, *knobs)` is pure and takes the step numbers t = 1, 2, ... as a float64 array, shape (n,), and the
    length of the whole run; it returns the factors, shape (n,). The factor of step t is torch's value after t - 1
    scheduler steps, so that the first step has factor 1.
    """

    name: str
    summary: str
    formula: tuple[str, ...]
    source: str
    factor: Callable[..., Any]
    knobs: Mapping[str, Knob]
    varies: str | None = None
    peer: str | None = None

    def __post_init__(self) -> None:
        expected = ["t", "steps", *self.knobs]
        found = list(inspect.signature(self.factor).parameters)
        if found != expected:
            raise TypeError(f"schedule {self.name!r}: factor takes {found}, its declaration says {expected}")
