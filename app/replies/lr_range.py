"""The answer of `POST /api/range-test`: the loss over the learning rate, its marks, and a suggested rate or why there is none.

The suggestion is a tenth of the rate with the lowest smoothed loss, else the rate of the steepest fall, as in fastai. The lane is
trained with each. A rate is rejected if the training diverges, bounces or ends no lower than it began. The rate of the lowest loss
itself is never suggested: it lies above the limit of stability, because instability needs time to grow.
"""

from dataclasses import replace
from functools import cached_property
from typing import Annotated, Any

import numpy as np
from pydantic import Field, ValidationError, model_validator

from app.engine.explain.inspector import limit
from app.engine.landscape import Landscape
from app.engine.lr_ramp import Curve, Scale, curve, ramp, verdict
from app.engine.run import Run, noise_stream, run
from app.engine.walker import Walker
from app.replies.cost import is_short
from app.scene.choices import Strict
from app.scene.default_rates import ABOVE, BELOW, usual
from app.scene.faults import refusal_within_scene, unfit
from app.scene.intervals import FINEST
from app.scene.limits import Index, limits
from app.scene.scene import Scene

RULES = {"tenth": "a tenth of the rate with the lowest smoothed loss", "steepest": "the rate of the steepest fall"}
LOWERS = "training with it lowers the loss"
NO_RATE = {
    "no_effect": "this method reads its rate at the first step alone: a rate that grows says nothing about it",
    "never_falls": "the loss never falls below where it began",
    "still_falls": "the loss still falls at the highest rate: let the test end higher",
    "both_fail": "both suggestions fail: a tenth of the lowest point's rate, and the steepest fall's",
}
"""The reasons for suggesting no rate."""

Rate = Annotated[float, Field(ge=1e-30, le=1e12)]
Json = dict[str, Any]


class RangeTest(Strict):
    """A scene, one of its lanes, and how the rate grows; `low` and `high` have defaults for each surface and method."""

    scene: Scene
    lane: Index = 0
    low: Rate | None = None
    high: Rate | None = None
    steps: int = Field(200, ge=10, le=10_000)
    scale: Scale = "log"
    smoothing: float = Field(0.9, ge=0, lt=1)
    stop: float = Field(4.0, gt=1, le=1e6)

    @model_validator(mode="after")
    def settle(self) -> "RangeTest":
        """Refuse a lane that does not exist and a range that does not increase; fill in the range."""
        last = len(self.scene.lanes) - 1
        if self.lane > last:
            raise unfit("no_lane", "lane", self.lane, last=last)
        if self.scene.lanes[self.lane].trajectory:
            raise unfit("not_computed", "lane", self.lane)
        seen, most = self.steps * (self.scene.lanes[self.lane].batch or 0), limits().max_lane_steps
        if seen > most:
            raise unfit("too_many_examples", "steps", seen, most=most)
        method = self.scene.lanes[self.lane].optimizer
        default = usual(self.ground, (method.around() or method).key)
        blamed = "low" if self.high is None and self.low is not None else "high"
        self.low = default / BELOW if self.low is None else self.low
        self.high = default * ABOVE if self.high is None else self.high
        apart = 1 + FINEST * self.steps  # consecutive rates must be different numbers
        if not self.high >= self.low * apart:
            value, bound = (self.high, f">= {self.low * apart}") if blamed == "high" else (self.low, f"<= {self.high / apart}")
            raise unfit("low_high", blamed, value, limit=bound)
        return self

    @property
    def ground(self) -> Landscape:
        """The surface that the lane runs on."""
        return self.scene.grounds[self.lane]

    @cached_property
    def curvature(self) -> float:
        """The largest curvature L of the surface with its knobs."""
        return float(self.ground.surface().curvature(*self.ground.arguments()))

    def is_short(self) -> bool:
        """Return whether running it inline is faster than handing it to a thread."""
        return is_short(self.scene, (self.steps + 3 * self.scene.steps) * self.scene.cost / self.scene.steps)

    def walk(self, walker: Walker, steps: int) -> Run:
        """Return a run from the lane's start with the scene's noise."""
        noise = noise_stream(self.scene.seed, self.scene.noise, steps)
        return run(self.ground, walker, self.scene.starts[self.lane], steps, noise)

    def ramped(self) -> Run:
        """Return the run with the growing rate."""
        assert self.low is not None  # filled in by validation
        assert self.high is not None
        return self.walk(ramp(self.scene.walkers[self.lane], self.low, self.high, self.steps, self.scale), self.steps)

    def rate_has_effect(self, grown: Run) -> bool:
        """Return whether the growing rate affects the method: its path differs from that with the first rate throughout."""
        assert self.low is not None  # filled in by validation
        walker = replace(self.scene.walkers[self.lane], warmup=0, schedule="constant", schedule_knobs={}, fork=None)
        steady = self.walk(replace(walker, knobs={**walker.knobs, "lr": self.low}), self.steps)
        moves = bool((steady.x != steady.x[0]).any() or (steady.y != steady.y[0]).any())
        return not moves or not (np.array_equal(steady.x, grown.x) and np.array_equal(steady.y, grown.y))

    def trained(self, lr: float) -> Json:
        """Train the lane, with its own schedule and steps, at a rate; return what is wrong, and the step at which it diverged."""
        own = self.scene.walkers[self.lane]
        random = self.scene.noise != (0.0, 0.0) or any(each.batch for each in own.line())
        done = self.walk(replace(own, knobs={**own.knobs, "lr": lr}), self.scene.steps)
        return {"says": verdict(done, random), "step": done.step if done.diverged else None}

    def limit(self) -> float | None:
        """Return the largest stable rate at curvature L: 2 / L for gradient descent.

        None if the method has no such bound, or if the coordinates have different rates, because then L alone does not determine it.
        """
        walker = self.scene.walkers[self.lane]
        even = walker.lr_scale[0] == walker.lr_scale[1]
        found = limit(walker, self.curvature * np.eye(2)) if even and np.isfinite(self.curvature) else None
        return found["rate"] if found else None


