"""The examples of a surface, as tables of rows c, a, b, t, whose weights c add up to 1."""

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache, lru_cache
from inspect import Parameter, Signature
from typing import Any

import numpy as np

from surfaces.data.checks import refuse, wrong
from surfaces.data.feed import Order, feed
from surfaces.data.model import BOOTSTRAP, HELD, LOST, MOST, Model, Rows
from surfaces.data.recipes import Array, Values, exact
from surfaces.data.table import grad_of, hess_of, packed, value_of
from surfaces.sentence import Sentence
from surfaces.surface import Point, Setting, Surface


@lru_cache(maxsize=256)
def normals(sample: int, held: bool) -> Array:
    """Return the standard normal numbers behind the examples of a sample; more examples never change the first ones."""
    if held:
        return np.random.default_rng([sample, 1]).standard_normal((256, 3))[:HELD]
    return np.random.default_rng(sample).standard_normal((MOST, 3))


@lru_cache(maxsize=512)
def minima_of(model: Model, k: bytes) -> tuple[Point, ...]:
    """Return the minima of a payload; cached, because dragging one example changes one table of two."""
    with np.errstate(all="ignore"):  # examples may be as large as numbers get
        return model.minima(np.frombuffer(k))


def weighed(rows: Array) -> Array:
    """Return examples a, b, t as a table of rows c, a, b, t, in which all have the same weight."""
    return np.column_stack([np.full(len(rows), 1 / len(rows)), rows])


class Data:
    """The examples of a surface: drawn by its knobs, or one's own. Tables have rows c, a, b, t; the weights c add up to 1.

    `examples` and `checks` are one's own training and validation examples; without them they are drawn.
    """

    def __init__(self, model: Model, examples: Rows = (), checks: Rows = ()) -> None:
        self.model, self.examples, self.checks = model, examples, checks
        self._payload = lru_cache(maxsize=64)(self._made)

    def named(self, *knobs: float) -> dict[str, float]:
        """Return the values of all knobs by name."""
        return dict(zip(self.model.knobs, knobs, strict=True))

    def own(self, values: Values) -> dict[str, float]:
        """Return the values of the model's knobs of its data."""
        return {name: values[name] for name in self.model.own}

    def base(self, values: Values, held: bool) -> Array:
        """Return the examples a, b, t, shape (rows, 3): one's own or drawn, before the bootstrap and before anything is lost."""
        chosen_rows = self.checks if held else self.examples
        if chosen_rows:
            return np.array(chosen_rows, dtype=np.float64)
        z = normals(int(values["sample"]), held)
        z = z if held else z[: int(values["n"])]
        return np.column_stack(self.model.draw(z, held, **self.own(values)))

    def training(self, values: Values) -> Array:
        """Return the table of the training examples, after the bootstrap and with what is lost, before the recipe."""
        rows = self.base(values, held=False)
        if again := int(values.get("resample", 0)):
            rows = rows[self._bootstrap(rows, int(values["sample"]), again)]
        if lost := int(values.get("lose", 0)):
            rows[:, LOST[lost]] = 0.0
        return weighed(rows)

    def bootstrap(self, values: Values) -> Any:
        """Return the numbers of the examples that a bootstrap sample holds."""
        return self._bootstrap(self.base(values, held=False), int(values["sample"]), int(values["resample"]))

    def _bootstrap(self, rows: Array, sample: int, again: int) -> Any:
        rng, n = np.random.default_rng([sample, BOOTSTRAP, again]), len(rows)
        picked = rng.integers(0, n, n)
        has_both = self.model.classes and len(set(rows[:, 2])) > 1  # one's own examples may all be of one class, or of none
        while has_both and len(set(rows[picked, 2])) == 1:
            picked = rng.integers(0, n, n)
        return picked

    def _made(self, kind: str, *knobs: float) -> Array:
        values = self.named(*knobs)
        if kind == "held":
            return packed(weighed(self.base(values, held=True)))
        table = self.training(values)
        if kind == "plain":
            return packed(table)
        return packed(exact(table, values), values.get("l1", 0.0), values.get("l2", 0.0))

    def payload(self, *knobs: float) -> Array:
        """Return the payload of what is minimized: the examples with every outcome of the recipe, and the penalties."""
        return self._payload("", *knobs)

    def plain(self, *knobs: float) -> Array:
        """Return the payload of the training examples alone, without recipe and penalties."""
        return self._payload("plain", *knobs)

    def held(self, *knobs: float) -> Array:
        """Return the payload of the validation examples."""
        return self._payload("held", *knobs)

    def minima(self, k: Array) -> tuple[Point, ...]:
        """Return the minima of a payload."""
        return minima_of(self.model, k.tobytes())

    def truth(self, *knobs: float) -> Point | None:
        """Return the weights behind the validation examples; None if these are one's own."""
        return None if self.checks else self.model.truth(**self.own(self.named(*knobs)))

    def feed(self, knobs: tuple[float, ...], seed: int, batch: int, steps: int, order: Order) -> Array:
        """Return what each step sees, shape (steps, 3 + 4 batch)."""
        values = self.named(*knobs)
        return feed(self.training(values), values, seed, batch, steps, order)

    def seeing(self, surface: Surface, k: tuple[float, ...]) -> Surface:
        """Return the surface whose value, gradient and Hessian are those of another payload: of a step with a mini-batch."""
        row = np.array(k)
        return replace(surface, **functions(self.model, lambda *_: row))

    def count(self, *knobs: float) -> int:
        """Return the number of training examples."""
        return int(self.plain(*knobs)[2])

    def check(self, *knobs: float, own: Collection[str] = ()) -> tuple[str, Sentence, str] | None:
        """Return what is wrong with a combination of knobs and examples, or None: the knob's name, a sentence and a bound.

        Of several knobs to blame, it is one of `own`.
        """
        return wrong(self.named(*knobs), lambda: self.count(*knobs), own)


