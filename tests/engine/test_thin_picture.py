"""The picture of a thinned path is the picture of the whole one, in the cases that are hard to thin."""

import tracemalloc
from functools import cache
from typing import Any

import numpy as np
import pytest

from app.engine.jit import compiled
from app.engine.run import Run
from app.engine.thinning.thin import Window, path
from app.replies.drawn import DRAFT, VERTICES
from app.scene.scene import Scene
from surfaces import SURFACES

STEPS = 100_000
ELLIPSE = SURFACES["ellipse"].curvature(**{name: knob.default for name, knob in SURFACES["ellipse"].knobs.items()})
EGGS = {"key": "formula", "formula": "sin(3x)*cos(3y) + 0.05(x^2 + y^2)"}
CASES: dict[str, tuple[dict[str, Any], str, dict[str, float], list[float]]] = {
    "burst": ({"key": "canyon"}, "adagrad_mean", {"lr": 0.4}, [-22, 6, -4, 4]),
    "edge": ({"key": "ellipse"}, "gradient_descent", {"lr": 1.99999 / ELLIPSE}, [-4, 4, -4, 4]),
    "limit cycle": ({"key": "ellipse"}, "rmsprop", {"lr": 0.3}, [-4, 4, -4, 4]),
    "chaos": ({"key": "crescent"}, "adam", {"lr": 1.0}, [-4, 4, -4, 4]),
    "formula": (EGGS, "gradient_descent", {"lr": 0.45}, [-2, 2, -2, 2]),
}
START = {"formula": [0.6, 0.4]}
"""Where the surface's own start does not lead to chaos."""
DIFFERS = {"formula": 3e-3}
"""What share of the pixels may differ: 0.1 %, and more in chaos that fills the panel, whose path is another one on every machine
(over 200 roundings of the gradient up to 0.23 % differed)."""


@compiled
def touch(picture: Any, ax: float, ay: float, bx: float, by: float) -> None:
    """Light every pixel of `picture` that the segment a-b touches (Amanatides & Woo 1987, by the crossings of each column)."""
    if bx < ax:
        ax, ay, bx, by = bx, by, ax, ay
    height, width = picture.shape
    for column in range(max(0, int(np.floor(ax))), min(width - 1, int(np.floor(bx))) + 1):
        slope = (by - ay) / (bx - ax) if bx > ax else 0.0
        y0 = ay if bx == ax else ay + slope * (max(ax, column) - ax)
        y1 = by if bx == ax else ay + slope * (min(bx, column + 1) - ax)
        for row in range(max(0, int(np.floor(min(y0, y1)))), min(height - 1, int(np.floor(max(y0, y1)))) + 1):
            picture[row, column] = True


@compiled
def draw(picture: Any, x: Any, y: Any) -> None:
    """Light what a polyline touches; NaN lifts the pen."""
    for i in range(x.shape[0] - 1):
        if np.isfinite(x[i]) and np.isfinite(x[i + 1]):
            touch(picture, x[i], y[i], x[i + 1], y[i + 1])


def lit(x: np.ndarray, y: np.ndarray, size: int) -> np.ndarray:
    """Return the picture of a line three pixels wide, the thinnest that the page draws."""
    picture = np.zeros((size, size), dtype=np.bool_)
    draw(picture, np.ascontiguousarray(x), np.ascontiguousarray(y))
    wide = np.pad(picture, 1)
    found: np.ndarray = np.any([wide[1 + a : size + 1 + a, 1 + b : size + 1 + b] for a in (-1, 0, 1) for b in (-1, 0, 1)], axis=0)
    return found


@cache
def run_of(name: str) -> Run:
    surface, key, knobs, _ = CASES[name]
    lane = {"optimizer": {"key": key, "knobs": knobs}}
    return Scene.model_validate({"surface": surface, "start": START.get(name), "steps": STEPS, "lanes": [lane]}).run()[0]


@pytest.mark.parametrize("size", [345, 1000])
@pytest.mark.parametrize("name", CASES)
def test_hardly_a_lit_pixel_differs(name: str, size: int) -> None:
    run, window = run_of(name), Window(size, size, *CASES[name][3])
    assert run.step == STEPS
    px, py = window.pixels(run.x, run.y)
    thinned = path(window, run.x, run.y, VERTICES, [STEPS])
    whole, kept = lit(px, py, size), lit(thinned[:, 0], thinned[:, 1], size)
    assert whole.sum() > size
    assert (whole ^ kept).sum() < DIFFERS.get(name, 1e-3) * whole.sum()
    assert len(thinned) < STEPS / 5


@pytest.mark.parametrize(("name", "differs"), [("burst", 1e-3), ("edge", 1e-3), ("limit cycle", 1e-3), ("chaos", 1e-3), ("formula", 0.05)])
def test_a_draft_of_one_lane_is_as_good_but_for_chaos_that_fills_the_panel(name: str, differs: float) -> None:
    run, window = run_of(name), Window(345, 345, *CASES[name][3])
    thinned = path(window, run.x, run.y, DRAFT, draft=True)
    whole, kept = lit(*window.pixels(run.x, run.y), 345), lit(thinned[:, 0], thinned[:, 1], 345)
    assert (whole ^ kept).sum() < differs * whole.sum()


@pytest.mark.parametrize("room", [200, 3000])
def test_marked_rows_are_vertices_to_the_last_digit(room: int) -> None:
    """Rows that events stand at: every burst's peak on the canyon, and the last row."""
    run, window = run_of("burst"), Window(345, 345, *CASES["burst"][3])
    peaks = [int(np.abs(run.y[a : a + 60]).argmax()) + a for a in (96, 191, 309)]
    marked = [*peaks, STEPS]
    thinned = path(window, run.x, run.y, room, marked)
    px, py = window.pixels(run.x, run.y)
    for row in marked:
        (at,) = np.flatnonzero(thinned[:, 2] == row)[:1]
        assert (thinned[at, 0], thinned[at, 1]) == (pytest.approx(px[row], abs=1e-12), pytest.approx(py[row], abs=1e-12))
    assert len(thinned) <= room


def test_the_largest_panel_takes_no_more_memory_than_a_screen() -> None:
    """A picture of every half pixel took 269 MB. Giving it back stopped every other thread of Python for 12 ms."""
    run, window = run_of("chaos"), Window(8192, 8192, *CASES["chaos"][3])
    tracemalloc.start()
    try:
        thinned = path(window, run.x, run.y, 1_500)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 1_000 < len(thinned) <= 1_500
    assert most < 30e6
