"""Random numbers in place of those of a lane, for runs that differ in everything."""

from collections.abc import Mapping

import numpy as np

from app.engine.landscape import Landscape
from app.engine.run import Array
from surfaces.knob import Knob
from tests.engine.blocks.singles import RUNS

Varied = dict[str, Array]


def around(value: float, spread: float, seed: int, runs: int = RUNS) -> Array:
    """Draw numbers around one, from exp(-spread) to exp(spread) times it."""
    drawn: Array = value * np.exp(np.random.default_rng(seed).uniform(-spread, spread, runs))
    return drawn


def starts(landscape: Landscape, seed: int, runs: int = RUNS) -> Varied:
    """Draw starts all over the domain."""
    rng = np.random.default_rng(seed)
    return {f"start.{i}": rng.uniform(*side, runs) for i, side in enumerate(landscape.surface().domain)}


def spread(landscape: Landscape, lr: float, seed: int, runs: int = RUNS) -> Varied:
    """Draw starts all over the domain, and rates from a seventh of the usual one to seven times as much."""
    return {**starts(landscape, seed, runs), "knobs.lr": around(lr, 2.0, seed, runs)}


def knobs(place: str, declared: Mapping[str, Knob], seed: int, runs: int = RUNS) -> Varied:
    """Draw every knob that is a number, lr apart, between the bounds of its slider."""
    rng = np.random.default_rng(seed)
    drawn = {}
    for name, knob in declared.items():
        low, high = knob.low, knob.high
        if knob.kind == "integer":
            drawn[f"{place}.{name}"] = rng.integers(max(int(low), 1), min(int(high), 60) + 1, runs).astype(np.float64)
        elif knob.kind != "list" and name != "lr":
            log = knob.scale == "log"
            values = rng.uniform(np.log(low) if log else low, np.log(high) if log else high, runs)
            drawn[f"{place}.{name}"] = np.exp(values) if log else values
    return drawn
