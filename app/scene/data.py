"""What a lane says about its own ground and its examples, and the scenes in which it may not stand."""

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, ValidationError, WithJsonSchema

from app.engine.landscape import Landscape
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled
from app.scene.choices import Strict, SurfaceChoice
from app.scene.faults import unfit
from app.scene.limits import AtMost, limits
from surfaces.data.feed import Order

if TYPE_CHECKING:
    from app.scene.lane import Lane

DEFAULT: Order = "shuffle"


class Freeze(Strict):
    """For how many steps each coordinate stays where it is, without a gradient."""

    x: Annotated[int, Field(ge=0), AtMost("max_steps")] = 0
    y: Annotated[int, Field(ge=0), AtMost("max_steps")] = 0


OwnKnobs = Annotated[dict[str, Any], WithJsonSchema({"type": "object", "additionalProperties": {"type": "number"}})]
"""A lane's own knobs of the surface; what they may be only the surface knows."""


def grounds(surface: SurfaceChoice, shared: Landscape, lanes: "list[Lane]") -> list[Landscape]:
    """Return the ground of every lane: that of the scene's surface, `shared`, or one with the lane's own knobs in place of the surface's.

    Raises the validation's error for a knob that the surface does not have, or for a value that it does not take.
    """
    return [shared if not lane.knobs else ground(surface, lane.knobs, i) for i, lane in enumerate(lanes)]


def ground(surface: SurfaceChoice, own: dict[str, Any], lane: int) -> Landscape:
    """Return the ground of one lane; what is wrong with its knobs is said as of the surface's."""
    try:
        knobs = type(surface.knobs).model_validate({**surface.values(), **own})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = ".".join(map(str, ("lanes", lane, "knobs", *first["loc"])))
        raise unfit(first["type"], path, first["input"], **first.get("ctx", {})) from None
    return surface.model_copy(update={"knobs": knobs}).landscape()


def check_ground(landscape: Landscape, own: dict[str, Any], path: str) -> None:
    """Refuse a combination of knobs that the surface does not take; `own` are those of a lane at `path`."""
    data = landscape.surface().data
    if data and (wrong := data.check(*landscape.arguments(), own=own)):
        name, says, bound = wrong
        where = f"{path}.knobs.{name}" if name in own else f"surface.knobs.{name}"
        raise unfit("setting", where, landscape.knobs[name], says=says, bound=bound)


def check_data(landscape: Landscape, line: "list[Lane]", path: str) -> None:
    """Refuse mini-batches of what has no examples or too few, a combination of knobs that there is not, and what cannot be frozen.

    `line` is a lane with those that it was forked from, the latest first.
    """
    data = landscape.surface().data
    check_ground(landscape, line[0].knobs or {}, path)
    most = data.count(*landscape.arguments()) if data else 0
    for depth, lane in enumerate(line):
        where = f"{path}{'.fork.before' * depth}"
        said = {name: getattr(lane, name) for name in OWN if getattr(lane, name) is not None}
        for name, value in said.items():
            if code := misplaced(name, bool(data), depth > 0, lane):
                raise unfit(code, f"{where}.{name}", lane.optimizer.key if code == "not_frozen" else shown(value))
        if lane.batch and lane.batch > most:
            raise unfit("batch_too_large", f"{where}.batch", lane.batch, batch=lane.batch, most=most)


OWN = ("knobs", "start", "batch", "order", "freeze", "answer")
"""What a lane may have of its own."""


def misplaced(name: str, has_examples: bool, is_early: bool, lane: "Lane") -> str | None:
    """Return the code of the fault if a lane cannot have this field, else None."""
    if name in ("batch", "order", "answer") and not has_examples:
        return "no_examples"
    if is_early and name in ("knobs", "start", "answer"):
        return "early_own"
    if lane.trajectory and name in ("start", "batch", "order", "freeze"):
        return "not_computed"
    coupled = isinstance(OPTIMIZERS[lane.optimizer.key], Coupled)
    return "not_frozen" if name == "freeze" and coupled else None


def shown(value: Any) -> Any:
    """Return the value of a field as JSON has it."""
    return value.model_dump(mode="json") if isinstance(value, Strict) else value


def check_batches(steps: int, lanes: "list[Lane]") -> None:
    """Refuse more examples that all steps of all lanes see together than a scene may have lane-steps."""
    batches = [[each.batch or 0 for each in lane.line()] for lane in lanes]
    seen, most = [steps * max(own) * lane.runs for own, lane in zip(batches, lanes, strict=True)], limits().max_lane_steps
    if sum(seen) > most:
        lane = seen.index(max(seen))
        depth = batches[lane].index(max(batches[lane]))
        raise unfit("too_many_examples", f"lanes.{lane}{'.fork.before' * depth}.batch", sum(seen), most=most)
