"""The scene: the one description of lanes on a surface that requests, links, files, lessons and tests share.

Built from the declarations of the units, strict, nothing extra: see `faults` for what a bad one answers.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from app.defaults import rate
from app.engine.lanes import run_lanes
from app.engine.run import Ground, Run, Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Optimizer, Wrapper
from app.schedules import SCHEDULES
from app.settings import settings
from surfaces import SURFACES
from surfaces.formula import DOMAIN, TEXT
from surfaces.formula import surface as typed
from surfaces.grammar import FormulaError
from surfaces.knob import Knob

VERSION = 1
LONGEST = 50
"""How many numbers a knob of kind "list" holds, at most."""


class Strict(BaseModel):
    """A model that takes nothing for something else: no strings for numbers, no unknown keys, no infinities."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class Choice(Strict):
    """A unit and its knobs."""

    key: str
    knobs: Any

    def values(self) -> dict[str, Any]:
        """Return every knob by name."""
        return dict(self.knobs)

    def ground(self) -> Ground:
        """Return what the engine needs to know of this surface."""
        return Ground(self.key, self.values())

    def around(self) -> "Choice | None":
        """Return the inner method of a wrapper."""
        return getattr(self, "inner", None)


def twice(value: Any) -> Any:
    """Turn one number into the pair of it."""
    return [value, value] if isinstance(value, int | float) and not isinstance(value, bool) else value


def pair(value: Any) -> Any:
    """Turn a list into the tuple that strict mode asks for when the scene does not come from JSON text."""
    return tuple(value) if isinstance(value, list) else value


def knob_field(knob: Knob) -> Any:
    """Return the pydantic field of a knob: its type, bounds and default (0 where it belongs to the pair)."""
    bounds: Any = {
        "gt" if "min" in knob.open else "ge": knob.min,
        "lt" if "max" in knob.open else "le": knob.max,
    }
    default = 0.0 if knob.default is None else knob.default
    if knob.kind == "list":
        entry: Any = Annotated[float, Field(**bounds)]
        return Annotated[tuple[entry, ...], BeforeValidator(pair), Field(description=knob.name, min_length=1, max_length=LONGEST)], default
    kind: Any = int if knob.kind == "integer" else float
    return Annotated[kind, Field(description=knob.name, **bounds)], default


def model(kind: str, key: str, unit: Any, *, without: str = "", **more: Any) -> Any:
    """Return the model of one unit; `without` names a knob that it does not take here."""
    make: Any = create_model
    fields = {name: knob_field(knob) for name, knob in unit.knobs.items() if name != without}
    knobs = make(f"{kind}_{key}_knobs", __base__=Strict, **fields)
    own = {"key": (Literal[key], ...), "knobs": (knobs, Field(default_factory=knobs))}
    return make(f"{kind}_{key}", __base__=Choice, __doc__=unit.summary, **own, **more)


def one_of(models: Sequence[Any]) -> Any:
    """Return the union of the units of one kind, told apart by `key`."""
    return Annotated[Union[tuple(models)], Field(discriminator="key")]


def chosen(kind: str, units: Mapping[str, Any]) -> Any:
    """Return the union over the units of one kind."""
    return one_of([model(kind, key, unit) for key, unit in units.items()])


def methods() -> Any:
    """Return the union over the optimizers; a wrapper carries an inner method, whose lr is the wrapper's."""
    within = one_of([model("inner", key, unit, without="lr") for key, unit in OPTIMIZERS.items() if isinstance(unit, Optimizer)])
    models = []
    for key, unit in OPTIMIZERS.items():
        inner: Any = {"inner": (within, Field({"key": unit.inner}, validate_default=True))} if isinstance(unit, Wrapper) else {}
        models.append(model("optimizer", key, unit, without="", **inner))
    return one_of(models)


Real = Annotated[float, Field()]
Size = Annotated[float, Field(ge=0)]
Point = Annotated[tuple[Real, Real], BeforeValidator(pair)]
Sizes = Annotated[tuple[Size, Size], BeforeValidator(pair)]
Noise = Annotated[tuple[Size, Size], BeforeValidator(lambda value: pair(twice(value)))]


def rising(interval: Point) -> Point:
    """Refuse an interval that does not rise."""
    if not interval[0] < interval[1]:
        raise PydanticCustomError("rising", "the first number must be below the second", {"bound": "first < second"})
    return interval


Interval = Annotated[Point, AfterValidator(rising)]
Side = Annotated[
    tuple[Annotated[float, Field(ge=-1e9, le=1e9)], Annotated[float, Field(ge=-1e9, le=1e9)]], BeforeValidator(pair), AfterValidator(rising)
]


class FormulaChoice(Choice):
    """A surface of one's own: f(x, y) as text, and the part of the plane that is looked at."""

    key: Literal["formula"]
    knobs: Strict = Field(default_factory=Strict)
    formula: str = TEXT
    domain: Annotated[tuple[Side, Side], BeforeValidator(pair)] = DOMAIN

    def ground(self) -> Ground:
        """Return what the engine needs to know of this surface."""
        return Ground(self.key, {}, self.formula, self.domain)

    @model_validator(mode="after")
    def understand(self) -> "FormulaChoice":
        """Refuse a text that is no formula; the sentence names the column."""
        try:
            typed(self.formula, self.domain)
        except FormulaError as error:
            detail = {"says": str(error), "path": "surface.formula", "value": self.formula, "bound": "a formula in x and y"}
            raise PydanticCustomError("formula", "{says}", detail) from None
        return self


if TYPE_CHECKING:
    SurfaceChoice = Choice
    OptimizerChoice = Choice
    ScheduleChoice = Choice
else:
    SurfaceChoice = one_of([*(model("surface", key, unit) for key, unit in SURFACES.items()), FormulaChoice])
    OptimizerChoice, ScheduleChoice = methods(), chosen("schedule", SCHEDULES)


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
                    "together", "{says}", {"says": complaint, "path": path, "value": lane.schedule.values(), "bound": ""}
                )
            if "lr" not in lane.optimizer.knobs.model_fields_set:
                lane.optimizer.knobs.lr = rate(self.ground().surface(), (lane.optimizer.around() or lane.optimizer).key)
        return self

    def ground(self) -> Ground:
        """Return what the engine needs to know of the surface."""
        return self.surface.ground()

    def run(self) -> list[Run]:
        """Return the run of every lane."""
        assert self.start is not None  # settled
        return run_lanes(self.ground(), [lane.walker() for lane in self.lanes], self.start, self.steps, self.seed, self.noise)
