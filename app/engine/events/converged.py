"""Converged: the run has come to rest, or stays at a minimum."""

import math

import numpy as np

from app.engine.events.event import STILL, Event
from app.engine.events.scans import settled
from app.engine.events.terrain import Terrain
from app.engine.length import lengths
from app.engine.run import Array, Run
from app.engine.walker import Walker

REST = 1e-6
"""Share of the first gradient norm and of the median one, the smaller of both, below which a gradient counts as zero."""
STAY = 0.05
"""Share of the run that it must spend where it ends: with noise, or hops of fixed length, it also passes there by chance."""
MOST = 2000
"""Most rows at the end whose gradient is checked."""
ARRIVED = "converged at step {from:d}: stays within {within:.3g} of the minimum (|g| = {gradient_norm:.3g})"
AT_REST = "converged at step {from:d}: stays within {within:.3g} of where it ends, which is no declared minimum (|g| = {gradient_norm:.3g})"
HELD = "converged at step {from:d}: stays within {within:.3g} of where weight decay balances the gradient (|g| = {gradient_norm:.3g})"


def convergence(run: Run, walker: Walker, place: Terrain, bursts: list[Event]) -> list[Event]:
    """Return the event if a run has converged; it begins when the run last comes within a distance of its last position.

    The distance is `STILL` times the domain's shorter side. The run must have stayed within it for a share `STAY` of its steps, after
    a blow-up for at least half of them. And either a declared minimum is within the same distance, or the gradient that the method
    got was zero in the last rows.
    """
    if run.diverged or not len(run.x):
        return []
    within = STILL * min(place.sides)
    step = settled(run.x, run.y, within)
    if run.step - step < STAY * run.step or (bursts and run.step < 2 * step):
        return []
    far = np.hypot(place.minima[:, 0] - run.x[-1], place.minima[:, 1] - run.y[-1]).min(initial=np.inf)
    if far > within and not rests(run, walker, place, step):
        return []
    numbers = {"loss": float(run.loss[-1]), "gradient_norm": float(run.gradient_norm[-1]), "within": within}
    if far <= within:
        return [Event("converged", step, run.step, step, ARRIVED, numbers)]
    held = {"weight_decay": walker.weight_decay} if run.gradient_norm[-1] > zero(run, place, step) else {}
    return [Event("converged", step, run.step, step, HELD if held else AT_REST, {**numbers, **held})]


def rests(run: Run, walker: Walker, place: Terrain, step: int) -> bool:
    """Return whether the gradient that the method got, including weight decay, is zero in all of the last rows."""
    last = slice(-min(MOST, math.ceil(STAY * run.step)), None)
    norms = decayed(run, walker, place, last) if walker.weight_decay else run.gradient_norm[last]
    return bool((norms <= zero(run, place, step)).all())


def decayed(run: Run, walker: Walker, place: Terrain, rows: slice) -> Array:
    """Return the norms of gradient + decay * x in some rows."""
    x = np.stack([run.x[rows], run.y[rows]])
    with np.errstate(all="ignore"):
        slopes = place.surface.grad(x[0], x[1], *place.arguments)
        return lengths(np.stack([np.broadcast_to(slope, x[0].shape) for slope in slopes]) + walker.weight_decay * x)


def zero(run: Run, place: Terrain, step: int) -> float:
    """Return the gradient norm below which a gradient counts as zero.

    It is `REST` times the first norm or the median norm until `step`, whichever is smaller, and at least the size of rounding. The
    first norm alone is not enough: if it is huge, any less steep point would count as rest.
    """
    with np.errstate(over="ignore"):  # the median may add two numbers whose sum overflows
        usual = min(float(run.gradient_norm[0]), float(np.median(run.gradient_norm[: step + 1])))
    share = REST * usual if math.isfinite(usual) else 0.0
    return max(share, place.rounding(float(run.x[-1]), float(run.y[-1])), 0.0)
