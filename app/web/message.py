"""What the messages of the stream have in common."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import model_validator

from app.engine.run import Stale
from app.replies.cost import is_short
from app.replies.view import View
from app.scene.choices import Strict
from app.scene.faults import unfit
from app.scene.limits import Index
from app.scene.scene import Scene


class Message(Strict):
    """The fields of every message. A kind adds its own fields, its rank in the queue for threads, and its answers."""

    rank: ClassVar[int]
    id: Index
    scene: Scene
    view: View | None = None

    @model_validator(mode="after")
    def fit(self) -> "Message":
        """Refuse a view with a wrong number of panels, and steps after the last one."""
        if self.view and len(self.view.panels) != len(self.scene.lanes):
            raise unfit("panels", "view.panels", len(self.view.panels), lanes=len(self.scene.lanes))
        for path, named in self.steps().items():
            if named > self.scene.steps:
                raise unfit("no_step", path, named, last=self.scene.steps)
        return self

    def steps(self) -> dict[str, float]:
        """Return every step that the message mentions outside the scene, by its path."""
        if self.view is None:
            return {}
        profile = {"view.profile.step": self.view.profile.step} if self.view.profile else {}
        return {"view.until": self.view.until or 0, "view.chart.steps.1": self.chart_end(), **profile}

    def chart_end(self) -> float:
        """Return the step at which the charts end: of the lane that sees most examples in a step, if they count examples."""
        assert self.view is not None
        if self.view.chart.by == "steps":
            return self.view.chart.steps[1]
        most = max(self.view.chart.per_step(*lane) for lane in zip(self.scene.grounds, self.scene.walkers, strict=True))
        return self.view.chart.steps[1] / most

    def is_short(self) -> bool:
        """Return whether computing the answer inline is faster than handing it to a thread."""
        return is_short(self.scene, self.extra())

    def extra(self) -> float:
        """Return what the answer costs beside running the lanes, in steps."""
        raise NotImplementedError

    def answers(self, stale: Stale) -> Iterator[bytes | str]:
        """Yield the frames and texts of the answer; raise Abandoned once `stale` is set."""
        raise NotImplementedError
