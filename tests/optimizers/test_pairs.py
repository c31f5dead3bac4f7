"""Every optimizer makes progress on every surface when nothing is set."""

import numpy as np
import pytest

from app.defaults import default_lr
from app.engine.run import Ground, Walker, run
from app.optimizers import OPTIMIZERS
from surfaces import SURFACES
from tests.optimizers.stepping import defaults


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_loss_falls_at_the_defaults(surface, optimizer):
    unit = SURFACES[surface]
    walker = Walker(optimizer, {**defaults(OPTIMIZERS[optimizer]), "lr": default_lr(surface, optimizer)})
    answer = run(Ground(surface, defaults(unit)), walker, unit.start, 300, np.empty((0, 2)))
    assert not answer.diverged
    assert np.isfinite([answer.x, answer.y, answer.loss, answer.gradient_norm]).all()
    assert answer.loss[-1] < answer.loss[0]
