"""The declaration of a data surface: a model, the loss of one example, and where its examples come from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from surfaces.data import table
from surfaces.data.recipes import Array
from surfaces.knob import Knob
from surfaces.sentence import Sentence
from surfaces.surface import Interval, Kernel, Point

MOST, LEAST, HELD, OWN = 64, 2, 64, 500
"""Most and fewest examples that are drawn, validation examples, and most examples of one's own."""
Rows = tuple[tuple[float, float, float], ...]
"""Examples as a scene has them: a, b, t of each."""

N = Knob("n", "examples", 10, LEAST, MOST, "log", min=LEAST, max=MOST, kind="integer")
SAMPLE = Knob("s", "number of the sample", 0, 0, 200, min=0, max=10**6, kind="integer")
SHARED = {
    "l1": Knob(r"\lambda_1", "penalty on |w|", 0.0, 0.0, 1.0, min=0.0, max=1e9),
    "l2": Knob(r"\lambda_2", "penalty on |w| squared, half", 0.0, 0.0, 3.0, min=0.0, max=1e9),
    "keep": Knob("p", "share of the inputs that dropout keeps", 1.0, 0.3, 1.0, min=0.01, max=1.0),
    "scaled": Knob(r"\div p", "inputs are divided by the share that is kept (1) or not (0)", 1, 0, 1, min=0, max=1, kind="integer"),
    "lose": Knob(r"\ell", "input that is lost: none (0), a (1), b (2) or both (3)", 0, 0, 3, min=0, max=3, kind="integer"),
    "swap": Knob("q", "share of the examples whose inputs change places", 0.0, 0.0, 1.0, min=0.0, max=1.0),
    "jitter": Knob("s_a", "noise that is added to the inputs", 0.0, 0.0, 2.0, min=0.0, max=1e3),
    "mix": Knob(r"\alpha", "mixup, 0 for none", 0.0, 0.0, 4.0, min=0.0, max=1e3),
    "resample": Knob("k", "number of the bootstrap sample, 0 for the examples themselves", 0, 0, 20, min=0, max=10**6, kind="integer"),
}
"""The knobs that models have in common: penalties, recipes, and what happens to the data."""
PENALTIES, RECIPES = ("l1", "l2"), ("keep", "scaled", "swap", "jitter", "mix")
"""The knobs that change what is minimized, and those of what is done to the examples; all others say which examples there are."""
BOOTSTRAP = 8
"""The stream of random numbers of bootstrap samples, beside those of `feed`."""
LOST = ((), (0,), (1,), (0, 1))
"""Which of an example's numbers are 0, by the number of what is lost: none, a, b, both."""
FLAT = Sentence("All inputs are 0, so all weights answer alike: the surface is flat.")


@dataclass(frozen=True, kw_only=True, eq=False)
class Model:
    """A model with two weights x and y, and its loss on one example with inputs a and b and target t.

    `value(x, y, a, b, t)` returns the loss, `grad` and `hess` its derivatives in x and y, `answer(x, y, a, b)` what the model answers,
    and `judge(p, t)` the loss of an answer p. All are plain arithmetic, as the functions of a surface are. `draw(z, held, **own)` turns
    standard normal numbers, shape (n, 3), into a, b and t; `held` says whether these are validation examples. `truth(**own)` returns the
    weights that the examples were made with, or the best ones. `own` are the model's knobs of its data, `n` the default number of
    examples; `takes` names those of `SHARED` that it has. `minima(k)` returns the minima of a table's payload,
    and `saddles(k)`, if there can be any, its saddle points. `wall` says why there is no minimum where there is none.
    `classes`: targets are 0 and 1. `intercept`: the input b of examples that have one input; 0 for a model that does not read b.
    `sample` is the number of the default one, whose minimum lies within the domain. `weights` says what x and y are. `grid` does what
    `table.grid` does, in less time. `cost`: the time of an example's loss and gradient, over that of four numbers of a formula's tape.
    """

    name: str
    summary: str
    formula: tuple[str, ...]
    source: str
    value: Callable[..., Any]
    grad: Callable[..., Any]
    hess: Callable[..., Any]
    answer: Callable[..., Any]
    judge: Callable[..., Any]
    draw: Callable[..., tuple[Any, Any, Any]]
    truth: Callable[..., Point]
    minima: Callable[[Array], tuple[Point, ...]]
    wall: Sentence
    own: Mapping[str, Knob]
    takes: tuple[str, ...]
    weights: tuple[str, str]
    n: int
    sample: int
    domain: tuple[Interval, Interval]
    start: Point
    classes: bool = False
    searched: bool = False
    cost: float = 1.0
    intercept: float = 1.0
    saddles: Callable[[Array], tuple[Point, ...]] | None = None
    varies: str | None = None
    grid: Callable[..., Any] = table.grid

    @cached_property
    def knobs(self) -> dict[str, Knob]:
        """All knobs: how many examples and which, those of the data, those that models have in common."""
        which = {"n": replace(N, default=self.n), "sample": replace(SAMPLE, default=self.sample)}
        return {**which, **self.own, **{name: SHARED[name] for name in self.takes}}

    def groups(self) -> dict[str, list[str]]:
        """Return the names of the knobs by what they change: the examples, the penalty, or the recipe."""
        others = (*PENALTIES, *RECIPES)
        found = {"data": [name for name in self.knobs if name not in others]}
        return found | {"penalty": [*filter(self.knobs.get, PENALTIES)], "recipe": [*filter(self.knobs.get, RECIPES)]}

    def why(self, k: Array) -> Sentence:
        """Return why a payload without minima has none."""
        return self.wall if table.rows_of(k)[:, 1:3].any() else FLAT

    @cached_property
    def kernel(self) -> Kernel:
        """The compiled form, which reads a table."""
        instead = {"value": self.value, "grad": self.grad, "hess": self.hess, "sign": table.sign}
        return Kernel(table.point, table.bend, instead, table.worth, self.grid)
