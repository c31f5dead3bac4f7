"""Converged: the run has come to rest, or stays at a minimum."""

import numpy as np

from app.engine.events.event import STILL, Event
from app.engine.events.scans import settled
from app.engine.events.terrain import Terrain
from app.engine.run import Run

REST = 1e-6
"""Share of the first gradient norm below which the last one counts as zero."""
STAY = 0.05
"""Share of the run for which it must be at the minimum if the gradient says nothing: noise takes it there now and then."""
ARRIVED = "converged at step {begin}: stays within {within:.3g} of the minimum (|g| = {gradient_norm:.2g})"
AT_REST = "converged at step {begin}: stays within {within:.3g} of where it ends, which is no declared minimum (|g| = {gradient_norm:.2g})"


def convergence(run: Run, place: Terrain, bursts: list[Event]) -> list[Event]:
    """Return the step from which on a run stays within `STILL` of the domain's shorter side of where it ends, if it has converged.

    It has if the last gradient norm is at most `REST` of the first one, or if it ends so near a declared minimum and has been there
    for `STAY` of the run; and, where it
    has blown up, only if it has been calm for longer than all before.
    """
    if run.diverged or not len(run.x):
        return []
    within = STILL * min(place.sides)
    step = settled(run.x, run.y, within)
    far = np.hypot(place.minima[:, 0] - run.x[-1], place.minima[:, 1] - run.y[-1]).min(initial=np.inf)
    rests = run.gradient_norm[-1] <= REST * run.gradient_norm[0]
    arrived = far <= within and run.step - step >= STAY * run.step
    if not (rests or arrived) or (bursts and run.step < 2 * step):
        return []
    numbers = {"loss": float(run.loss[-1]), "gradient_norm": float(run.gradient_norm[-1]), "within": within}
    return [Event("converged", step, run.step, step, ARRIVED if far <= within else AT_REST, numbers)]
