"""The forms of an optimizer: what one file of this folder declares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from surfaces.collect import match
from surfaces.knob import Knob

LR = Knob(r"\eta", "learning rate", None, 1e-7, 10.0, "log", min=0.0)
"""The learning rate; its default belongs to the pair of surface and optimizer."""


def eps(default: float) -> Knob:
    """Return the knob for the small number that keeps a divisor away from zero."""
    return Knob(r"\varepsilon", "divisor floor", default, 1e-12, 1e-2, "log", min=0.0)


def decay(symbol: str, name: str, default: float) -> Knob:
    """Return the knob of a running average or velocity: the share of the old that is kept, 0 <= share < 1."""
    return Knob(symbol, name, default, 0.0, 0.999, min=0.0, max=1.0, open=("max",))


def is_share(knob: Knob) -> bool:
    """Return whether a knob is one of `decay`: what matters of it is its distance from 1."""
    return knob.open == ("max",) and (knob.min, knob.max, knob.high) == (0.0, 1.0, 0.999)


@dataclass(frozen=True)
class Call:
    """How a framework constructs the same method, for scripts and for tests against it.

    `text` is a Python expression with knobs in braces: "torch.optim.Adam({p}, lr={lr}, betas=({beta1}, {beta2}), eps={eps})". For torch
    {p} is what is optimized; for optax the rate is `schedule`, a function of the count of steps taken. The framework's method is the
    same only under the condition `when`: "steady", the same rate at every step; "plain", one rate for both coordinates that does not
    depend on the loss. `before` is a line that the script runs before each step t, with knobs in braces too.
    """

    text: str
    when: Literal["", "steady", "plain"] = ""
    before: str = ""


KERAS_EPS = "optimizer.epsilon = {eps} * np.sqrt(1 - {beta2}**t)  # Keras adds it before the correction"
"""For methods with bias correction: Keras adds eps before it, papers and other frameworks after it."""

Start = Mapping[str, float | Literal["x", "y"]]
"""Where a state begins if not at zero: at a number, or at the position (of a coupled method: at one of its coordinates)."""


def half_the_stable_rate(curvature: float, side: float) -> float:
    """Return half of the rate 1 / L that is safe for gradient methods."""
    return 0.5 / curvature


def share_of_the_domain(share: float) -> Callable[[float, float], float]:
    """Return the default rate of methods whose step is about as long as the rate: a share of the domain's shorter side."""
    return lambda curvature, side: share * side


def always(rate: float) -> Callable[[float, float], float]:
    """Return the default rate of methods that find their own step length."""
    return lambda curvature, side: rate


def own_knobs(name: str, knobs: Mapping[str, Knob]) -> list[str]:
    """Return the knobs behind lr, which must come first."""
    first, *rest = knobs
    if first != "lr":
        raise TypeError(f"optimizer {name!r}: its first knob is {first}, not lr")
    return rest


