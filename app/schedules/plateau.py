"""Reduce on plateau: the rate drops when the loss has not improved for a while."""

import math

from app.schedules.schedule import Schedule
from surfaces.knob import Knob


def react(loss, t, best, bad, cooling, scale, factor, patience, threshold, cooldown, floor, by_size):
    # torch has best * (1 - threshold): below zero that lies above the best, so that every loss improves and no rate ever drops.
    if loss < best * (1 + threshold if best < 0 and by_size > 0 else 1 - threshold):
        best, bad = loss, 0.0
    else:
        bad = bad + 1.0
    if cooling > 0:
        cooling, bad = cooling - 1.0, 0.0
    if bad > patience:
        scale, cooling, bad = max(scale * factor, floor), cooldown * 1.0, 0.0
    return scale, best, bad, cooling, scale


SCHEDULE = Schedule(
    name="Reduce on plateau",
    summary="Waits until the loss stops falling, so nobody has to guess the step; noise and slow progress both look like a plateau to it. "
    "A loss below zero improves by a share of its size, where torch's rule never drops.",
    formula=(
        r"s_t = \max(\beta s_{t - 1}, c) \quad \text{after more than } n \text{ steps without } L < L_{best} - \tau \left|L_{best}\right|",
        r"s_t = s_{t - 1} \quad \text{for } k \text{ steps after a drop}",
        r"q = 0: \quad L < L_{best} - \tau L_{best}, \text{ torch's rule}",
    ),
    source="torch.optim.lr_scheduler.ReduceLROnPlateau (mode min, relative threshold, eps 0; q = 0); step t hears the loss before step t",
    react=react,
    state=("best", "bad", "cooling", "scale"),
    start={"best": math.inf, "scale": 1.0},
    knobs={
        "factor": Knob(r"\beta", "share kept per drop", 0.5, 0.0, 1.0, min=0.0, max=1.0),
        "patience": Knob("n", "patience, in steps", 10, 0, 200, min=0, max=200_000, kind="integer"),
        "threshold": Knob(r"\tau", "relative improvement that counts", 1e-4, 1e-6, 0.1, "log", min=0.0, max=1.0),
        "cooldown": Knob("k", "steps of rest after a drop", 0, 0, 200, min=0, max=200_000, kind="integer"),
        "floor": Knob("c", "smallest factor", 0.0, 0.0, 1.0, min=0.0, max=1.0),
        "by_size": Knob("q", "1: by size below zero, 0: torch's rule", 1, 0, 1, min=0, max=1, kind="integer"),
    },
    peer="torch.optim.lr_scheduler.ReduceLROnPlateau",
)
