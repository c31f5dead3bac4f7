"""Runs a lane many times, each time with other numbers, and returns what becomes of each run."""

import dis
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.blocks import layout
from app.engine.blocks.cells import near
from app.engine.blocks.lay import Given, Pace, Values, alike, in_blocks
from app.engine.blocks.layout import B
from app.engine.compile import block_address, block_walker, listener_address, surface_address, sweep_address
from app.engine.events.blow_up import GROWTH, MEMORY
from app.engine.events.event import VISIBLE
from app.engine.landscape import Landscape
from app.engine.run import Abandoned, Array, Stale, mark
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled
from surfaces.surface import in_order

Whole = NDArray[np.int64]
WINDOW = 64 << 20
"""Bytes of past gradients that one thread may hold: a block has two numbers of 8 bytes for each step of each run."""
MOST_REMEMBERED = WINDOW // (2 * 8 * B)
"""Steps of runs whose method has a window, at most. Callers refuse longer ones."""


@dataclass(frozen=True)
class Outcome:
    """What became of each run; all arrays have shape (n,).

    `x, y, loss` are those of the last row of `run`, and `step` is the last step taken. `where` is the minimum within reach at the
    end, -1 for none or a run that diverged; `since` the step from which on this has been so without a break (of a run that diverged,
    its last step); `first` the first step within reach of any minimum, -1 if never. `best` is the lowest loss of all rows, `worst` the
    highest from row `tail` on, -inf if there is none; `bursts_x, bursts_y` count growing zigzags. These four are NaN unless asked for.
    """

    x: Array
    y: Array
    loss: Array
    diverged: NDArray[np.bool_]
    step: Whole
    where: Whole
    since: Whole
    first: Whole
    best: Array
    worst: Array
    bursts_x: Array
    bursts_y: Array


