"""The request and the answer of `POST /api/tune`, of `ravine tune` and of the page's *Tune*."""

import time
from collections.abc import Callable, Iterator
from typing import Annotated, Any

import numpy as np
from pydantic import Field, ValidationError, model_validator

from app.engine.blocks.outcomes import MOST_REMEMBERED
from app.engine.cost import read, weight
from app.scene.choices import Strict
from app.scene.faults import refusal_within_scene, unfit
from app.scene.limits import LARGEST, Index, limits
from app.scene.paths import put
from app.scene.scene import Scene
from app.tuning.judge import BESIDE, CRITERION, FLOOR, OTHERS, SPREAD, judge_of, stranger_of, tail_of
from app.tuning.ranges import Range, ranges
from app.tuning.search import LEAST, Array, Tried, shrink

Json = dict[str, Any]
NEAR = 2.0
"""A setting is nearly as good as the best if its score is at most so many times the best one's."""


class Tune(Strict):
    """A scene, which of its lanes are tuned (all that can be, if not said), how many settings each may try, and a seed."""

    scene: Scene
    lanes: Annotated[list[Index], Field(min_length=1, max_length=64)] | None = None
    budget: int = Field(120, ge=LEAST, le=4096)
    seed: int = Field(0, ge=0, le=LARGEST)

    @model_validator(mode="after")
    def settle(self) -> "Tune":
        """Refuse lanes that cannot be tuned, surfaces without a minimum, and too much work."""
        if self.lanes is None:
            computed = [i for i, lane in enumerate(self.scene.lanes) if not lane.trajectory and not lane.fork]
            self.lanes = [i for i in computed if self.scene.grounds[i].lowest() is not None] or computed or [0]
        for i, number in enumerate(self.lanes):
            self.check(number, f"lanes.{i}")
        for number in self.numbers():
            if self.scene.grounds[number].lowest() is None:
                own = self.scene.lanes[number].knobs
                raise unfit("no_minimum", f"lanes.{number}.knobs" if own else "surface.key", own or self.scene.surface.key)
        self.refuse_too_much()
        return self

    def refuse_too_much(self) -> None:
        """Refuse more work than there may be: with the budget that would do, or the steps if none would."""
        work, most = self.steps(), limits().max_map_steps
        if work <= most:
            return
        budget = int((self.runs() * most / work - OTHERS) / BESIDE) - 1
        if budget >= LEAST:
            raise unfit("too_much_tuning", "budget", self.budget, most=budget)
        raise unfit("too_much_tuning", "steps", self.scene.steps, most=int(self.scene.steps * most / work))

    def check(self, number: int, path: str) -> None:
        """Refuse a lane that does not exist, that is drawn from a file, that goes on from another one, or that needs too much memory."""
        last = len(self.scene.lanes) - 1
        if number > last:
            raise unfit("no_lane", path, number, last=last)
        if self.scene.lanes[number].trajectory:
            raise unfit("not_computed", path, number)
        if self.scene.lanes[number].fork:
            raise unfit("goes_on", path, number)
        if self.scene.walkers[number].has_window() and self.scene.steps > MOST_REMEMBERED:
            raise unfit("remembers", "steps", self.scene.steps, most=MOST_REMEMBERED)

    def runs(self) -> int:
        """Return how many runs a lane takes: its budget, its own knobs, and the judgement."""
        return (self.budget + 1) * BESIDE + OTHERS

    def all_runs(self) -> int:
        """Return how many runs all lanes take."""
        return self.runs() * len(self.numbers())

    def steps(self) -> float:
        """Return the work in steps of a plain method on a plain surface."""
        weights = [weight(read(self.scene.grounds[lane]), self.scene.walkers[lane]) for lane in self.numbers()]
        return self.scene.steps * self.runs() * sum(weights)

    def numbers(self) -> list[int]:
        """Return the lanes."""
        assert self.lanes is not None  # filled in by validation
        return self.lanes


