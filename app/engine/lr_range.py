"""The learning-rate range test: one run in which the rate grows at every step, and what is read off its loss.

Smith 2017, Cyclical Learning Rates for Training Neural Networks, section 3.3; smoothing, end and reading as in fastai's `lr_find`
(Howard & Gugger 2020, fastai: A Layered API for Deep Learning, section 4): the loss beside a rate is the one before its step.
"""

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from app.engine.run import Array, Run, Walker

Scale = Literal["log", "linear"]

TAIL = 0.1
"""The last share of a training, over which it is judged."""


def ramp(walker: Walker, low: float, high: float, steps: int, scale: Scale) -> Walker:
    """Return the lane with a rate that grows from `low` at the first step to `high` at the last one, whatever its schedule was."""
    schedule = {
        "log": ("exponential", {"gamma": (high / low) ** (1 / (steps - 1))}),
        "linear": ("linear", {"end": high / low, "span": steps - 1}),
    }
    name, knobs = schedule[scale]
    return replace(walker, knobs={**walker.knobs, "lr": low}, schedule=name, schedule_knobs=knobs, warmup=0)


def smoothed(loss: Array, beta: float) -> Array:
    """Return the exponential moving average, shape (n,), divided by the weight 1 - beta^t that it has gathered so far."""
    sums, total = np.empty(len(loss)), 0.0
    with np.errstate(all="ignore"):
        for i, each in enumerate(loss):
            total = beta * total + (1 - beta) * each
            sums[i] = total / (1 - beta ** (i + 1))
    return sums


def end_of(smooth: Array, stop: float) -> int | None:
    """Return the first place at which the loss exceeds `stop` times the lowest so far, or is no number; None where none does.

    Below zero that is as far above the lowest: lowest + (stop - 1) |lowest|.
    """
    lowest = math.inf
    for k, each in enumerate(smooth.tolist()):
        if not (math.isfinite(each) and (k == 0 or each <= lowest + (stop - 1) * abs(lowest))):
            return k
        lowest = min(lowest, each)
    return None


@dataclass(frozen=True)
class Curve:
    """The loss over the rates, each of shape (n,); `stopped` is the step at which it ended early. The lowest and the steepest
    place of the smoothed loss are indices; the slope is that over the logarithm of the rate, left of the lowest point."""

    lr: Array
    loss: Array
    smooth: Array
    stopped: int | None
    lowest: int
    steepest: int

    def at(self, lr: float) -> float:
        """Return the smoothed loss at a rate, between the points in a straight line over log lr; NaN outside."""
        return float(np.interp(np.log(lr), np.log(self.lr), self.smooth, left=np.nan, right=np.nan))

    def falls(self) -> bool:
        """Return whether the loss falls at all, rounding aside."""
        begin, low = float(self.smooth[0]), float(self.smooth[self.lowest])
        return low < begin - 1e-9 * abs(begin)

    def still_falls(self) -> bool:
        """Return whether the highest rate has the lowest loss, so that the end of the fall was not seen."""
        return self.stopped is None and self.lowest == len(self.lr) - 1


def curve(run: Run, steps: int, beta: float, stop: float) -> Curve:
    """Return what the run of a ramp of `steps` steps says."""
    n = min(run.step, len(run.loss))
    smooth = smoothed(run.loss[:n], beta)
    end = end_of(smooth, stop)
    kept = n if end is None else end + 1
    reach = max(1, n if end is None else end)
    lowest = int(np.argmin(smooth[:reach]))
    slope = np.diff(smooth[: lowest + 1]) / np.diff(np.log(run.lr[: lowest + 1]))
    steepest = int(np.argmin(slope)) + 1 if len(slope) else 0
    stopped = kept if kept < steps else None
    return Curve(run.lr[:kept], run.loss[:kept], smooth[:kept], stopped, lowest, steepest)


def bounces(run: Run) -> bool:
    """Return whether the last part of a run walks as ever and comes nowhere: a hundredth of the whole way, and ten times its progress."""
    tail = max(2, int(TAIL * run.step))
    moves = np.hypot(np.diff(run.x), np.diff(run.y))
    way = float(moves[-tail:].sum())
    progress = float(np.hypot(run.x[-1] - run.x[-1 - tail], run.y[-1] - run.y[-1 - tail])) if len(run.x) > tail else way
    return way > 0.01 * float(moves.sum()) and progress < 0.1 * way


def verdict(run: Run, noisy: bool) -> str | None:
    """Return what is wrong with a training, in words; None where it lowers the loss and, without noise, does not bounce."""
    if run.diverged:
        return "diverges in training"
    tail = max(1, int(TAIL * run.step))
    if not (run.loss[-tail:] / tail).sum() < run.loss[0]:  # the mean, which is a number though the sum be none
        return "ends no lower than it began"
    return "bounces in training" if not noisy and bounces(run) else None
