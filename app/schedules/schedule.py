"""The form of a schedule: what one file of this folder declares."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from surfaces.collect import match
from surfaces.knob import Knob
from surfaces.sentence import Sentence

SPAN = Knob("S", "span in steps, 0 for the whole run", 0, 0, 2000, min=0, max=200_000, kind="integer")
"""How many steps a schedule takes; afterwards it holds its last value."""

HALF_CYCLE = Knob("n", "steps from base to maximum", 20, 1, 500, min=1, max=200_000, kind="integer")
BASE = Knob("c", "base over maximum", 0.1, 0.0, 1.0, min=0.0, max=1.0)
"""The knobs of the cyclical schedules."""


def rising(boundaries: Sequence[float]) -> Sentence | None:
    """Return what is wrong with boundaries that fall."""
    return None if all(a <= b for a, b in pairwise(boundaries)) else Sentence("boundaries must not fall")


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """A factor on the learning rate.

    `factor(t, steps, *knobs)` is pure and takes the step numbers t = 1, 2, ... as a float64 array, shape (n,), and the
    length of the whole run; it returns the factors, shape (n,). The factor of step t is torch's value after t - 1
    scheduler steps, so that the first step has factor 1.

    A schedule that listens to the loss has `react(loss, t, *state, *knobs)` instead: it takes the loss before step t and
    returns the factor of step t followed by the new state, which begins at `start`. It is plain arithmetic on scalars.
    `check(*knobs)`, where knobs have to go together, returns a Sentence that says what is wrong, or None. `call`, if torch has the
    schedule, is the expression that constructs it, with the optimizer {o} and knobs in braces: tests compare with it.
    """

    name: str
    summary: str
    formula: tuple[str, ...]
    source: str
    knobs: Mapping[str, Knob]
    factor: Callable[..., Any] | None = None
    react: Callable[..., Any] | None = None
    state: tuple[str, ...] = ()
    start: Mapping[str, float] = field(default_factory=dict)
    check: Callable[..., Sentence | None] | None = None
    varies: str | None = None
    peer: str | None = None
    call: str | None = None

    def __post_init__(self) -> None:
        if (self.factor is None) == (self.react is None):
            raise TypeError(f"schedule {self.name!r} must have either a factor or a reaction")
        if self.factor:
            match(f"schedule {self.name!r}", self.factor, ["t", "steps", *self.knobs])
        if self.react:
            match(f"schedule {self.name!r}", self.react, ["loss", "t", *self.state, *self.knobs])