def tune_of(data: Any) -> Tune:
    """Return the validated request; a fault inside the scene is reported with its path in the scene."""
    try:
        return Tune.model_validate(data)
    except ValidationError as error:
        raise refusal_within_scene(error) from None


def number(value: float) -> float | None:
    """Return a score, None for one that is infinite."""
    return float(value) if np.isfinite(value) else None


def sensitivity(tried: Tried) -> float:
    """Return which share of the settings of the first round, in the whole box, is nearly as good as the best of them."""
    first = tried.scores[tried.rounds == 0]
    return float(np.mean(first <= NEAR * first.min())) if np.isfinite(first.min()) else 0.0


def tuned_lane(asked: Tune, lane: int, note: Callable[[int], None]) -> Json:
    """Tune one lane; return its part of the answer."""
    scene, walker = asked.scene, asked.scene.walkers[lane]
    judge, stranger = judge_of(scene, lane, asked.seed, note), stranger_of(scene, lane, asked.seed, note)
    box = ranges(scene.grounds[lane], walker)

    def settings(points: Array) -> dict[str, Array]:
        return {knob.path: knob.at(points[:, i]) for i, knob in enumerate(box)}

    tried = shrink(lambda points: judge(settings(points)), len(box), asked.budget, asked.seed)
    values, best = settings(tried.points), tried.best()
    found = {path: each[best : best + 1] for path, each in values.items()}
    own = {knob.path: np.array([now(walker, knob)]) for knob in box}
    return {
        "lane": lane, "optimizer": walker.optimizer,
        "knobs": [{"path": knob.path, "field": f"lanes.{lane}.{knob.field}", "low": knob.low, "high": knob.high, "scale": knob.scale,
                   "now": float(own[knob.path][0]), "best": float(found[knob.path][0])} for knob in box],
        "now": number(judge(own)[0]), "promised": number(tried.scores[best]), "judged": number(stranger(found)[0]),
        "sensitivity": sensitivity(tried),
        "tried": {"values": [each.tolist() for each in values.values()], "scores": [number(each) for each in tried.scores.tolist()],
                  "rounds": tried.rounds.tolist(), "best": best},
    }  # fmt: skip


def now(walker: Any, knob: Range) -> float:
    """Return the value that a knob has before it is tuned."""
    place, _, name = knob.path.partition(".")
    return float((walker.knobs if place == "knobs" else walker.inner_knobs)[name])


def said(asked: Tune) -> Json:
    """Return how the lanes are tuned: what stands beside a table of them."""
    return {
        "criterion": CRITERION, "starts": BESIDE, "others": OTHERS, "spread": SPREAD, "floor": FLOOR, "tail": tail_of(asked.scene.steps),
        "steps": asked.scene.steps, "budget": asked.budget, "seed": asked.seed, "runs": asked.all_runs(),
    }  # fmt: skip


def tuned_lanes(asked: Tune, note: Callable[[int], None] = lambda _: None) -> Iterator[Json]:
    """Yield the part of every lane as soon as it is done; `note` is told how many runs are done meanwhile."""
    return (tuned_lane(asked, lane, note) for lane in asked.numbers())


def answer_of(asked: Tune, lanes: list[Json]) -> Json:
    """Return the answer: how the lanes were tuned, each lane, and the scene with the best knobs."""
    return {**said(asked), "lanes": lanes, "scene": applied(asked.scene, lanes).model_dump(mode="json")}


def tuned(asked: Tune) -> Json:
    """Tune the lanes; return the answer, with the seconds that it took."""
    begin = time.perf_counter()
    return {**answer_of(asked, list(tuned_lanes(asked))), "seconds": time.perf_counter() - begin}


def applied(scene: Scene, lanes: list[Json]) -> Scene:
    """Return the scene with the best knobs of every tuned lane for which there are any."""
    data: Any = scene.model_dump(mode="json")
    found = [lane for lane in lanes if lane["promised"] is not None]
    for knob in (knob for lane in found for knob in lane["knobs"]):
        put(data, knob["field"].split("."), knob["best"])
    return Scene.model_validate(data)
