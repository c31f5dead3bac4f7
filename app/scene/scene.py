"""The scene: lanes on one surface. Requests, links, files, lessons and tests all use this description.

It is a strict model, built from the units' declarations. `faults` describes the errors of an invalid scene.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Annotated, Any, Self, TypeVar

from pydantic import Field, model_validator

from app.engine.compile import are_made
from app.engine.cost import BEGUN, read, weight
from app.engine.lanes import run_lanes
from app.engine.run import Landscape, Run, Stale
from app.engine.walker import Fork, Walker
from app.scene.choices import Noise, OptimizerChoice, Point, ScheduleChoice, Size, Sizes, Strict, SurfaceChoice
from app.scene.default_rates import rate
from app.scene.faults import unfit
from app.scene.forks import check_forks
from app.scene.limits import AtMost, NoMoreThan, limits
from app.scene.many import ManyRuns, check_many, check_work
from app.scene.maps import MapChoice
from app.scene.trajectory import Trajectory
from app.schedules import SCHEDULES
from surfaces.sentence import Sentence

VERSION = 1
T = TypeVar("T")


class ForkChoice(Strict):
    """The step at which a lane leaves another one, and the settings before; `anew`: schedule and warm-up begin again there."""

    step: Annotated[int, Field(ge=1), AtMost("max_steps")]
    before: "Lane"
    anew: bool = False


class Lane(Strict):
    """One optimizer with its schedule, rate scale, weight decay and clipping, and perhaps the run that it goes on from."""

    optimizer: OptimizerChoice
    schedule: ScheduleChoice = Field({"key": "constant"}, validate_default=True)
    warmup: Annotated[int, Field(ge=0), AtMost("max_steps")] = 0
    lr_scale: Sizes = (1.0, 1.0)
    weight_decay: Size = 0.0
    clip: Annotated[float, Field(gt=0)] | None = None
    label: Annotated[str, Field(max_length=80)] | None = None
    trajectory: Trajectory | None = Field(None, exclude_if=lambda trajectory: trajectory is None)

    @model_validator(mode="before")
    @classmethod
    def needs_no_method(cls, given: Any) -> Any:
        """A lane with a trajectory is drawn, not computed: its method stands for nothing and need not be said."""
        if isinstance(given, dict) and given.get("trajectory") is not None and "optimizer" not in given:
            return {**given, "optimizer": {"key": "gradient_descent"}}
        return given

    pen: Annotated[int, Field(ge=0, le=7)] | None = Field(None, exclude_if=lambda pen: pen is None)
    """The number of its colour, dash and marker, which it keeps when lanes are reordered; by default its index."""

    fork: ForkChoice | None = Field(None, exclude_if=lambda fork: fork is None)

    many: ManyRuns | None = Field(None, exclude_if=lambda many: many is None)

    @property
    def runs(self) -> int:
        """The number of its runs."""
        return self.many.count if self.many else 1

    def line(self) -> "list[Lane]":
        """Return this lane and those that it was forked from, the latest first."""
        return [self, *(self.fork.before.line() if self.fork else [])]

    def walker(self) -> Walker:
        """Return this lane in the engine's form."""
        inner, fork = self.optimizer.around(), self.fork
        key, knobs = (inner.key, inner.values()) if inner else (None, {})
        return Walker(
            self.optimizer.key, self.optimizer.values(), self.schedule.key, self.schedule.values(),
            self.warmup, self.lr_scale, self.weight_decay, self.clip, key, knobs,
            self.trajectory.recorded() if self.trajectory else None,
            Fork(fork.step, fork.before.walker(), fork.anew) if fork else None,
        )  # fmt: skip

    def complaint(self) -> Sentence | None:
        """Return what is wrong with the combination of the schedule's knobs, or None."""
        check = SCHEDULES[self.schedule.key].check
        return check(*self.schedule.values().values()) if check else None


class PlainScene(Strict):
    """Lanes side by side on one surface, with one start."""

    version: int = Field(VERSION, ge=1, le=VERSION)
    surface: SurfaceChoice
    start: Point | None = None
    steps: Annotated[int, Field(ge=1), AtMost("max_steps")]
    seed: int = Field(0, ge=0, le=2**53 - 1)
    noise: Noise = (0.0, 0.0)
    lanes: Annotated[list[Lane], Field(min_length=1), NoMoreThan("max_lanes")]
    linked: list[Annotated[str, Field(max_length=80)]] = Field([], max_length=64, exclude_if=lambda names: not names)
    """Knobs that the page changes in all lanes at once, by their path inside a lane; a run does not read it."""

    @model_validator(mode="after")
    def settle(self) -> Self:
        """Refuse too many steps, and fill in the defaults that depend on the surface: the start and the learning rates."""
        check_work(self.steps, self.lanes)
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
        return self

    def __reduce__(self) -> tuple[Callable[[Any], Self], tuple[dict[str, Any]]]:
        """Pickle as JSON has it: the models of the units' knobs are made at import, and have no name that another process knows."""
        return type(self).model_validate, (self.model_dump(mode="json"),)

    @cached_property
    def walkers(self) -> list[Walker]:
        """The lanes in the engine's form."""
        return [lane.walker() for lane in self.lanes]

    @property
    def pens(self) -> tuple[int, ...]:
        """The number of each lane's look, for `app.exports.drawing.looks`."""
        return tuple(i if lane.pen is None else lane.pen for i, lane in enumerate(self.lanes))

    def landscape(self) -> Landscape:
        """Return the surface in the engine's form."""
        return self.surface.landscape()

    @cached_property
    def cost(self) -> float:
        """What all runs of all lanes and drawing them cost at most, in steps of a plain method on a plain surface."""
        numbers, runs = read(self.landscape()), [lane.runs for lane in self.lanes]
        steps = [many * max(weight(numbers, each) for each in walker.line()) for walker, many in zip(self.walkers, runs, strict=True)]
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
        assert self.start is not None  # set by `settle`
        return run_lanes(
            self.landscape(), self.walkers, self.start, self.steps, self.seed, self.noise, then, stale, until, self.is_quick(), which
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
