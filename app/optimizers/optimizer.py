"""The form of an optimizer: what one file of this folder declares."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from surfaces.knob import Knob

LR = Knob(r"\eta", "learning rate", None, 1e-7, 10.0, "log", min=0.0)
"""The learning rate; its default belongs to the pair of surface and optimizer."""


def eps(default: float) -> Knob:
    """Return the knob for the small number that keeps a divisor away from zero."""
    return Knob(r"\varepsilon", "divisor floor", default, 1e-12, 1e-2, "log", min=0.0)


def decay(symbol: str, name: str, default: float) -> Knob:
    """Return the knob of a running average or velocity: the share of the old that is kept, 0 <= share < 1."""
    return Knob(symbol, name, default, 0.0, 0.999, min=0.0, max=1.0, open=("max",))


@dataclass(frozen=True)
class Optimizer:
    """A first-order method that treats every coordinate alike.

    `step(x, g, t, lr, *state, *knobs)` returns the new x followed by the new state (the new x alone where there is no
    state); t counts from 1, the state starts from zero, and `lr` is the rate of this step (knob times schedule times
    warm-up times scale of the coordinate). `sigma(t, *state, *knobs)`, where the method divides by one, returns that
    divisor, eps included, from the state after the step. Both are plain arithmetic: the same source runs compiled on
    scalars, in NumPy on arrays whose first axis is the coordinate, and as plain Python.
    """

    name: str
    summary: str
    formula: tuple[str, ...]
    source: str
    step: Callable[..., Any]
    state: tuple[str, ...]
    knobs: Mapping[str, Knob]
    sigma: Callable[..., Any] | None = None
    varies: str | None = None
    peer: str | None = None

    def __post_init__(self) -> None:
        if next(iter(self.knobs), None) != "lr":
            raise TypeError(f"optimizer {self.name!r}: its first knob is not lr")
        own = [*self.state, *(k for k in self.knobs if k != "lr")]
        self._match(self.step, ["x", "g", "t", "lr", *own])
        if self.sigma:
            self._match(self.sigma, ["t", *own])

    def _match(self, function: Callable[..., Any], expected: list[str]) -> None:
        found = list(inspect.signature(function).parameters)
        if found != expected:
            raise TypeError(f"optimizer {self.name!r}: {function.__name__} takes {found}, its declaration says {expected}")
