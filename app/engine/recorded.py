"""Trajectories that come from elsewhere: drawn like a run, but not computed. Numbers travel as base64 of float64, little-endian."""

import base64
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.length import lengths
from surfaces.surface import Surface

Array = NDArray[np.float64]
Fields = tuple[int, bool, Array, Array, Array, Array, Array, Array, Array, Array, Array, Array]


def unpacked(text: str) -> Array:
    """Return packed numbers, shape (n,); raise ValueError if the text is not base64 of whole numbers of 8 bytes."""
    return np.frombuffer(base64.b64decode(text, validate=True), dtype="<f8").astype(np.float64)


def packed(numbers: Array) -> str:
    """Return numbers as text; the page writes the same (static/js/files/packed.js)."""
    return base64.b64encode(np.ascontiguousarray(numbers, dtype="<f8").tobytes()).decode()


@dataclass(frozen=True)
class Recorded:
    """A packed trajectory: `points` are x, y of the first row, x, y of the second ...; `loss` one number a row, None for the surface's."""

    points: str
    loss: str | None

    def rows(self) -> Array:
        """Return the positions, shape (rows, 2)."""
        return unpacked(self.points).reshape(-1, 2)

    def fields(self, surface: Surface, knobs: tuple[float, ...], steps: int) -> Fields:
        """Return the fields of a `Run` of at most `steps` steps: it has no rates and no state, and its gradient is always the surface's."""
        x, y = np.ascontiguousarray(self.rows()[: steps + 1].T)
        with np.errstate(all="ignore"):
            value = np.broadcast_to(surface.value(x, y, *knobs), x.shape)
            slopes = np.stack([np.broadcast_to(slope, x.shape) for slope in surface.grad(x, y, *knobs)])
            norms = lengths(slopes.astype(np.float64))
        loss = np.array(value if self.loss is None else unpacked(self.loss)[: steps + 1], dtype=np.float64)
        rates, nothing = np.full(len(x) - 1, np.nan), np.empty((2, 0))
        return len(rates), False, x, y, loss, norms, rates, rates, rates, nothing, nothing, nothing
