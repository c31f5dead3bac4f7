"""What several models answer together: where their mean answer is 1/2 between two classes, or its curve, and where it is unsure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from contourpy import FillType, LineType, contour_generator
from numpy.typing import NDArray

from app.engine.thinning.thin import Window
from app.exports.drawing.looks import PATH, Theme
from app.exports.drawing.svg import FAR, element, group, trace
from app.replies import models
from surfaces.data.model import Model

Array = NDArray[np.float64]
UNSURE, LAYERS = 0.5, 16
"""Opacity of the wash where the answer is 1/2, and the layers that it is made of, each a little smaller than the one below."""
THICK, THIN = 1.1 * PATH, 0.6 * PATH
"""Width of the line of the mean answer, and of the lines of models between two classes beside it."""


@dataclass(frozen=True)
class MeanAnswer:
    """The mean answer of models with these weights, in a panel of examples; `beside` is the input b that goes with an input a."""

    model: Model
    members: Sequence[tuple[float, float]]
    window: Window
    beside: tuple[float, float]

    @cached_property
    def contours(self) -> Any:
        """Return the generator of the contours of the mean answer between two classes, in the panel's coordinates."""
        w = self.window
        found = models.mesh(self.model, self.members, ((w.x0, w.x1), (w.y0, w.y1)), (w.width, w.height))
        across, up = np.linspace(0, w.width, found.shape[1]), np.linspace(w.height, 0, found.shape[0])
        return contour_generator(across, up, found, fill_type=FillType.OuterOffset, line_type=LineType.Separate)

    @cached_property
    def lines(self) -> list[Array]:
        """Return the lines on which the mean answer is 1/2, or its curve, each of shape (points, 2)."""
        if self.model.classes:
            return list(self.contours.lines(0.5))
        w = self.window
        a = np.linspace(w.x0, w.x1, models.POINTS + 1)
        answers = models.mean(self.model, self.members, a, self.beside[0] + self.beside[1] * a)
        return [np.clip(np.column_stack(w.pixels(a, answers)), -FAR, FAR)]

    @property
    def longest(self) -> Array:
        """Return the line that bears the name, shape (points, 2); it is empty if there is none."""
        return max(self.lines, key=len, default=np.empty((0, 2)))

    def wash(self, theme: Theme) -> str:
        """Return a wash over a plot of two classes: the darker, the less sure."""
        return group(self.layers(), fill=theme.ink, fill_rule="evenodd", stroke="none")

    def layers(self) -> Iterator[str]:
        """Yield the layers of the wash, from the widest: their opacities add up, so that no seam shows between two shades."""
        below = 0.0
        for layer in range(1, LAYERS + 1):
            least, here = (layer - 0.5) / LAYERS, UNSURE * layer / LAYERS
            polygons, offsets = self.contours.filled(least / 2, 1 - least / 2)
            pieces = [each[a:b] for each, parts in zip(polygons, offsets, strict=True) for a, b in pairwise(parts)]
            if pieces:
                d = "".join(trace(piece, close=True) for piece in pieces)
                yield element("path", d=d, fill_opacity=f"{1 - (1 - here) / (1 - below):.4f}")
            below = here

    def drawn(self, theme: Theme) -> str:
        """Return the lines."""
        return group(element("path", d=trace(line), stroke=theme.ink, stroke_width=THICK) for line in self.lines)
