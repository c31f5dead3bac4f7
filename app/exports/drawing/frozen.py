"""The frozen scene of a picture: its paths and curves, thin, pale and dashed, behind those of the scene."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.run import Run
from app.engine.thinning.thin import Window, path
from app.exports.drawing.looks import PATH, Theme, theme_of
from app.exports.drawing.svg import element, trace
from app.replies.drawn import curves
from app.replies.view import Chart
from app.scene.scene import PlainScene, Scene

Array = NDArray[np.float64]
STYLE = {"fill": "none", "stroke_width": max(1.0, 0.6 * PATH), "stroke_opacity": 0.8, "stroke_dasharray": "4 3"}
CURVE = {**STYLE, "stroke_opacity": 0.45}
"""On charts they are paler: they lie among curves that may be dashed themselves."""
VERTICES = 6000
"""Most vertices of all paths."""


def changed(frozen: PlainScene, now: PlainScene) -> list[int]:
    """Return the frozen lanes whose run is another one now, or that are gone."""
    place = [(scene.steps, scene.seed, scene.noise) for scene in (frozen, now)]
    ways = [list(zip(scene.grounds, scene.starts, scene.walkers, strict=True)) for scene in (frozen, now)]
    there = dict(zip(now.pens, ways[1], strict=True)) if place[0] == place[1] else {}
    return [lane for lane, pen in enumerate(frozen.pens) if there.get(pen) != ways[0][lane]]


@dataclass(frozen=True)
class Frozen:
    """A frozen scene, its runs, and the lanes that have changed since: the others would only double the lines of the scene."""

    scene: PlainScene
    runs: Sequence[Run]
    lanes: Sequence[int]

    @classmethod
    def of(cls, scene: Scene) -> "Frozen | None":
        """Run the frozen scene of a scene; return None if there is none."""
        return cls(scene.frozen, scene.frozen.run(), changed(scene.frozen, scene)) if scene.frozen else None

    def changed(self) -> list[Run]:
        """Return the runs of the changed lanes."""
        return [self.runs[lane] for lane in self.lanes]

    def color(self, lane: int, theme: Theme) -> str:
        """Return the colour of a frozen lane, which it had before the scene changed."""
        return theme_of("dark" if theme.dark else "light", self.scene.pens).color(lane)

    def paths(self, pen: int, window: Window, theme: Theme) -> list[str]:
        """Return the paths of the frozen lanes with this look."""
        lanes = [lane for lane in self.lanes if self.scene.pens[lane] == pen]
        found = {lane: trace(path(window, self.runs[lane].x, self.runs[lane].y, VERTICES // len(self.runs))[:, :2]) for lane in lanes}
        return [element("path", d=d, stroke=self.color(lane, theme), **STYLE) for lane, d in found.items() if "L" in d]

    def pairs(self, key: str, wanted: Chart) -> list[Array]:
        """Return each changed lane's min and max of a series per column of a chart, shape (columns, 2)."""
        lanes = [(self.scene.grounds[lane], self.scene.walkers[lane], self.runs[lane]) for lane in self.lanes]
        return [curves(ground, walker, run, wanted).get(key, np.full((1, 2), np.nan)) for ground, walker, run in lanes]

    def curve(self, pairs: Array, place: int, width: float, theme: Theme) -> str:
        """Return the curve of the changed lane of this place; `pairs` in the chart's coordinates, shape (columns, 2)."""
        column = width / len(pairs)
        points = [((i + 0.5) * column, y) for i, both in enumerate(pairs.tolist()) for y in dict.fromkeys(both) if np.isfinite(y)]
        return element(
            "path", d=trace(np.array(points, dtype=np.float64).reshape(-1, 2)), stroke=self.color(self.lanes[place], theme), **CURVE
        )
