"""Scenes of every unit with extreme knobs, and the views, charts, profiles and steps that they are asked for with."""

import math
from collections.abc import Mapping
from random import Random
from typing import Any, NamedTuple

import numpy as np

from app.engine.recorded import packed
from app.engine.series import SERIES
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Wrapper
from app.schedules import SCHEDULES
from surfaces import SURFACES
from surfaces.knob import Knob
from tests.fuzz import examples
from tests.fuzz.numbers import interval, magnitude, number, within

Json = dict[str, Any]
FORMULAS = [
    "x^2 + 10 y^2", "0.5 x^2", "1/x", "1/(x^2 + y^2)", "log(x) + y", "sqrt(x*y)", "tan(x) + tan(y)", "exp(x^2 + y^2)", "exp(exp(x)) - y",
    "abs(x) + abs(y)", "1e200 (x^2 + y^2)", "1e-200 (x^2 + y^2)", "x/y", "x^y", "(x^2 + y^2)^0.1", "x^-3 + y^2", "min(x, y) + max(x, 1/y)",
    "0*x", "7", "x^300 + y^300", "tanh(1e9 x) + y^2", "sin(1e6 x) cos(1e6 y)", "1e308 x", "5e-324 x^2 + y^2", "log(log(x))",
    "sqrt(x - 1) + sqrt(1 - x)", "1/(x - 1e-9)", "abs(x)^0.5",
]  # fmt: skip


class Units(NamedTuple):
    """What scenes are made of."""

    methods: tuple[str, ...]
    surfaces: tuple[str, ...]


ALL = Units(tuple(OPTIMIZERS), tuple(SURFACES))
FEW = Units(
    ("gradient_descent", "adam", "adagrad_window", "bfgs", "newton", "prodigy", "sam", "lookahead"),
    ("canyon", "rosenbrock", "two_wells", "ackley", "monkey_saddle", "linear_regression"),
)
"""Of every kind, so few that a short run compiles them."""


def knob_value(rng: Random, knob: Knob) -> Any:
    """Return a value of a knob: mostly one that it may have, at its bounds or of any size."""
    if rng.random() < 0.02:
        return number(rng)
    low = -1e308 if knob.min is None else math.nextafter(knob.min, math.inf) if "min" in knob.open else knob.min
    high = 1e308 if knob.max is None else math.nextafter(knob.max, -math.inf) if "max" in knob.open else knob.max
    if knob.kind == "integer":
        return rng.choice([int(max(low, -9)), int(min(high, 1e6)), round(min(high, max(low, rng.uniform(knob.low, knob.high))))])
    if knob.kind == "list":
        return sorted(within(rng, low, high) for _ in range(rng.randint(1, 4)))
    return rng.uniform(knob.low, knob.high) if rng.random() < 0.5 else within(rng, low, high)


def unit(rng: Random, key: str, declared: Any, without: str = "") -> Json:
    """Return a unit with some of its knobs turned."""
    knobs: Mapping[str, Knob] = declared.knobs
    return {"key": key, "knobs": {name: knob_value(rng, knob) for name, knob in knobs.items() if name != without and rng.random() < 0.4}}


def surface(rng: Random, keys: tuple[str, ...]) -> Json:
    """Return a surface; formulas come back, for a new one is searched for its minima."""
    if rng.random() < 0.6:
        key = rng.choice(data if (data := [each for each in keys if each in examples.DATA]) and rng.random() < 0.3 else keys)
        made = unit(rng, key, SURFACES[key]) if rng.random() < 0.3 else {"key": key}
        return {**made, **examples.settings(rng)} if key in examples.DATA else made
    typed = {"key": "formula", "formula": rng.choice(FORMULAS)}
    return {**typed, "domain": [interval(rng), interval(rng)]} if rng.random() < 0.05 else typed


def lane(rng: Random, methods: tuple[str, ...]) -> Json:
    """Return a lane."""
    key = rng.choice(methods)
    made: Json = {"optimizer": unit(rng, key, OPTIMIZERS[key])}
    if isinstance(OPTIMIZERS[key], Wrapper) and rng.random() < 0.5:
        inner = rng.choice(["gradient_descent", "adam"])
        made["optimizer"]["inner"] = unit(rng, inner, OPTIMIZERS[inner], without="lr")
    if rng.random() < 0.3:
        schedule = rng.choice(list(SCHEDULES))
        made["schedule"] = unit(rng, schedule, SCHEDULES[schedule])
    more = {
        "warmup": lambda: rng.choice([1, 5, 200_000]), "lr_scale": lambda: [within(rng, 0, 1e308), within(rng, 0, 1e308)],
        "weight_decay": lambda: within(rng, 0, 1e308), "clip": lambda: within(rng, 5e-324, 1e308),
    }  # fmt: skip
    return {**made, **{name: value() for name, value in more.items() if rng.random() < 0.1}}


