"""A surface on a grid, for the background of a panel."""

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from app.engine.landscape import Array, Landscape
from app.engine.score import mesh
from app.replies.levels import Spacing, levelled
from app.replies.wire import frame
from app.scene.choices import Strict, SurfaceChoice
from app.scene.data import check_ground
from app.scene.faults import unfit
from app.scene.intervals import End, refuse_flat
from app.scene.texts import number
from surfaces import SURFACES

Nodes = Annotated[int, Field(ge=2, le=512)]
HELD = (1e-25, 1e38)
"""Range of a surface's largest value in which float32 suffices: values 2.4 powers of ten smaller keep their digits too."""
GRID = ("x0", "x1", "y0", "y1", "nx", "ny", "relative", "spacing", "held")
TEXTS = {name: key for key, unit in SURFACES.items() for name, setting in unit.settings.items() if setting.kind == "text"}
"""The text settings of surfaces, each with its surface's key; query parameters with these names are not parsed as numbers."""


@np.errstate(all="ignore")
def heights(ground: Landscape, x: Array, y: Array, held: bool = False) -> Array:
    """Return f on the grid of x, shape (nx,), and y, shape (ny,): shape (ny, nx). `held`: the loss on the validation examples."""
    if ground.surface().data:
        return mesh(ground, ground.held() if held else ground.vector(), x, y)
    f = np.asarray(ground.surface().value(*np.meshgrid(x, y), *ground.arguments()), dtype=np.float64)
    return np.broadcast_to(f, (len(y), len(x)))


class Mesh(Strict):
    """A surface over nx by ny nodes of [x0, x1] x [y0, y1].

    `relative`: heights above the lowest node, so that float32 suffices for a small part. `spacing`: f is transformed so that its
    contour levels are evenly spaced, and the levels are returned too. `held`: the validation loss of a surface made of examples.
    """

    surface: SurfaceChoice
    x0: End
    x1: End
    y0: End
    y1: End
    nx: Nodes = 120
    ny: Nodes = 120
    relative: Literal[0, 1] = 0
    spacing: Spacing | None = None
    held: Literal[0, 1] = 0

    @classmethod
    def of(cls, key: str, query: Mapping[str, Any]) -> Self:
        """Return the mesh of a query, which names knobs directly; missing intervals are those of the domain."""
        (x0, x1), (y0, y1) = SURFACES[key].domain
        texts = {name: text for name, text in query.items() if name in TEXTS}
        numbers = {name: number(text) for name, text in query.items() if name not in TEXTS}
        knobs = {name: value for name, value in numbers.items() if name not in GRID}
        grid = {name: value for name, value in numbers.items() if name in GRID}
        return cls.model_validate({"x0": x0, "x1": x1, "y0": y0, "y1": y1, **grid, "surface": {"key": key, "knobs": knobs, **texts}})

    @model_validator(mode="after")
    def rise(self) -> Self:
        """Refuse an interval that does not increase or is too short, and a surface that a scene could not have."""
        refuse_flat(self.x0, self.x1, "x1")
        refuse_flat(self.y0, self.y1, "y1")
        if self.held and not SURFACES[self.surface.key].data:
            raise unfit("no_examples", "held", self.held)
        check_ground(self.surface.landscape(), {}, "")
        return self

    def heights(self) -> Array:
        """Return f at the nodes, shape (ny, nx)."""
        x, y = np.linspace(self.x0, self.x1, self.nx), np.linspace(self.y0, self.y1, self.ny)
        return heights(self.surface.landscape(), x, y, bool(self.held))

    def frame(self) -> bytes:
        """Return f as a binary frame: float32, row-major, y upward; `low` in the header was subtracted.

        If float32 cannot hold the values, they are divided by a power of two, `scale`: f = low + scale * value. With a spacing, the
        frame holds `bands` instead of f, and its header the `levels`.
        """
        f = self.heights()
        header = {"nx": self.nx, "ny": self.ny, "x": [self.x0, self.x1], "y": [self.y0, self.y1]}
        if self.spacing:
            found = levelled(f, self.spacing, self.surface.landscape().surface().top)
            return frame({**header, "spacing": self.spacing, "levels": found.levels}, {"bands": found.bands}, [])
        low = float(np.min(f[np.isfinite(f)], initial=np.inf)) if self.relative else 0.0
        low = low if np.isfinite(low) else 0.0
        with np.errstate(all="ignore"):
            above = f - low
        scale = fitting(above)
        return frame({**header, "low": low, **({"scale": scale} if scale != 1 else {})}, {"f": above / scale}, [])


def fitting(f: NDArray[np.float64]) -> float:
    """Return the power of two by which values must be divided so that float32 suffices for them; usually 1."""
    largest = float(np.max(np.abs(f[np.isfinite(f)]), initial=0.0))
    return 1.0 if largest == 0 or HELD[0] <= largest <= HELD[1] else math.ldexp(1.0, math.frexp(largest)[1] - 1)
