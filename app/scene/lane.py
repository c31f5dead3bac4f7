"""A lane of a scene: one optimizer with everything that its steps depend on."""

from typing import Annotated, Any

from pydantic import Field, model_validator

from app.engine.walker import Batch, Fork, Walker
from app.scene.choices import AnswerChoice, OptimizerChoice, Point, ScheduleChoice, Size, Sizes, Strict
from app.scene.data import DEFAULT, Freeze, OwnKnobs
from app.scene.limits import AtMost, Count
from app.scene.many import ManyRuns
from app.scene.trajectory import Trajectory
from app.schedules import SCHEDULES
from surfaces.data.feed import Order
from surfaces.sentence import Sentence


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

    knobs: OwnKnobs | None = Field(None, exclude_if=lambda knobs: knobs is None)
    """Knobs of its own ground, over the surface's; a run goes down that ground."""

    start: Point | None = Field(None, exclude_if=lambda start: start is None)
    """Its own start, in the place of the scene's."""

    batch: Count | None = Field(None, exclude_if=lambda batch: batch is None)
    """How many examples a step sees; by default it sees the exact surface."""

    order: Order | None = Field(None, exclude_if=lambda order: order is None)

    freeze: Freeze | None = Field(None, exclude_if=lambda freeze: freeze is None)

    answer: AnswerChoice | None = Field(None, exclude_if=lambda answer: answer is None)

    @property
    def runs(self) -> int:
        """The number of its runs."""
        return self.many.count if self.many else 1

    def line(self) -> "list[Lane]":
        """Return this lane and those that it was forked from, the latest first."""
        return [self, *(self.fork.before.line() if self.fork else [])]

    def walker(self, seed: int = 0) -> Walker:
        """Return this lane in the engine's form; the order of its examples is drawn from `seed`."""
        inner, fork = self.optimizer.around(), self.fork
        key, knobs = (inner.key, inner.values()) if inner else (None, {})
        return Walker(
            self.optimizer.key, self.optimizer.values(), self.schedule.key, self.schedule.values(),
            self.warmup, self.lr_scale, self.weight_decay, self.clip, key, knobs,
            self.trajectory.recorded() if self.trajectory else None,
            Fork(fork.step, fork.before.walker(seed), fork.anew) if fork else None,
            Batch(self.batch, self.order or DEFAULT, seed) if self.batch else None,
            (self.freeze.x, self.freeze.y) if self.freeze else (0, 0),
        )  # fmt: skip

    def complaint(self) -> Sentence | None:
        """Return what is wrong with the combination of the schedule's knobs, or None."""
        check = SCHEDULES[self.schedule.key].check
        return check(*self.schedule.values().values()) if check else None
