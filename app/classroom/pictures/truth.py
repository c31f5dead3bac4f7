"""The right answer of a question, from the run that it is about: a place, a step, or the step at which a suggested rate stands."""

import asyncio
import logging
import math
from functools import lru_cache
from typing import Any

from app.classroom.pictures.shown import known, scene_of
from app.classroom.rules.commands import Turn
from app.classroom.rules.room import Ask, Reads, Refusal, Room, Truth
from app.engine.run import Abandoned, Run
from app.engine.threads import STEP
from app.replies.drawn import finder
from app.replies.lr_range import range_test_of, ranged
from app.scene.faults import Refused
from app.scene.scene import Scene
from app.web.work import load

SUGGESTED = "suggested_rate"
"""The event of a question for the rate that a range test suggests."""

FARTHEST = 1e9
"""What a message may say of a place."""

PATIENCE = 10.0
"""Seconds that the lecturer waits for a question to open; then it opens without a right answer, sought again at the reveal."""

log = logging.getLogger("ravine")


def run_of(scene: Scene, lane: int, until: int | None = None) -> Run:
    """Return the run of one lane, or its first steps."""
    ((_, run),) = scene.run_each(lambda _, run: run, until=until, which=[lane])
    return run


def place(scene: Scene, ask: Ask) -> Truth:
    """Return where the lane is at the step that was asked about, or where it ends; nothing if it has diverged by then."""
    last = scene.steps if ask.at is None else min(ask.at, scene.steps)
    run = run_of(scene, ask.lane, max(1, last))
    if run.diverged:
        return Truth()
    row = min(last, len(run.x) - 1)
    x, y = float(run.x[row]), float(run.y[row])
    return Truth(at=(x, y)) if max(abs(x), abs(y)) <= FARTHEST else Truth()


def step(scene: Scene, ask: Ask) -> Truth:
    """Return the first step of the first event of this kind that begins behind the hidden end."""
    run = run_of(scene, ask.lane)
    found = [each.begin for each in finder(scene)(ask.lane, run) if each.kind.replace("-", "_") == ask.event and each.begin > ask.until]
    return Truth(step=found[0]) if found else Truth()


def rate_at(reads: Reads, k: float, steps: int) -> float:
    """Return what a class reads in the place of a step."""
    return float(reads.low * (reads.high / reads.low) ** (k / steps))


def suggested(scene: Scene, lane: int, reads: Reads) -> Truth:
    """Return the step nearest to the rate that a range test suggests for training at a constant rate.

    The test takes the rates that the class reads: that of step 1 first, that of the last step last.
    """
    plain: dict[str, Any] = {"schedule": {"key": "constant"}, "warmup": 0, "fork": None, "many": None}
    told = {**scene.model_dump(mode="json"), "lanes": [{**scene.lanes[lane].model_dump(mode="json"), **plain}], "map": None, "frozen": None}
    given = {"low": rate_at(reads, 1, scene.steps), "high": reads.high, "steps": scene.steps}
    lr = ranged(range_test_of({"scene": told, "lane": 0, **given}))["suggestion"]["lr"]
    if lr is None:
        return Truth()
    share = math.log(lr / reads.low) / math.log(reads.high / reads.low)
    return Truth(step=min(scene.steps, max(0, round(share * scene.steps))))


@lru_cache(maxsize=64)
def right(link: str, ask: Ask) -> Truth:
    """Return the right answer of a question about a scene, empty where the run has none; raise what goes wrong with the run."""
    scene = known(link)
    if ask.lane >= len(scene.lanes):
        return Truth()
    if ask.kind == "click":
        return place(scene, ask)
    if ask.event == SUGGESTED:
        return suggested(scene, ask.lane, ask.reads) if ask.reads else Truth()
    return step(scene, ask)


def is_sought(room: Room, said: Any) -> bool:
    """Return whether a command opens a question whose right answer is in the run, or reveals one that opened without it."""
    ask = room.ask
    if ask is None or not isinstance(said, Turn) or said.do not in ("open", "again", "reveal") or not room.scene:
        return False
    if ask.truth is not None and said.do != "again":  # by then, the scene may be another one
        return False
    return (ask.kind == "click" and not ask.runs) or (ask.kind == "step" and ask.event != "")


async def truth(room: Room, said: Any) -> Truth | None:
    """Return the right answer of the question that a command opens or reveals, computed in a thread; None where there is none to be found.

    A run that fails must not keep the lecturer from asking.
    """
    if not is_sought(room, said):
        return None
    link, known_by = room.scene, {"truth": None, "round": 1, "phase": "draft"}
    ask = room.ask and room.ask.model_copy(update=known_by)  # known once, known in every round
    try:
        async with asyncio.timeout(PATIENCE):
            await scene_of(link)
            found: Truth = await load.share(("truth", link, ask), lambda: right(link, ask), STEP)
    except (TimeoutError, Refusal, Refused, Abandoned):  # it takes too long, or there is no such scene or range test
        return None
    except Exception:  # our own fault
        log.exception("the right answer of a question could not be computed")
        return None
    return found
