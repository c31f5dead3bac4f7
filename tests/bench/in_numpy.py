"""The same walk from the same source, one NumPy operation after the other; it records positions only."""

from collections.abc import Callable

import numpy as np

from app.engine.batch import run_batch
from app.engine.landscape import Landscape
from app.engine.walker import Walker

KEYS = ("gradient_descent", "momentum", "rmsprop", "adam")


def walk(landscape: Landscape, walker: Walker, start: tuple[float, float], steps: int) -> Callable[[], object]:
    """Return a call of so many steps."""
    return lambda: run_batch(landscape, walker, np.array(start), steps, np.empty((0, 2)))
