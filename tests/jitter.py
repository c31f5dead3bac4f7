"""Other roundings than this machine's: every gradient of a run is multiplied by 1 + 3e-16 xi, xi a standard normal number.

Claims of lessons must hold on any machine, and tests have only this one. A slightly shifted start does not replace it: a run at
rest settles on the same point, and rounding errors grow from there in the same way. The noise is relative to the gradient;
absolute noise would feed directions that should decay to zero.
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
from app.engine.landscape import Landscape, feed_of
from app.engine.walker import Walker
from surfaces import SURFACES
from tests.background import rest
from tests.scenes import EVERYTHING

SEEDS = range(10 if EVERYTHING else 5)
SHARE = 3e-16
ROOM = 2 * 8191
"""Number of factors of a run, two for each evaluated point; then they repeat."""
STEP_ROOM = 8
"""Number of factors of a step that sees a mini-batch."""


def shaken(x: Any, y: Any, k: Any) -> Any:
    """Return f and the jittered gradient of a surface; compiled.

    After the surface's own numbers, `k` holds the addresses of its `point` and `bend`, the count of used factors, the factors, and
    their number. Trial points of a method are jittered, too.
    """
    room = int(k[k.shape[0] - 1])
    tail = k.shape[0] - room - 4
    used = int(k[tail + 2])
    f, g_x, g_y = surface_at(int(k[tail]))(x, y, k[:tail])
    k[tail + 2] = (used + 2) % room
    return f, g_x * k[tail + 3 + used], g_y * k[tail + 4 + used]


def bent(x: Any, y: Any, k: Any) -> Any:
    """Return the second derivatives unchanged."""
    tail = k.shape[0] - int(k[k.shape[0] - 1]) - 4
    return surface_at(int(k[tail + 1]))(x, y, k[:tail])


@cache
def compiled(bends: bool) -> Any:
    """Return `shaken` or `bent`, compiled for every surface at once."""
    return signed(bind(bent if bends else shaken, fingerprint(shaken)), POINT)


@pytest.fixture(params=[None, *SEEDS])
def rounded(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run a test with this machine's rounding, then with others; import it in tests of what a run does."""
    with nullcontext() if request.param is None else jitter(request.param):
        yield


@contextmanager
def jitter(seed: int) -> Iterator[None]:
    """Round all runs of this process differently, depending on the seed; the engine's kernels are unchanged."""
    factors, vector = 1.0 + SHARE * np.random.default_rng(seed).standard_normal(ROOM), Landscape.vector

    def head(landscape: Landscape) -> list[float]:
        counts = landscape.surface().kernel is not None  # its kernel may read the whole payload; the others ignore what follows the knobs
        places = [kernels.surface_address(landscape.key), kernels.surface_address(landscape.key, bends=True) if counts else 0]
        assert max(places) < 2**53
        return [*places, 0.0]

    def extended(landscape: Landscape) -> run.Array:
        return np.concatenate([vector(landscape), head(landscape), factors, [ROOM]])

    def fed(landscape: Landscape, walker: Walker, steps: int) -> run.Array:
        """Each step's row gets factors of its own, so that it is rounded differently from the others."""
        rows = feed_of(landscape, walker, steps)
        if not len(rows):
            return rows
        own = np.resize(factors, (len(rows), STEP_ROOM))
        return np.hstack([rows, np.tile(head(landscape), (len(rows), 1)), own, np.full((len(rows), 1), STEP_ROOM)])

    def found(key: str, bends: bool = False) -> int:
        return kernels.surface_address(key, bends) if bends and SURFACES[key].kernel is None else address(compiled(bends))

    with pytest.MonkeyPatch.context() as patch:
        rest(patch)
        patch.setattr(Landscape, "vector", extended)
        patch.setattr(run, "feed_of", fed)
        patch.setattr(run, "surface_address", found)
        yield