def taking(names: list[str], function: Callable[..., Any], *before: str) -> Callable[..., Any]:
    """Return a function that may be called with the knobs `names` by place or by name, behind the parameters `before`."""
    every = [*before, *names]

    def called(*given: Any, **more: Any) -> Any:
        return function(*given, *(more[name] for name in every[len(given) :]))

    called.__signature__ = signature(*every)  # type: ignore[attr-defined]
    return called


@cache
def signature(*names: str) -> Signature:
    """Return the signature of a function that takes these names; while an example is dragged, every frame has a new surface."""
    return Signature([Parameter(name, Parameter.POSITIONAL_OR_KEYWORD) for name in names])


def functions(model: Model, payload: Callable[..., Array]) -> dict[str, Any]:
    """Return value, gradient, Hessian and payload of a surface of a model, by name, for the payload of its knobs."""
    names = list(model.knobs)

    def part(function: Callable[..., Any], own: Callable[..., Any]) -> Callable[..., Any]:
        return taking(names, lambda x, y, *knobs: function(own, payload(*knobs), x, y), "x", "y")

    value, grad, hess = part(value_of, model.value), part(grad_of, model.grad), part(hess_of, model.hess)
    return {"value": value, "grad": grad, "hess": hess, "payload": taking(names, payload)}


def surface_of(model: Model, examples: Rows = (), held: Rows = ()) -> Surface:
    """Return the surface of a model, on drawn examples or on one's own; raise ExamplesError for some that it does not take."""
    for name, rows in (("examples", examples), ("held", held)):
        refuse(model, name, rows)
    data, names = Data(model, examples, held), list(model.knobs)

    def curvature(*knobs: float) -> float:
        k = data.payload(*knobs)
        f_xx, f_xy, f_yy = hess_of(model.hess, k, *np.array([model.start, *data.minima(k)]).T)
        largest = (f_xx + f_yy) / 2 + np.hypot((f_xx - f_yy) / 2, f_xy)
        return float(np.max(largest))

    def points(of: Callable[[Array], tuple[Point, ...]]) -> Callable[..., Any]:
        return taking(names, lambda *knobs: of(data.payload(*knobs)))

    return Surface(
        name=model.name,
        summary=model.summary,
        formula=model.formula,
        source=model.source,
        **functions(model, data.payload),
        knobs=model.knobs,
        domain=model.domain,
        start=model.start,
        minima=points(data.minima),
        saddles=points(model.saddles) if model.saddles else None,
        curvature=taking(names, curvature),
        varies=model.varies,
        kernel=model.kernel,
        settings={"examples": Setting("examples", ()), "held": Setting("examples", ())},
        make=lru_cache(maxsize=64)(lambda examples=(), held=(): surface_of(model, examples, held)),
        data=data,
    )
