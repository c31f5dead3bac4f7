"""Choices of units in a scene: strict pydantic models, built from the units' declarations."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    create_model,
    model_validator,
)

from app.answers import ANSWERS
from app.engine.landscape import Landscape
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Optimizer, Wrapper
from app.scene.faults import said_of, unfit
from app.scene.intervals import pair, rising
from app.schedules import SCHEDULES
from surfaces import SURFACES
from surfaces.data.model import OWN
from surfaces.knob import Knob
from surfaces.surface import SettingError, Surface

LONGEST = 50
"""Most numbers in a knob of kind "list"."""


class Strict(BaseModel):
    """A strict model: no strings for numbers, no unknown keys, no infinities."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class Choice(Strict):
    """A unit's key and its knobs."""

    key: str
    knobs: Any

    def values(self) -> dict[str, Any]:
        """Return the value of every knob by name."""
        return {**vars(self.knobs)}  # dict() would first look for `keys` on the model, which is ten times as slow

    def landscape(self) -> Landscape:
        """Return this surface in the engine's form."""
        return Landscape(self.key, self.values())

    def around(self) -> "Choice | None":
        """Return the inner method of a wrapper, None for other methods."""
        return vars(self).get("inner")


def twice(value: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    """Turn one number into a pair of equal ones; what is wrong with it is said once, and of the number."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return validate(value)
    try:
        return validate([value, value])
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise unfit(said_of(first), **first.get("ctx", {})) from None


def knob_field(knob: Knob) -> Any:
    """Return the pydantic type of a knob, with its bounds, and its default: 0 if that depends on surface and optimizer."""
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


def model(kind: str, key: str, unit: Any, *, without: str = "", base: type[Choice] = Choice, **more: Any) -> Any:
    """Return the model of one unit; it leaves out the knob `without`."""
    make: Any = create_model
    fields = {name: knob_field(knob) for name, knob in unit.knobs.items() if name != without}
    knobs = make(f"{kind}_{key}_knobs", __base__=Strict, **fields)
    own = {"key": (Literal[key], ...), "knobs": (knobs, Field(default_factory=knobs))}
    return make(f"{kind}_{key}", __base__=base, __doc__=unit.summary, **own, **more)


def one_of(models: Sequence[Any]) -> Any:
    """Return the union of models, distinguished by `key`."""
    return Annotated[Union[tuple(models)], Field(discriminator="key")]


def chosen(kind: str, units: Mapping[str, Any]) -> Any:
    """Return the union of the models of all units of one kind."""
    return one_of([model(kind, key, unit) for key, unit in units.items()])


def methods() -> Any:
    """Return the union of the models of all optimizers; a wrapper has a field for its inner method, which uses the wrapper's lr."""
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
Noise = Annotated[tuple[Size, Size], BeforeValidator(pair), WrapValidator(twice)]


Coordinate = Annotated[float, Field(ge=-1e9, le=1e9)]
Side = Annotated[tuple[Coordinate, Coordinate], BeforeValidator(pair), AfterValidator(rising)]


class SurfaceWithSettings(Choice):
    """A surface with settings; each setting is a field."""

    def landscape(self) -> Landscape:
        """Return this surface in the engine's form."""
        return Landscape(self.key, self.values(), {name: getattr(self, name) for name in SURFACES[self.key].settings})

    @model_validator(mode="after")
    def understand(self) -> "SurfaceWithSettings":
        """Refuse settings that the surface rejects, with the surface's own message."""
        try:
            self.landscape().surface()
        except SettingError as error:
            path = f"surface.{error.setting}"
            raise unfit("setting", path, getattr(self, error.setting), says=error.says, bound=error.bound) from None
        return self


def examples(given: Any) -> Any:
    """Turn lists of lists, as JSON has them, into tuples of tuples; refuse what is no list, and rows that are not three."""
    if not isinstance(given, list | tuple):
        raise unfit("list_type")
    for i, row in enumerate(given[:OWN]):
        if not isinstance(row, list | tuple) or len(row) != WIDTH:
            raise unfit("no_example", within=f"{i}", value=row)
    return tuple(tuple(row) if isinstance(row, list) else row for row in given)


WIDTH = 3
"""Numbers of an example: its inputs a and b and its target t."""
Example = tuple[Coordinate, Coordinate, Coordinate]
KINDS: Mapping[str, Any] = {
    "text": str,
    "rectangle": Annotated[tuple[Side, Side], BeforeValidator(pair)],
    "examples": Annotated[tuple[Example, ...], BeforeValidator(examples), Field(max_length=OWN)],
}
"""The pydantic type of each kind of setting."""


def surface_model(key: str, unit: Surface) -> Any:
    """Return the model of a surface."""
    settings: dict[str, Any] = {name: (KINDS[setting.kind], setting.default) for name, setting in unit.settings.items()}
    return model("surface", key, unit, base=SurfaceWithSettings if settings else Choice, **settings)


if TYPE_CHECKING:
    SurfaceChoice = Choice
    OptimizerChoice = Choice
    ScheduleChoice = Choice
    AnswerChoice = Choice
else:
    SurfaceChoice = one_of([surface_model(key, unit) for key, unit in SURFACES.items()])
    OptimizerChoice, ScheduleChoice, AnswerChoice = methods(), chosen("schedule", SCHEDULES), chosen("answer", ANSWERS)
