"""Other roundings than this machine's: every gradient of a run is multiplied by 1 + 3e-16 xi, xi a standard normal number.

What a lesson states must hold on any machine, and no other is at hand. A start that is a hair away does not stand in for one:
a walker at rest settles on the same point, and what grows out of rounding there is the same again. The noise is a share of the
gradient: an absolute one would feed directions that are meant to fade.
"""

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
TAIL = 3 + ROOM


def shaken(x: Any, y: Any, k: Any) -> Any:
    """Return f and the slopes, jittered, of a surface; compiled.

    Behind what the surface itself takes, `k` holds where its `point` and its `bend` stand, how many factors are used up, and the
    factors. Points that a method only tries are looked at so, too.
    """
    tail = k.shape[0] - TAIL
    used = int(k[tail + 2])
    f, g_x, g_y = surface_at(int(k[tail]))(x, y, k[:tail])
    k[tail + 2] = (used + 2) % ROOM
    return f, g_x * k[tail + 3 + used], g_y * k[tail + 4 + used]


def bent(x: Any, y: Any, k: Any) -> Any:
    """Return the second derivatives as they are."""
    tail = k.shape[0] - TAIL
    return surface_at(int(k[tail + 1]))(x, y, k[:tail])


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
        typed = ground.key == "formula"  # its kernel counts what it is given; the others take what they know
        places = [kernels.surface_address(ground.key), kernels.surface_address(ground.key, bends=True) if typed else 0]
        assert max(places) < 2**53
        return np.concatenate([vector(ground), [*places, 0.0], factors])

    def found(key: str, bends: bool = False) -> int:
        return kernels.surface_address(key, bends) if bends and key != "formula" else address(compiled(bends))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run.Ground, "vector", extended)
        patch.setattr(run, "surface_address", found)
        yield