def past(rng: Random, lane: Json, steps: int) -> Json:
    """Return what few lanes have: another run that they go on from, or a path from a file."""
    kind = rng.random()
    if kind < 0.05:
        before = {"optimizer": unit(rng, key := lane["optimizer"]["key"], OPTIMIZERS[key])}
        return {"fork": {"step": rng.randint(1, steps), "anew": rng.random() < 0.5, "before": before}}
    if kind < 0.08:
        points = [rng.choice([rng.uniform(-4, 4), magnitude(rng)]) for _ in range(2 * rng.randint(1, 9))]
        return {"trajectory": {"file": "path.csv", "points": packed(np.array(points))}}
    return {}


def scene(rng: Random, units: Units, longest: int = 30_000) -> Json:
    """Return a scene, mostly of few steps."""
    kind = rng.random()
    steps = rng.randint(1, 60) if kind < 0.95 else rng.randint(61, 1000) if kind < 0.998 else longest
    made: Json = {
        "surface": surface(rng, units.surfaces),
        "steps": steps,
        "lanes": [lane(rng, units.methods) for _ in range(rng.choice([1, 1, 1, 2, 3]))],
    }
    made["lanes"] = [{**each, **examples.own(rng, made["surface"]), **past(rng, each, steps)} for each in made["lanes"]]
    if rng.random() < 0.5:
        made["start"] = rng.choice([[rng.uniform(-4, 4), rng.uniform(-4, 4)], [magnitude(rng), magnitude(rng)], [magnitude(rng, -9, 9), 0]])
    if rng.random() < 0.4:
        made["noise"] = rng.choice([1.0, [1000, 0], within(rng, 0, 1e308), [within(rng, 0, 1e308), within(rng, 0, 1e308)]])
    if rng.random() < 0.1:
        made["seed"] = rng.choice([0, 2**53 - 1])
    return made


def size(rng: Random) -> Any:
    """Return the size of a panel in pixels: mostly small, at times as large as allowed."""
    kind = rng.random()
    return rng.choice([5e-324, 1e-9, 0.3, 1, 1.5]) if kind < 0.1 else 8192 if kind < 0.102 else rng.uniform(20, 500)


def chart(rng: Random, steps: int) -> Json:
    """Return a chart of some steps of the run, tiny ranges among them."""
    a, b = sorted([rng.uniform(0, steps), rng.uniform(0, steps)])
    tiny = [a, min(float(steps), a + 10 ** rng.uniform(-10, 0))]
    asked = (
        rng.choice([[0, steps], [0, steps], [a, b], tiny, [0, 10 ** rng.uniform(-29.9, 0)]]) if rng.random() < 0.95 else interval(rng, 0)
    )
    made: Json = {"width": rng.choice([1, 7, 100, 300, 4096 if rng.random() < 0.1 else 50]), "steps": asked}
    if rng.random() < 0.4:
        made["scale"] = "log"
    if rng.random() < 0.2:
        made["by"] = "examples"
    if rng.random() < 0.4:
        made["series"] = rng.sample(list(SERIES), rng.randint(0, 3))
    return made


def view(rng: Random, steps: int, lanes: int) -> Json:
    """Return a view of all lanes."""
    panels = [{"width": size(rng), "height": size(rng), "x": interval(rng), "y": interval(rng)} for _ in range(lanes)]
    made: Json = {"panels": panels, "chart": chart(rng, steps)}
    if rng.random() < 0.3:
        made["draft"] = True
    if rng.random() < 0.2:
        made["data"] = True
    if rng.random() < 0.15:
        made["until"] = rng.randint(1, steps)
    if rng.random() < 0.3:
        along = rng.choice(["x", "y", "steep", "flat", "goal"])
        made["profile"] = {
            "along": along,
            "step": rng.randint(0, steps),
            "width": rng.choice([2, 50, 300]),
        }
    return made
