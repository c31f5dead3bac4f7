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
from app.engine.landscape import Landscape
from surfaces import SURFACES
from tests.scenes import EVERYTHING

SEEDS = range(10 if EVERYTHING else 5)
SHARE = 3e-16
ROOM = 2 * 8191
"""Number of factors of a run, two for each evaluated point; then they repeat."""
TAIL = 3 + ROOM


def shaken(x: Any, y: Any, k: Any) -> Any:
    """Return f and the jittered gradient of a surface; compiled.

    After the surface's own numbers, `k` holds the addresses of its `point` and `bend`, the count of used factors, and the factors.
    Trial points of a method are jittered, too.
    """
    tail = k.shape[0] - TAIL
    used = int(k[tail + 2])
    f, g_x, g_y = surface_at(int(k[tail]))(x, y, k[:tail])
    k[tail + 2] = (used + 2) % ROOM
    return f, g_x * k[tail + 3 + used], g_y * k[tail + 4 + used]


def bent(x: Any, y: Any, k: Any) -> Any:
    """Return the second derivatives unchanged."""
    tail = k.shape[0] - TAIL
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

    def extended(landscape: Landscape) -> run.Array:
        counts = landscape.surface().kernel is not None  # its kernel may read the whole payload; the others ignore what follows the knobs
        places = [kernels.surface_address(landscape.key), kernels.surface_address(landscape.key, bends=True) if counts else 0]
        assert max(places) < 2**53
        return np.concatenate([vector(landscape), [*places, 0.0], factors])

    def found(key: str, bends: bool = False) -> int:
        return kernels.surface_address(key, bends) if bends and SURFACES[key].kernel is None else address(compiled(bends))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Landscape, "vector", extended)
        patch.setattr(run, "surface_address", found)
        yield
