"""Draws knobs and points at random, the same ones in every run."""

import math
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from surfaces.data.recipes import OFF, chosen
from surfaces.knob import Knob
from surfaces.surface import Surface


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


def of_surface(unit: Surface, rng: np.random.Generator, count: int) -> list[tuple[Any, ...]]:
    """Return the defaults and `count` drawn settings of a surface's knobs, as it takes them together."""
    return [taken(unit, knobs, lambda on: on[rng.integers(len(on))]) for knobs in knob_sets(unit.knobs, rng, count)]


def taken(unit: Surface, knobs: Sequence[Any], choose: Callable[[list[str]], str]) -> tuple[Any, ...]:
    """Return a setting with what the surface refuses turned off: all recipes but one, and mixup of too many examples."""
    if unit.data is None:
        return tuple(knobs)
    values = dict(zip(unit.knobs, knobs, strict=True))
    if on := chosen(values):
        one = choose(on)
        values |= {name: OFF[name] for name in on if name != one}
    if wrong := unit.data.check(*values.values()):
        values[wrong[0]] = OFF[wrong[0]]
    assert unit.data.check(*values.values()) is None
    return tuple(values.values())