def range_test_of(data: Any) -> RangeTest:
    """Return the validated request; a fault inside the scene is reported with its path in the scene."""
    try:
        return RangeTest.model_validate(data)
    except ValidationError as error:
        raise refusal_within_scene(error) from None


def suggestion(found: Curve, marks: Json, effective: bool) -> Json:
    """Return the suggested rate and its rule, or None for both and the reason."""
    sound = next((name for name in RULES if marks[name]["says"] is None), None)
    if not effective:
        why = "no_effect"
    elif not found.falls():
        why = "never_falls"
    elif found.still_falls():
        why = "still_falls"
    elif sound:
        return {"lr": marks[sound]["lr"], "rule": RULES[sound], "says": LOWERS}
    else:
        why = "both_fail"
    return {"lr": None, "rule": None, "says": NO_RATE[why]}


def rounded(lr: float) -> float:
    """Return a rate rounded to three digits."""
    return float(f"{lr:.3g}")


def ranged(test: RangeTest) -> Json:
    """Run the test, then train at each mark's rate; return the answer of the endpoint."""
    grown = test.ramped()
    found = curve(grown, test.steps, test.smoothing, test.stop)
    lowest, steepest = float(found.lr[found.lowest]), float(found.lr[found.steepest])
    rates = {"steepest": rounded(steepest), "tenth": rounded(lowest / 10), "lowest": lowest}
    marks: Json = {name: {"lr": lr, "loss": found.at(lr), **test.trained(lr)} for name, lr in rates.items()}
    return {
        "low": test.low, "high": test.high, "lr": found.lr, "loss": found.loss, "smoothed": found.smooth,
        "stopped": found.stopped, "marks": {**marks, "limit": test.limit()},
        "suggestion": suggestion(found, marks, test.rate_has_effect(grown)),
    }  # fmt: skip
