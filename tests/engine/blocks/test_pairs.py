"""Every method on every surface: a run in a block is the single run, bit for bit."""

import numpy as np
import pytest

from app.engine.run import Landscape
from app.optimizers import OPTIMIZERS
from surfaces import SURFACES
from tests.engine.blocks.singles import RUNS, Many
from tests.scenes import partners, settled


def spread(landscape: Landscape, lr: float, seed: int, runs: int = RUNS) -> dict[str, np.ndarray]:
    """Draw starts all over the domain, and rates from a seventh of the usual one to seven times as much."""
    rng = np.random.default_rng(seed)
    starts = {f"start.{i}": rng.uniform(*side, runs) for i, side in enumerate(landscape.surface().domain)}
    return {**starts, "knobs.lr": lr * np.exp(rng.uniform(-2, 2, runs))}


@pytest.mark.parametrize(("surface", "optimizer"), partners(OPTIMIZERS, SURFACES, 1))
def test_a_run_of_a_block_is_the_single_run(surface: str, optimizer: str) -> None:
    landscape, walker, start = settled(surface, optimizer)
    Many(landscape, walker, start, spread(landscape, walker.knobs["lr"], 1)).check()
