"""What surfaces made of examples have, and lanes of their own: examples, own knobs, start, mini-batches, frozen coordinates, answers."""

from collections.abc import Mapping
from random import Random
from typing import Any

from app.answers import ANSWERS
from surfaces import SURFACES
from surfaces.knob import Knob
from tests.fuzz.numbers import magnitude, number, within

Json = dict[str, Any]
DATA = tuple(key for key, unit in SURFACES.items() if unit.data)


def row(rng: Random) -> list[Any]:
    """Return an example: mostly of usual size, at times with a number of any kind, or too short."""
    made: list[Any] = [rng.gauss(0, 1), rng.gauss(0, 1), rng.choice([0, 1, rng.random()])]
    kind = rng.random()
    if kind < 0.05:
        made[rng.randrange(3)] = number(rng)
    elif kind < 0.1:
        made = [magnitude(rng, -9, 9), magnitude(rng, -9, 9), rng.choice([0.0, 1.0, magnitude(rng, -9, 9)])]
    return made if rng.random() < 0.99 else made[:2]


def rows(rng: Random) -> list[Any]:
    """Return examples: few, all alike, at times very many."""
    kind = rng.random()
    count = rng.choice([0, 1, 2, 3, 8, 17]) if kind < 0.95 else rng.choice([64, 500, 501])
    return [row(rng)] * count if rng.random() < 0.1 else [row(rng) for _ in range(count)]


def settings(rng: Random) -> Json:
    """Return one's own examples, in some scenes."""
    return {name: rows(rng) for name in ("examples", "held") if rng.random() < 0.3}


def turned(rng: Random, knobs: Mapping[str, Knob]) -> Json:
    """Return some of the knobs of a surface, as a lane has them, rarely one of another surface."""
    made: Json = {}
    for name, knob in rng.sample(sorted(knobs.items()), min(len(knobs), rng.choice([0, 1, 1, 2, 3]))):
        low, high = (knob.low, knob.high) if rng.random() < 0.9 else (-9.0, 1e9)
        made[name] = rng.randint(int(low), int(high)) if knob.kind == "integer" else rng.choice([low, high, rng.uniform(low, high)])
    return made if rng.random() < 0.97 else {**made, rng.choice(["kappa", "n", "\ud7ff"]): number(rng)}


def answer(rng: Random) -> Json:
    """Return which weights a run gives."""
    key = rng.choice(list(ANSWERS))
    knobs = ANSWERS[key].knobs
    chosen = {name: knob.default if rng.random() < 0.5 else number(rng) for name, knob in knobs.items() if rng.random() < 0.3}
    return {"key": key, "knobs": chosen}


def batch(rng: Random) -> Any:
    """Return how many examples a step sees."""
    return rng.choice([1, 1, 2, 3, 5, 64]) if rng.random() < 0.97 else number(rng)


def own(rng: Random, surface: Json) -> Json:
    """Return what a lane has of its own: much on a surface made of examples, little on others."""
    share = 0.3 if surface["key"] in DATA else 0.01
    more = {
        "knobs": lambda: turned(rng, SURFACES[surface["key"]].knobs), "start": lambda: [rng.uniform(-4, 4), magnitude(rng, -9, 9)],
        "batch": lambda: batch(rng), "order": lambda: rng.choice(["shuffle", "replacement", "fixed"]), "answer": lambda: answer(rng),
        "freeze": lambda: rng.choice([{"x": 3}, {"x": rng.randint(0, 60), "y": rng.randint(0, 60)}, {"y": within(rng, 0, 1e9)}]),
        "many": lambda: {"over": rng.choice(["seeds", "starts"]), "count": rng.choice([1, 3])},
    }  # fmt: skip
    return {name: made() for name, made in more.items() if rng.random() < share}