@dataclass(frozen=True, kw_only=True)
class Optimizer:
    """A first-order method that treats every coordinate alike.

    `step(x, g, t, lr, *state, *knobs)` returns the new x followed by the new state (only the new x if there is no state). t counts
    from 1; the state starts from zero or from `start`; `lr` is the rate of this step: knob times schedule times warm-up times scale
    of the coordinate. `sigma(t, *state, *knobs)` returns the divisor, eps included, from the state after the step; the effective
    rate is lr over it. A method whose rate is more than a quotient, for example because it is bounded, has
    `rate(t, lr, *state, *knobs)` instead, which returns the effective rate, also from the state after the step.
    `probe(x, g, norm, *state, *knobs)` returns where the gradient is taken, if not at x; g is the gradient at x and norm its length
    over both coordinates. With `window`, the name of a knob, the step takes `recent` after lr: the last so many gradients, oldest
    first, this step's included, along the first axis. All are plain arithmetic: the same source runs compiled on scalars, in NumPy
    on arrays whose first axis is the coordinate, and as plain Python. `default_lr(L, side)` is the default rate on a
    surface of curvature L whose domain has the shorter side `side`. `stable(*knobs)`, if there is such a bound, is the largest
    stable lr times curvature on a quadratic.
    """

    name: str
    summary: str
    formula: tuple[str, ...]
    source: str
    step: Callable[..., Any]
    state: tuple[str, ...]
    knobs: Mapping[str, Knob]
    default_lr: Callable[[float, float], float] = half_the_stable_rate
    sigma: Callable[..., Any] | None = None
    rate: Callable[..., Any] | None = None
    probe: Callable[..., Any] | None = None
    stable: Callable[..., float] | None = None
    start: Start = field(default_factory=dict)
    window: str | None = None
    varies: str | None = None
    peer: str | None = None
    calls: Mapping[str, Call] = field(default_factory=dict)

    def __post_init__(self) -> None:
        own = [*self.state, *own_knobs(self.name, self.knobs)]
        match(f"optimizer {self.name!r}", self.step, ["x", "g", "t", "lr", *(["recent"] if self.window else []), *own])
        if self.sigma:
            match(f"optimizer {self.name!r}", self.sigma, ["t", *own])
        if self.rate:
            match(f"optimizer {self.name!r}", self.rate, ["t", "lr", *own])
        if self.sigma and self.rate:
            raise TypeError(f"optimizer {self.name!r}: both sigma and rate say what its effective rate is")
        if self.probe:
            match(f"optimizer {self.name!r}", self.probe, ["x", "g", "norm", *own])
        if self.stable:
            match(f"optimizer {self.name!r}", self.stable, own_knobs(self.name, self.knobs))


@dataclass(frozen=True, kw_only=True)
class Coupled:
    """A method whose coordinates act on each other.

    `step(x, y, gx, gy, hxx, hxy, hyy, t, lr, *state, *knobs)` returns the new x and y followed by the new state, all
    scalars. With `searches` it takes `f_and_grad, k` behind lr, for trial evaluations: `f_and_grad(x, y, k)` returns
    f, f_x, f_y. Its move is multiplied by the scale of each coordinate afterwards. `strays` names the surfaces on which
    the defaults do not lower the loss.
    """

    name: str
    summary: str
    formula: tuple[str, ...]
    source: str
    step: Callable[..., Any]
    state: tuple[str, ...]
    knobs: Mapping[str, Knob]
    default_lr: Callable[[float, float], float]
    searches: bool = False
    strays: tuple[str, ...] = ()
    start: Start = field(default_factory=dict)
    varies: str | None = None
    peer: str | None = None
    calls: Mapping[str, Call] = field(default_factory=dict)

    def __post_init__(self) -> None:
        prefix = ["x", "y", "gx", "gy", "hxx", "hxy", "hyy", "t", "lr", *(["f_and_grad", "k"] if self.searches else [])]
        match(f"optimizer {self.name!r}", self.step, [*prefix, *self.state, *own_knobs(self.name, self.knobs)])


@dataclass(frozen=True, kw_only=True)
class Wrapper:
    """A method around another one, which takes its steps with its own state and knobs (its lr is the wrapper's).

    `step(x, t, *state, *knobs)` takes the position after the inner step and returns the new x followed by the new state.
    """

    name: str
    summary: str
    formula: tuple[str, ...]
    source: str
    step: Callable[..., Any]
    state: tuple[str, ...]
    knobs: Mapping[str, Knob]
    inner: str
    start: Start = field(default_factory=dict)
    varies: str | None = None
    peer: str | None = None
    calls: Mapping[str, Call] = field(default_factory=dict)

    def __post_init__(self) -> None:
        match(f"optimizer {self.name!r}", self.step, ["x", "t", *self.state, *own_knobs(self.name, self.knobs)])


Method = Optimizer | Coupled | Wrapper
