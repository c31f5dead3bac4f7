"""Many runs of one lane, as a scene says it, and the scenes in which it may not stand."""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from app.engine.many import Many
from app.scene.choices import Strict
from app.scene.faults import unfit
from app.scene.limits import limits

if TYPE_CHECKING:
    from app.scene.lane import Lane

MOST = 256
"""Most runs of one lane."""


class ManyRuns(Strict):
    """How often a lane is run, its own run included, and over what: seeds of the noise, or starts around the scene's start.

    Starts lie within `spread` times the domain's sides of it, to each side.
    """

    over: Literal["seeds", "starts"] = "seeds"
    count: Annotated[int, Field(ge=1, le=MOST)] = 100
    spread: Annotated[float, Field(gt=0, le=1)] = 0.05

    def made(self) -> Many:
        """Return it in the engine's form."""
        return Many(self.over, self.count, self.spread)


def check_work(steps: int, lanes: "list[Lane]") -> None:
    """Refuse more steps of all runs of all lanes than a scene may have; where lanes alone are within that, name the lane with most runs."""
    most, runs = limits().max_lane_steps, [lane.runs for lane in lanes]
    if steps * len(lanes) > most:
        raise unfit("too_much", "steps", steps * len(lanes), most=most)
    if steps * sum(runs) > most:
        raise unfit("too_many_runs", f"lanes.{runs.index(max(runs))}.many.count", steps * sum(runs), most=most)


def check_many(line: "list[Lane]", path: str) -> None:
    """Refuse many runs of what a file holds, and of the part before a fork.

    `line` is a lane with those that it was forked from, the latest first.
    """
    for depth, lane in enumerate(line):
        where = f"{path}{'.fork.before' * depth}.many"
        if lane.many and depth:
            raise unfit("early_runs", where, lane.many.count)
        if lane.many and lane.trajectory:
            raise unfit("not_computed", where, lane.many.count)
