"""The learning-rate range test: one run in which the rate grows at every step, and the marks on its loss curve.

Smith 2017, Cyclical Learning Rates for Training Neural Networks, section 3.3. Smoothing, end and marks are as in fastai's
`lr_find` (Howard & Gugger 2020, fastai: A Layered API for Deep Learning, section 4). The loss at a rate is the one before the
step with that rate.
"""

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from app.engine.run import Array, Run
from app.engine.walker import Walker

Scale = Literal["log", "linear"]

TAIL = 0.1
"""Share of the steps, at the end of a training run, that decides the verdict."""


def ramp(walker: Walker, low: float, high: float, steps: int, scale: Scale) -> Walker:
    """Return the lane, without its fork, with its schedule replaced: the rate grows from `low` at the first step to `high` at the last."""
    schedule = {
        "log": ("exponential", {"gamma": (high / low) ** (1 / (steps - 1))}),
        "linear": ("linear", {"end": high / low, "span": steps - 1}),
    }
    name, knobs = schedule[scale]
    return replace(walker, knobs={**walker.knobs, "lr": low}, schedule=name, schedule_knobs=knobs, warmup=0, fork=None)


def smoothed(loss: Array, beta: float) -> Array:
    """Return the exponential moving average, shape (n,), with bias correction: divided by 1 - beta^t."""
    sums, total = np.empty(len(loss)), 0.0
    with np.errstate(all="ignore"):
        for i, each in enumerate(loss):
            total = beta * total + (1 - beta) * each
            sums[i] = total / (1 - beta ** (i + 1))
    return sums


def end_of(smooth: Array, stop: float) -> int | None:
    """Return the first index at which the loss exceeds `stop` times the lowest so far, or is not finite; None if there is none.

    If the lowest loss is negative, the bound is lowest + (stop - 1) |lowest|.
    """
    lowest = math.inf
    for k, each in enumerate(smooth.tolist()):
        if not (math.isfinite(each) and (k == 0 or each <= lowest + (stop - 1) * abs(lowest))):
            return k
        lowest = min(lowest, each)
    return None


@dataclass(frozen=True)
class Curve:
    """The loss over the rate, arrays of shape (n,).

    `stopped` is the step at which the test ended early. `lowest` and `steepest` are indices into the smoothed loss; `steepest` is
    where its slope over log lr, left of the lowest point, is most negative.
    """

    lr: Array
    loss: Array
    smooth: Array
    stopped: int | None
    lowest: int
    steepest: int

    def at(self, lr: float) -> float:
        """Return the smoothed loss at a rate, interpolated linearly in log lr; NaN outside."""
        return float(np.interp(np.log(lr), np.log(self.lr), self.smooth, left=np.nan, right=np.nan))

    def falls(self) -> bool:
        """Return whether the loss falls by more than rounding."""
        begin, low = float(self.smooth[0]), float(self.smooth[self.lowest])
        return low < begin - 1e-9 * abs(begin)

    def still_falls(self) -> bool:
        """Return whether the loss is lowest at the highest rate, so that the test ended too early."""
        return self.stopped is None and self.lowest == len(self.lr) - 1


def curve(run: Run, steps: int, beta: float, stop: float) -> Curve:
    """Return the loss curve of a run whose rate grew over `steps` steps."""
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
    """Return whether the tail of a run moves without progress.

    Its length is over 1 % of the whole path, and over ten times its net displacement.
    """
    tail = max(2, int(TAIL * run.step))
    moves = np.hypot(np.diff(run.x), np.diff(run.y))
    way = float(moves[-tail:].sum())
    progress = float(np.hypot(run.x[-1] - run.x[-1 - tail], run.y[-1] - run.y[-1 - tail])) if len(run.x) > tail else way
    return way > 0.01 * float(moves.sum()) and progress < 0.1 * way


VERDICTS = {"diverges": "diverges in training", "no_lower": "ends no lower than it began", "bounces": "bounces in training"}
"""What may be wrong with a training run."""


def verdict(run: Run, noisy: bool) -> str | None:
    """Return what is wrong with a training run; None if it lowers the loss and, without noise, does not bounce."""
    if run.diverged:
        return VERDICTS["diverges"]
    tail = max(1, int(TAIL * run.step))
    if not (run.loss[-tail:] / tail).sum() < run.loss[0]:  # divided first: the sum of the losses may overflow
        return VERDICTS["no_lower"]
    return VERDICTS["bounces"] if not noisy and bounces(run) else None
