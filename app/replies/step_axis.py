"""The horizontal axis that the charts of a picture share: steps or examples seen, evenly spaced or in log (1 + them)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from app.replies.axes import Scale
from app.replies.ticks import Range, linear_ticks
from app.replies.view import Chart
from app.scene.scene import PlainScene

Counted = Literal["steps", "examples"]


@dataclass(frozen=True)
class StepAxis:
    """The range of the axis in what it counts, how far each lane goes on it with a step, and its scale."""

    range: Range
    per: tuple[int, ...]
    by: Counted = "steps"
    scale: Scale = "linear"

    @classmethod
    def of(cls, scene: PlainScene, by: Counted = "steps", scale: Scale = "linear", part: Range | None = None) -> Self:
        """Return the axis of a scene, of its whole length unless only a part is wanted; without examples it counts steps.

        It ends where the lane that sees the most of them ends.
        """
        if scene.landscape().surface().data is None:
            by = "steps"
        lanes = zip(scene.grounds, scene.walkers, strict=True)
        per = tuple(ground.at_once(walker.batch) if by == "examples" else 1 for ground, walker in lanes)
        return cls(part or (0.0, float(scene.steps * max(per))), per, by, scale)

    def chart(self, width: int, series: Sequence[str], **more: Any) -> Chart:
        """Return the request for curves in `width` pixel columns of the axis."""
        fields = {"width": width, "steps": list(self.range), "by": self.by, "scale": self.scale, "series": list(series)}
        return Chart.model_validate({**fields, **more})

    def as_json(self) -> dict[str, Any]:
        """Return it as the page has it: static/js/view/steps.js."""
        return {"steps": self.range, "scale": self.scale, "by": self.by}

    def along(self, at: Any) -> Any:
        """Return numbers of what is counted in units in which the axis is even."""
        return np.log1p(np.maximum(0.0, at)) if self.scale == "log" else at

    def share(self, at: Any) -> Any:
        """Return where numbers of what is counted stand: 0 at the left end of the axis, 1 at the right."""
        left, right = self.along(self.range[0]), self.along(self.range[1])
        return (self.along(at) - left) / (right - left)

    def middles(self, columns: int) -> NDArray[np.float64]:
        """Return what is counted in the middle of each of so many columns, shape (columns,)."""
        left, right = self.along(self.range[0]), self.along(self.range[1])
        found = left + (np.arange(columns) + 0.5) * (right - left) / columns
        return np.asarray(np.expm1(found) if self.scale == "log" else found)

    def ticks(self, count: float) -> list[tuple[float, str]]:
        """Return about `count` whole numbers on the axis with their texts; the first one says what is counted."""
        even = [tick for tick in linear_ticks(*self.range, count) if tick == int(tick)]
        if self.scale == "log":
            decades = [tick for tick in (0.0, *(10.0**power for power in range(9))) if self.range[0] <= tick <= self.range[1]]
            even = decades if len(decades) > 2 else even
        texts = [f"{int(tick):,}" for tick in even]
        if texts:
            texts[0] = f"{texts[0]} examples" if self.by == "examples" else f"step {texts[0]}"
        return list(zip(even, texts, strict=True))
