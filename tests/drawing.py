"""Draws knobs and points at random, the same ones in every run."""

import math
import zlib
from typing import Any

import numpy as np

from surfaces.knob import Knob


def generator(key: str) -> np.random.Generator:
    """Return a random generator of a unit's own, seeded by its key."""
    return np.random.default_rng(zlib.crc32(key.encode()))


def draw(knob: Knob, rng: np.random.Generator) -> Any:
    """Return a value within the knob's slider, evenly along it; of a list as many as its default has, rising."""
    if knob.kind == "list":
        assert isinstance(knob.default, tuple)
        return tuple(sorted(float(rng.uniform(knob.low, knob.high)) for _ in knob.default))
    if knob.kind == "integer":
        return int(rng.integers(int(knob.low), int(knob.high) + 1))
    if knob.scale == "log":
        return float(math.exp(rng.uniform(math.log(knob.low), math.log(knob.high))))
    return float(rng.uniform(knob.low, knob.high))


def knob_sets(knobs, rng: np.random.Generator, count: int) -> list[tuple[Any, ...]]:
    """Return the defaults and `count` drawn settings of the declared knobs, in their order."""
    return [tuple(k.default for k in knobs.values())] + [tuple(draw(k, rng) for k in knobs.values()) for _ in range(count)]


def points(domain, rng: np.random.Generator, count: int):
    """Return x and y of `count` points of a domain, each of shape (count,)."""
    return tuple(rng.uniform(low, high, count) for low, high in domain)
