"""The scene: lanes on one surface. Requests, links, files, lessons and tests all use this description.

It is a strict model, built from the units' declarations. `faults` describes the errors of an invalid scene.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Annotated, Any, Self, TypeVar

from pydantic import Field, model_validator

from app.engine.compile import are_made
from app.engine.cost import BEGUN, read, weight
from app.engine.landscape import Landscape
from app.engine.lanes import run_lanes
from app.engine.run import Run, Stale
from app.engine.walker import Walker
from app.scene.choices import Noise, Point, Strict, SurfaceChoice
from app.scene.data import check_batches, check_data, check_ground, grounds
from app.scene.default_rates import rate
from app.scene.faults import unfit
from app.scene.forks import check_forks
from app.scene.lane import Lane
from app.scene.limits import LARGEST, AtMost, NoMoreThan, limits
from app.scene.many import check_many, check_work
from app.scene.maps import MapChoice

VERSION = 1
T = TypeVar("T")


class PlainScene(Strict):
    """Lanes side by side on one surface, with one start."""

    version: int = Field(VERSION, ge=1, le=VERSION)
    surface: SurfaceChoice
    start: Point | None = None
    steps: Annotated[int, Field(ge=1), AtMost("max_steps")]
    seed: int = Field(0, ge=0, le=LARGEST)
    noise: Noise = (0.0, 0.0)
    lanes: Annotated[list[Lane], Field(min_length=1), NoMoreThan("max_lanes")]
    linked: list[Annotated[str, Field(max_length=80)]] = Field([], max_length=64, exclude_if=lambda names: not names)
    """Knobs that the page changes in all lanes at once, by their path inside a lane; a run does not read it."""

    @model_validator(mode="after")
    def settle(self) -> Self:
        """Refuse too many steps, and fill in the defaults that depend on the surface: the start and the learning rates."""
        check_work(self.steps, self.lanes)
        check_batches(self.steps, self.lanes)
        check_ground(self.landscape(), {}, "")
        if self.start is None:
            self.start = self.landscape().surface().start
        for i, last in enumerate(self.lanes):
            for depth, lane in enumerate(last.line()):
                path = f"lanes.{i}{'.fork.before' * depth}"
                if complaint := lane.complaint():
                    raise unfit("together", f"{path}.schedule.knobs", lane.schedule.values(), says=complaint)
                if "lr" not in lane.optimizer.knobs.model_fields_set:
                    lane.optimizer.knobs.lr = rate(self.landscape().surface(), (lane.optimizer.around() or lane.optimizer).key)
            check_forks(last.line(), f"lanes.{i}.fork", self.steps)
            check_many(last.line(), f"lanes.{i}")
            check_data(self.grounds[i], last.line(), f"lanes.{i}")
        return self

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with other values; what this scene has computed of its own ones is not copied."""
        copy = super().model_copy(update=update, deep=deep)
        for name, found in vars(PlainScene).items():
            if isinstance(found, cached_property):
                copy.__dict__.pop(name, None)
        return copy

    def __reduce__(self) -> tuple[Callable[[Any], Self], tuple[dict[str, Any]]]:
        """Pickle as JSON has it: the models of the units' knobs are made at import, and have no name that another process knows."""
        return type(self).model_validate, (self.model_dump(mode="json"),)

    @cached_property
    def walkers(self) -> list[Walker]:
        """The lanes in the engine's form."""
        return [lane.walker(self.seed) for lane in self.lanes]

    @cached_property
    def ground(self) -> Landscape:
        """The scene's surface in the engine's form."""
        return self.surface.landscape()

    @cached_property
    def grounds(self) -> list[Landscape]:
        """The ground of every lane: the surface, with the lane's own knobs."""
        return grounds(self.surface, self.ground, self.lanes)

    @property
    def starts(self) -> list[tuple[float, float]]:
        """The start of every lane: its own or the scene's."""
        assert self.start is not None  # set by `settle`
        return [lane.start or self.start for lane in self.lanes]

    @property
    def pens(self) -> tuple[int, ...]:
        """The number of each lane's look, for `app.exports.drawing.looks`."""
        return tuple(i if lane.pen is None else lane.pen for i, lane in enumerate(self.lanes))

    def landscape(self) -> Landscape:
        """Return the scene's surface in the engine's form; `grounds` has that of every lane."""
        return self.ground

    @cached_property
    def cost(self) -> float:
        """What all runs of all lanes and drawing them cost at most, in steps of a plain method on a plain surface."""
        runs = [lane.runs for lane in self.lanes]
        steps = [
            many * max(weight(read(ground), each) for each in walker.line())
            for ground, walker, many in zip(self.grounds, self.walkers, runs, strict=True)
        ]
        return self.steps * sum(steps) + BEGUN * (sum(runs) - len(runs))

    def is_quick(self) -> bool:
        """Return whether the lanes need no second thread."""
        return self.cost <= limits().inline_steps

    def is_short(self) -> bool:
        """Return whether running inline is faster than starting a thread: it costs little, and all kernels are compiled."""
        key = self.landscape().key
        line = [each for walker in self.walkers for each in walker.line()]
        return self.is_quick() and all(are_made(key, each.optimizer, each.inner, each.schedule) for each in line)

    def run_each(
        self, then: Callable[[int, Run], T], stale: Stale | None = None, until: int | None = None, which: Sequence[int] | None = None
    ) -> Iterator[tuple[int, T]]:
        """Yield each lane's number and `then(number, run)` as soon as it is done; with `which`, of the lanes of these numbers alone.

        With `until`, only so many steps are taken; the schedules are still those of all steps.
        """
        return run_lanes(
            self.grounds, self.walkers, self.starts, self.steps, self.seed, self.noise, then, stale, until, self.is_quick(), which
        )

    def run(self) -> list[Run]:
        """Return the run of every lane."""
        return [run for _, run in sorted(self.run_each(lambda _, run: run), key=itemgetter(0))]


class Scene(PlainScene):
    """A scene, one that was frozen to compare it with (pictures draw its paths pale), and the map that the page shows of it.

    A run reads neither. Whether the map fits the scene is checked where it is drawn.
    """

    frozen: PlainScene | None = Field(None, exclude_if=lambda scene: scene is None)
    map: MapChoice | None = Field(None, exclude_if=lambda chosen: chosen is None)
