"""The panel of the examples beside the panels of the weights: training filled, validation hollow, the models at the step drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.run import Run
from app.engine.thinning.thin import Window
from app.exports.drawing.curves import MEAN
from app.exports.drawing.example_words import SECOND, Names, fine, head
from app.exports.drawing.looks import EM, PATH, TEXT, Theme
from app.exports.drawing.mean_answer import THIN, MeanAnswer
from app.exports.drawing.panel import axes
from app.exports.drawing.svg import FAR, element, group, trace
from app.replies import models
from app.replies.facts import surface_facts
from app.replies.models import Seen
from app.replies.ticks import linear_ticks
from app.scene.scene import Scene

Array = NDArray[np.float64]
FILLED, HOLLOW, UNSEEN = 0.34, 0.26, 0.35
"""Radius of an example and of a validation example, in ems; opacity of an example that no lane's step sees."""
MANY, SMALL = 80, 0.6
"""With more examples than this, they are drawn at this share of their size."""
SURE, FAINT, FEW = float(np.log(9)), 0.4, 2
"""Where the answer is .9 between two classes, and the opacity of that line; with more models, these lines would be a tangle."""


@dataclass(frozen=True)
class Examples:
    """The panel of a scene's examples at a step: its part of the plane of inputs and targets, and the lanes' weights.

    `mean`: what the models answer together; None while no chart asks for it.
    """

    scene: Scene
    window: Window
    train: Array
    checks: Array
    models: dict[int, tuple[float, float]]
    lit: list[Seen]
    mean: MeanAnswer | None
    theme: Theme

    @classmethod
    def of(cls, scene: Scene, runs: Sequence[Run], step: int, size: tuple[float, float], theme: Theme, judged: bool = False) -> "Examples":
        """Return the panel for a step, `size` in the picture's units. `judged`: does a chart show the committee?"""
        model, train, held = scene.landscape().data().model, models.training(scene), models.checks(scene)
        both = models.view(models.places(model, np.concatenate([train, held])))
        window = Window(*size, *sum(models.squared(both, *size) if model.classes else both, ()))
        found = {lane: at for lane, run in enumerate(runs) if (at := models.weights(scene, lane, run, step))}
        lit = [own for lane in range(len(runs)) if (own := models.lit(scene, lane, step, train))]
        members = models.together(scene, found) if judged else []
        mean = MeanAnswer(model, members, window, models.companion(train)) if members else None
        return cls(scene, window, train, held, found, lit, mean, theme)

    @property
    def classes(self) -> bool:
        """Return whether the examples are of two classes."""
        return self.scene.landscape().data().model.classes

    def placed(self, rows: Array) -> Array:
        """Return where examples stand in the panel, shape (n, 2)."""
        return self.pixels(models.places(self.scene.landscape().data().model, rows))

    def pixels(self, points: Array) -> Array:
        """Return places in the panel's coordinates, shape (n, 2), those far outside of it at its edge."""
        found = np.column_stack(self.window.pixels(points[:, 0], points[:, 1]))
        return np.clip(found, -FAR, FAR) if not self.classes else found

    def line(self, weights: tuple[float, float], value: float = 0.0) -> Array:
        """Return a model's curve, or the line between two classes where x a + y b has a value, in the panel's coordinates."""
        window, ground = self.window, self.scene.landscape()
        across = window.x0, window.x1
        if self.classes:
            return self.pixels(models.border(weights, value, (across, (window.y0, window.y1))))
        return self.pixels(models.curve(ground.data().model, weights, across, models.companion(self.train)))

    def truth(self) -> Array | None:
        """Return the line of the weights behind the examples; None if nobody knows them, or beside a mean answer, as on the page."""
        if self.mean:
            return None
        facts = surface_facts(self.scene.landscape())["data"]
        return self.line(facts["truth"]) if facts["truth"] else None


def draw(shown: Examples) -> list[str]:
    """Return the panel with its heading, axes and words."""
    window, theme, truth = shown.window, shown.theme, shown.truth()
    still = [shown.placed(shown.train), shown.placed(shown.checks), *([] if truth is None else [fine(truth, window)])]
    names = Names(window, np.concatenate(still), theme)
    mean = shown.mean
    inside = [
        *([mean.wash(theme)] if mean and shown.classes else []),
        *([element("path", d=trace(truth), stroke=theme.ink, stroke_width=2.6 * PATH, stroke_opacity=0.28)] if truth is not None else []),
        hollow(shown),
        *(part for lane, at in shown.models.items() for part in modelled(shown, lane, at)),
        *([mean.drawn(theme)] if mean else []),
        filled(shown),
        *names.axes("a", "b" if shown.classes else "t"),
        *(names.put(truth, "truth", 0.12, theme.muted) if truth is not None else []),
        *(names.put(mean.longest, MEAN, 0.88, theme.ink) if mean else sides(shown, names)),
    ]
    n, m = len(shown.train), len(shown.checks)
    others = [*(["batch"] if any(lane.batch for lane in shown.scene.lanes) else []), *(["unsure"] if mean and shown.classes else [])]
    own = bool(shown.scene.landscape().data().examples or shown.scene.landscape().data().checks)
    drawn = element(
        "svg", grid(window, theme), group(inside, fill="none", stroke_linejoin="round"), width=window.width, height=window.height
    )
    return [head(own, (n, m), shown.classes, others, window, theme), drawn, axes(window, theme)]


