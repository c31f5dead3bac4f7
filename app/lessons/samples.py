"""Measures of lessons whose surface is made of examples: other samples, validation loss, risk, and shares of samples."""

from collections.abc import Iterator, Mapping
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.engine.landscape import Landscape
from app.engine.score import losses
from app.scene.scene import Scene
from surfaces.surface import Point

Array = NDArray[np.float64]
QUICK = 200
"""Samples of a claim that also runs under jitter; a thorough test runs it over all of them."""


def sampled(scene: Mapping[str, Any], count: int, orders: bool = False) -> Iterator[Scene]:
    """Yield a scene on the samples 0, 1, ...; with `orders` each of them also has its own order of the examples."""
    surface = scene["surface"]
    for sample in range(count):
        seed = {"seed": sample} if orders else {}
        yield Scene.model_validate({**scene, **seed, "surface": {**surface, "knobs": {**surface["knobs"], "sample": sample}}})


def ends(scene: Scene) -> Array:
    """Return the last position of every lane, shape (lanes, 2)."""
    return np.array([(run.x[-1], run.y[-1]) for run in scene.run()])


def checked(landscape: Landscape, points: ArrayLike) -> Array:
    """Return the validation loss at points of shape (..., 2)."""
    at = np.asarray(points, dtype=np.float64)
    found: Array = losses(landscape, landscape.held(), at[..., 0].ravel(), at[..., 1].ravel()).reshape(at.shape[:-1])
    return found


def lowest(landscape: Landscape) -> Point:
    """Return the minimum of a surface that has one."""
    ((x, y),) = landscape.surface().minima(*landscape.arguments())
    return x, y


def truth(landscape: Landscape) -> Array:
    """Return the weights that drawn examples were made with, shape (2,)."""
    return np.array(landscape.data().truth(*landscape.arguments()))


def excess(landscape: Landscape, points: ArrayLike) -> Array:
    """Return how much more linear regression loses at points, shape (..., 2), than the truth does, on infinitely many new examples."""
    x, y = np.moveaxis(np.asarray(points, dtype=np.float64) - truth(landscape), -1, 0)
    found: Array = (x * x + 2 * landscape.knobs["rho"] * x * y + y * y) / 2
    return found


def is_share(found: ArrayLike, share: float) -> bool:
    """Return whether a condition holds in this share of the samples, within three standard deviations; all of them for 1."""
    held = np.asarray(found, dtype=bool)
    return abs(float(held.mean()) - share) <= 3 * sqrt(share * (1 - share) / len(held)) + 1e-12
