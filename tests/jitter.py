"""Other roundings than this machine's: every gradient of a run is multiplied by 1 + 3e-16 xi, xi a standard normal number.

What a lesson states must hold on any machine, and no other is at hand. A start that is a hair away does not stand in for one:
a walker at rest settles on the same point, and what grows out of rounding there is the same again. The noise is a share of the
gradient: an absolute one would feed directions that are meant to fade.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from typing import Any

import numpy as np
import pytest

from app.engine import compile as kernels
from app.engine import run
from app.engine.jit import POINT, address, bind, fingerprint, signed, surface_at
from tests.scenes import EVERYTHING

SEEDS = range(10 if EVERYTHING else 5)
SHARE = 3e-16
ROOM = 2 * 8191
"""Factors that a run has, two for each point that it looks at; then it begins again."""
HEAD = 3


def shaken(x: Any, y: Any, k: Any) -> Any:
    """Return f and the slopes, jittered, of a surface; compiled.

    `k` holds where the surface's `point` and its `bend` stand, how many factors are used up, the factors, and what the surface
    itself takes behind x and y. Points that a method only tries are looked at so, too.
    """
    used = int(k[2])
    f, g_x, g_y = surface_at(int(k[0]))(x, y, k[HEAD + ROOM :])
    k[2] = (used + 2) % ROOM
    return f, g_x * k[HEAD + used], g_y * k[HEAD + used + 1]


def bent(x: Any, y: Any, k: Any) -> Any:
    """Return the second derivatives as they are."""
    return surface_at(int(k[1]))(x, y, k[HEAD + ROOM :])


@cache
def compiled(bends: bool) -> Any:
    """Return `shaken` or `bent`, compiled for every surface at once."""
    return signed(bind(bent if bends else shaken, fingerprint(shaken)), POINT)


@pytest.fixture(params=[None, *SEEDS])
def rounded(request: pytest.FixtureRequest) -> Iterator[None]:
    """Have a test run as this machine rounds, then as others may; import it where a test states what a run does."""
    with nullcontext() if request.param is None else jitter(request.param):
        yield


@contextmanager
def jitter(seed: int) -> Iterator[None]:
    """Have all runs of this process round otherwise, each seed in its own way; the engine's kernels stay as they are."""
    factors, vector = 1.0 + SHARE * np.random.default_rng(seed).standard_normal(ROOM), run.Ground.vector

    def extended(ground: run.Ground) -> run.Array:
        places = [kernels.surface_address(ground.key), kernels.surface_address(ground.key, bends=True)]
        assert math.log2(max(places)) < 53
        return np.concatenate([[*places, 0.0], factors, vector(ground)])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run.Ground, "vector", extended)
        patch.setattr(run, "surface_address", lambda _, bends=False: address(compiled(bends)))
        yield
