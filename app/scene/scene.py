"""The scene: the one description of lanes on a surface that requests, links, files, lessons and tests share.

Built from the declarations of the units, strict, nothing extra: see `faults` for what a bad one answers.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from operator import itemgetter
from typing import Annotated, TypeVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.engine.compile import are_made
from app.engine.lanes import run_lanes
from app.engine.run import Ground, Run, Stale, Walker
from app.scene.choices import Noise, OptimizerChoice, Point, ScheduleChoice, Size, Sizes, Strict, SurfaceChoice
from app.scene.default_rates import rate
from app.schedules import SCHEDULES
from app.settings import settings

VERSION = 1
T = TypeVar("T")


class Lane(Strict):
    """One optimizer with its schedule, and what stands around its step."""

    optimizer: OptimizerChoice
    schedule: ScheduleChoice = Field({"key": "constant"}, validate_default=True)
    warmup: int = Field(0, ge=0, le=settings.max_steps)
    lr_scale: Sizes = (1.0, 1.0)
    weight_decay: Size = 0.0
    clip: Annotated[float, Field(gt=0)] | None = None
    label: Annotated[str, Field(max_length=80)] | None = None

    def walker(self) -> Walker:
        """Return what the engine needs to know of this lane."""
        inner = self.optimizer.around()
        return Walker(
            self.optimizer.key, self.optimizer.values(), self.schedule.key, self.schedule.values(),
            self.warmup, self.lr_scale, self.weight_decay, self.clip,
            *((inner.key, inner.values()) if inner else ()),
        )  # fmt: skip

    def complaint(self) -> str | None:
        """Return what is wrong with the schedule's knobs together, if anything is."""
        check = SCHEDULES[self.schedule.key].check
        return check(*self.schedule.values().values()) if check else None


class Scene(Strict):
    """Lanes side by side on one surface, from one start."""

    version: int = Field(VERSION, ge=1, le=VERSION)
    surface: SurfaceChoice
    start: Point | None = None
    steps: int = Field(ge=1, le=settings.max_steps)
    seed: int = Field(0, ge=0, le=2**53 - 1)
    noise: Noise = (0.0, 0.0)
    lanes: Annotated[list[Lane], Field(min_length=1, max_length=settings.max_lanes)]

    @model_validator(mode="after")
    def settle(self) -> "Scene":
        """Refuse what is too much, and fill in what belongs to the surface: the start and the learning rates."""
        total = self.steps * len(self.lanes)
        if total > settings.max_lane_steps:
            raise PydanticCustomError(
                "too_much", "steps times lanes is too large", {"path": "steps", "value": total, "bound": f"<= {settings.max_lane_steps}"}
            )
        if self.start is None:
            self.start = self.ground().surface().start
        for i, lane in enumerate(self.lanes):
            if complaint := lane.complaint():
                path = f"lanes.{i}.schedule.knobs"
                raise PydanticCustomError(
                    "together", "{says}", {"says": complaint, "path": path, "value": lane.schedule.values(), "bound": complaint}
                )
            if "lr" not in lane.optimizer.knobs.model_fields_set:
                lane.optimizer.knobs.lr = rate(self.ground().surface(), (lane.optimizer.around() or lane.optimizer).key)
        return self

    @cached_property
    def walkers(self) -> list[Walker]:
        """What the engine needs to know of the lanes."""
        return [lane.walker() for lane in self.lanes]

    def ground(self) -> Ground:
        """Return what the engine needs to know of the surface."""
        return self.surface.ground()

    def has_few_steps(self) -> bool:
        """Return whether the lanes together have few steps."""
        return self.steps * len(self.lanes) <= settings.inline_steps

    def is_short(self) -> bool:
        """Return whether it is run sooner than a thread is told to: few steps, and every kernel compiled."""
        key = self.ground().key
        return self.has_few_steps() and all(are_made(key, walker.optimizer, walker.inner, walker.schedule) for walker in self.walkers)

    def run_each(self, then: Callable[[int, Run], T], stale: Stale | None = None, until: int | None = None) -> Iterator[tuple[int, T]]:
        """Yield the number of a lane and what `then` makes of it and its run, each as soon as it is there.

        With `until` only so many steps are taken: the schedules are still those of all steps.
        """
        assert self.start is not None  # settled
        return run_lanes(self.ground(), self.walkers, self.start, self.steps, self.seed, self.noise, then, stale, until)

    def run(self) -> list[Run]:
        """Return the run of every lane."""
        return [run for _, run in sorted(self.run_each(lambda _, run: run), key=itemgetter(0))]