def grid(window: Window, theme: Theme) -> str:
    """Return faint lines at the ticks of the axes."""
    x, y = linear_ticks(window.x0, window.x1, window.width / (5 * TEXT)), linear_ticks(window.y0, window.y1, window.height / (3.2 * TEXT))
    across, up = window.pixels(np.array(x), np.full(len(x), window.y0))[0], window.pixels(np.full(len(y), window.x0), np.array(y))[1]
    d = "".join([*(f"M{at:.1f} 0V{window.height:.1f}" for at in across), *(f"M0 {at:.1f}H{window.width:.1f}" for at in up)])
    return element("path", d=d, stroke=theme.grid, fill="none")


def shape(at: Sequence[float], r: float, square: bool, **style: object) -> str:
    """Return a disk, or a square for the second of two classes."""
    x, y = (float(each) for each in at)
    side = 1.76 * r
    return (
        element("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, **style)
        if square
        else element("circle", cx=x, cy=y, r=r, **style)
    )


def squares(shown: Examples, rows: Array) -> list[bool]:
    """Return which examples are drawn as squares."""
    return [shown.classes and target >= 0.5 for target in rows[:, 2].tolist()]


def hollow(shown: Examples) -> str:
    """Return the validation examples."""
    drawn = (shape(at, HOLLOW * EM, square) for at, square in zip(shown.placed(shown.checks), squares(shown, shown.checks), strict=True))
    return group(drawn, stroke=shown.theme.muted, stroke_width=0.09 * EM, stroke_opacity=0.75)


def filled(shown: Examples) -> str:
    """Return the training examples; those that a step sees have a ring in the colour of its lane, or one for all if all see the same."""
    theme, r = shown.theme, FILLED * EM * (SMALL if len(shown.train) > MANY else 1)
    alike = len(shown.lit) > 1 and all(each.examples == shown.lit[0].examples for each in shown.lit)
    rings = [(theme.ink if alike else theme.color(each.lane), set(each.examples)) for each in shown.lit[: 1 if alike else None]]
    tones = theme.ink, SECOND[theme.dark]
    parts = []
    for i, (at, square) in enumerate(zip(shown.placed(shown.train), squares(shown, shown.train), strict=True)):
        seeing = [color for color, seen in rings if i in seen]
        for ring, color in enumerate(seeing):
            parts.append(shape(at, r + (0.22 + 0.2 * ring) * EM, square, stroke=color, stroke_width=0.17 * EM))
        pale = UNSEEN if rings and not seeing else None
        parts.append(shape(at, r, square, fill=tones[square], stroke=theme.ground, stroke_width=0.06 * EM, opacity=pale))
    return group(parts)


def modelled(shown: Examples, lane: int, at: tuple[float, float]) -> list[str]:
    """Return a lane's curve, or between two classes its line, with those of .1 and .9 beside it if there are few models."""
    beside = [-SURE, SURE] if shown.classes and len(shown.models) <= FEW else []
    lines = [(value, 0.4 * PATH, FAINT) for value in beside] + [(0.0, THIN if shown.classes and shown.mean else 0.9 * PATH, 1.0)]
    found = [(trace(shown.line(at, value)), width, alpha) for value, width, alpha in lines]
    return [
        element(
            "path", d=d, stroke=shown.theme.color(lane), stroke_width=f"{width:.2f}", stroke_opacity=None if alpha == 1 else alpha,
            stroke_dasharray=" ".join(f"{part * width:.2f}" for part in shown.theme.look(lane).dash) or None,
        )
        for d, width, alpha in found if d
    ]  # fmt: skip


def sides(shown: Examples, names: Names) -> list[str]:
    """Return the names of the first model's lines between two classes."""
    at = next(iter(shown.models.values()), None)
    if at is None or not shown.classes:
        return []
    named = [(SURE, "p = .9"), (-SURE, "p = .1"), (0.0, "p = ½")][2 if len(shown.models) > 1 else 0 :]
    left = [value * at[0] < 0 for value, _ in named]  # those beside the border stand on their outer side
    return [
        part
        for (value, says), outer in zip(named, left, strict=True)
        for part in names.put(shown.line(at, value), says, 0.88, shown.theme.ink, outer)
    ]
