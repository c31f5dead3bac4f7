"""Kind 2: the surface behind the paths, as heights on a grid that the phone fills and draws contours of.

The head is `{view, n, range: [low, high], levels, heights, minima, log}`: the part of the plane, n nodes in each direction, from one
edge to the other; the range of the numbers; the contours' levels on their scale, and f at each of them; minima [x, y]; whether the
levels are evenly spaced in log (f - min f). The scale is that of the page's contours (`app.replies.levels`): the k-th of 8 levels is at
k / 8, the lowest node at 0, and what is above the highest level at `high`, a band of its own, which stays blank.
The data are n x n numbers q, row by row from y0: q -> low + q / 65534 (high - low), 65535 = not finite; differences along each row.

Where the mark of the lowest loss would answer a question, it is `covered`: there are no minima, and below the lowest level there is one
height alone, but for the nodes whose cells the level crosses. No pixel changes, and no number says more than the contours do.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from app.classroom.pictures.frames import View
from app.classroom.pictures.packed import HIGHEST, NONE, Array, Kind, apart, differences, framed, quantised
from app.engine.landscape import Landscape
from app.replies.facts import surface_facts
from app.replies.levels import ABOVE, LEVELS, levelled
from app.replies.mesh import heights

DRAFT, REST = 64, 120
"""Nodes in each direction: while the host drags, and at rest."""
STEP = 16
"""Of the numbers only every 16th is used: 3,600 heights are finer than a pixel, and half as many bytes."""
MINIMA = 32
"""Minima that are sent, at most."""


def pit(bands: Array) -> NDArray[np.bool_]:
    """Return which nodes lie below the lowest level with all their neighbours: nothing of their heights is drawn."""
    low = np.pad(bands < 1 / LEVELS, 1, constant_values=True)
    return np.asarray(sliding_window_view(low, (3, 3)).all(axis=(2, 3)))


def ground(landscape: Landscape, view: View, *, draft: bool = False, covered: bool = False) -> bytes:
    """Return the frame, with number 0."""
    x0, x1, y0, y1 = view
    n, unit = DRAFT if draft else REST, landscape.surface()
    f = heights(landscape, np.linspace(x0, x1, n), np.linspace(y0, y1, n))
    found = levelled(f, unit.spacing, unit.top)
    bands = np.where(pit(found.bands), 0.0, found.bands) if covered else found.bands
    whole = quantised(bands, 0.0, ABOVE) // STEP * STEP
    words = np.where(np.isfinite(f), np.where(bands < ABOVE, whole, HIGHEST), NONE).astype("<u2")
    head = {
        "view": view, "n": n, "range": [0.0, ABOVE], "levels": [k / LEVELS for k in range(1, LEVELS + 1)], "heights": found.levels,
        "minima": [] if covered else surface_facts(landscape)["minima"][:MINIMA], "log": unit.spacing == "log",
    }  # fmt: skip
    return framed(Kind.GROUND, head, apart([differences(words)]), draft=draft, marks=not covered)