def outcomes(
    landscape: Landscape,
    walker: Walker,
    start: tuple[float, float],
    steps: int,
    noise: Array,
    sigma: tuple[float, float],
    varied: Mapping[str, Array],
    goals: Array,
    tol: float,
    *,
    best: bool = False,
    bursts: bool = False,
    tail: int | None = None,
    until: int | None = None,
    stale: Stale | None = None,
) -> Outcome:
    """Run a lane once for each entry of the arrays in `varied`, shape (n,), which replace numbers of the lane and its scene.

    Their names: start.0 start.1 noise.0 noise.1 surface.NAME knobs.NAME inner.NAME schedule.NAME lr_scale.0 lr_scale.1 warmup clip
    weight_decay. `noise` are standard normals, shape (steps, 2), or (0, 2) for none; `sigma` are their sizes. `goals` are the minima, shape
    (minima, 2, 1) or (minima, 2, n), within reach if not farther than `tol`. With `until`, only so many of the steps are taken. Every run
    is what `run` makes of it, bit for bit. Raises Abandoned once `stale` is set. Not for lanes with a fork or a trajectory.
    """
    stale = mark.get() if stale is None else stale
    n = len(next(iter(varied.values())))
    runs = -(-n // B) * B
    filled = {name: np.pad(np.asarray(values, dtype=np.float64), (0, runs - n), mode="edge") for name, values in varied.items()}
    goals = np.asarray(goals, dtype=np.float64)
    goals = goals if goals.shape[2] == 1 else np.pad(goals, ((0, 0), (0, 0), (0, runs - n)), mode="edge")
    given = Given(filled, walker, runs)
    pace = given.pace(steps).first(steps if until is None else until)
    rows, state = given.rows(start, sigma)
    lanes = in_blocks(rows, layout.STATE_AT + 2 * state, runs)
    taken = len(pace.factors)
    calm = pace.steady_from() if is_timeless(walker, pace, noise) and not bursts and tail is None else taken
    sides = [VISIBLE * (high - low) for low, high in landscape.surface().domain]
    seen = (noise, is_treated(rows, noise), best, taken + 1 if tail is None else tail, bursts, np.array([*sides, GROWTH, MEMORY]))
    reach, cells, grid = near(goals, tol)
    rates = (pace.row, pace.factors, pace.warm, listener_address(walker.schedule), pace.memory, pace.plan)
    place = (np.ascontiguousarray(reach), tol * tol, cells, grid)
    room = np.empty((2 + state, B))
    done = block_walker()(*method(given, taken), *ground(landscape, given), *place, *rates, *seen, calm, stale, room, lanes)
    if done < runs // B:
        raise Abandoned
    return outcome(lanes.reshape(runs // B, -1, B), n, taken, best, bursts, tail)


def method(given: Given, steps: int) -> tuple[Any, ...]:
    """Return the arguments of the kernel for the method: address, knobs, whether they are alike, room for past gradients."""
    walker, own = given.walker, given.knobs()
    knobs = in_blocks(dict(enumerate(own)), len(own), given.runs)
    past = np.empty((2, B, steps if walker.has_window() else 0))
    return sweep_address(walker.optimizer, walker.inner), knobs, alike(own, given.runs), past


def ground(landscape: Landscape, given: Given) -> tuple[Any, ...]:
    """Return the arguments of the kernel for the surface: addresses, payloads by block, whether they are alike, payloads by run."""
    key, runs, unit = landscape.key, given.runs, OPTIMIZERS[given.walker.optimizer]
    coupled = isinstance(unit, Coupled)
    addresses = block_address(key), block_address(key, bends=True) if coupled else 0, surface_address(key) if coupled else 0
    if landscape.surface().payload is not in_order:
        payload = landscape.vector()
        return *addresses, np.tile(payload, (runs // B, 1)), np.ones(runs // B, dtype=np.bool_), payload[None]
    knobs: list[Values] = [given.get(f"surface.{name}", value) for name, value in landscape.knobs.items()]
    blocks, own = in_blocks(dict(enumerate(knobs)), len(knobs), runs), landscape.vector()[None]
    if isinstance(unit, Coupled) and unit.searches:  # it evaluates f at points of its own, with a row of knobs for each run
        own = np.ascontiguousarray(blocks.reshape(runs // B, len(knobs), B).transpose(0, 2, 1).reshape(runs, len(knobs)))
    return *addresses, blocks, alike(knobs, runs), own


def is_treated(rows: Mapping[int, Values], noise: Array) -> bool:
    """Return whether any gradient is changed before the method gets it."""
    return len(noise) > 0 or bool(np.any(np.isfinite(rows[layout.CLIP]))) or bool(np.any(rows[layout.DECAY]))


@cache
def asks_time(step: Any) -> bool:
    """Return whether a step function reads t."""
    return any("LOAD_FAST" in each.opname and "t" in np.atleast_1d(each.argval) for each in dis.get_instructions(step))


def is_timeless(walker: Walker, pace: Pace, noise: Array) -> bool:
    """Return whether a step is the same function of position and state whenever it is taken, if the rate is the same."""
    units = [unit for unit, _ in walker.methods()]
    return not (pace.listens or len(noise) or walker.has_window() or any(asks_time(unit.step) for unit in units))


def outcome(rows: Array, n: int, steps: int, best: bool, bursts: bool, tail: int | None) -> Outcome:
    """Return the outcome of the first n runs."""

    def row(at: int, asked: bool = True) -> Array:
        return rows[:, at].ravel()[:n] if asked else np.full(n, np.nan)

    def whole(at: int) -> Whole:
        return row(at).astype(np.int64)

    end = whole(layout.END)
    return Outcome(
        x=row(layout.X),
        y=row(layout.Y),
        loss=row(layout.F),
        diverged=end >= 0,
        step=np.where(end >= 0, end, steps),
        where=whole(layout.WHERE),
        since=whole(layout.SINCE),
        first=whole(layout.FIRST),
        best=row(layout.BEST, best),
        worst=row(layout.WORST, tail is not None),
        bursts_x=row(layout.BURSTS, bursts),
        bursts_y=row(layout.BURSTS + 1, bursts),
    )
