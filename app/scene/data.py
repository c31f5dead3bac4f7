"""What a lane says about its own ground and its examples, and the scenes in which it may not stand."""

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, ValidationError

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


def grounds(surface: SurfaceChoice, lanes: "list[Lane]") -> list[Landscape]:
    """Return the ground of every lane: the scene's surface, with the lane's own knobs in the place of the surface's.

    Raises the validation's error for a knob that the surface does not have, or for a value that it does not take.
    """
    return [surface.landscape() if not lane.knobs else ground(surface, lane.knobs, i) for i, lane in enumerate(lanes)]


def ground(surface: SurfaceChoice, own: dict[str, Any], lane: int) -> Landscape:
    """Return the ground of one lane."""
    try:
        knobs = type(surface.knobs).model_validate({**surface.values(), **own})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = ".".join(map(str, ("lanes", lane, "knobs", *first["loc"])))
        raise unfit(first["type"], path, first["input"], **first.get("ctx", {})) from None
    return surface.model_copy(update={"knobs": knobs}).landscape()


def check_data(landscape: Landscape, line: "list[Lane]", path: str, steps: int) -> None:
    """Refuse a combination of knobs that the surface does not take, mini-batches of what has no examples, and what cannot be frozen.

    `line` is a lane with those that it was forked from, the latest first.
    """
    data = landscape.surface().data
    if data and (wrong := data.check(*landscape.arguments())):
        name, says, bound = wrong
        where = f"{path}.knobs.{name}" if line[0].knobs and name in line[0].knobs else f"surface.knobs.{name}"
        raise unfit("setting", where, landscape.knobs[name], says=says, bound=bound)
    for depth, lane in enumerate(line):
        where = f"{path}{'.fork.before' * depth}"
        for name in ("batch", "order", "answer"):
            if getattr(lane, name) is not None and not data:
                raise unfit("no_examples", f"{where}.{name}", getattr(lane, name) if name != "answer" else lane.answer.key)  # type: ignore[union-attr]
        if depth and (found := [name for name in ("knobs", "start", "answer") if getattr(lane, name) is not None]):
            raise unfit("early_own", f"{where}.{found[0]}", "")
        if lane.batch and data and lane.batch > (count := data.count(*landscape.arguments())):
            raise unfit("batch_too_large", f"{where}.batch", lane.batch, most=count)
        if lane.freeze and isinstance(OPTIMIZERS[lane.optimizer.key], Coupled):
            raise unfit("not_frozen", f"{where}.freeze", lane.optimizer.key)


def check_batches(steps: int, lanes: "list[Lane]") -> None:
    """Refuse more examples that all steps of all lanes see together than a scene may have lane-steps."""
    sizes, most = [max((each.batch or 0) for each in lane.line()) * lane.runs for lane in lanes], limits().max_lane_steps
    if steps * sum(sizes) > most:
        raise unfit("too_many_examples", f"lanes.{sizes.index(max(sizes))}.batch", steps * sum(sizes), most=most)
