"""Every optimizer makes progress on every surface when nothing is set."""

import math

import numpy as np
import pytest

from app.engine.run import run
from app.optimizers import OPTIMIZERS
from surfaces import SURFACES
from tests.optimizers.stepping import STILL, defaults
from tests.scenes import settled


def away(surface, start):
    """Return the surface's start; if that lies in a minimum already, as on `wells`, a place a tenth of the domain aside."""
    unit = SURFACES[surface]
    sides = [high - low for low, high in unit.domain]
    arrived = any(math.dist(start, place) < 0.02 * min(sides) for place in unit.minima(**defaults(unit)))
    return tuple(x - 0.1 * side * arrived for x, side in zip(start, sides, strict=True))


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_loss_falls_at_the_defaults(surface, optimizer):
    landscape, walker, start = settled(surface, optimizer)
    answer = run(landscape, walker, away(surface, start), 300, STILL)
    if surface in getattr(OPTIMIZERS[optimizer], "strays", ()):
        assert answer.diverged or not answer.loss[-1] < answer.loss[0], "declared to stray, and does not"
        return
    assert not answer.diverged
    assert np.isfinite([answer.x, answer.y, answer.loss, answer.gradient_norm]).all()
    assert answer.loss[-1] < answer.loss[0]
