"""Runs a lane many times, each time with other numbers, and returns what becomes of each run."""

import dis
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from app.engine.blocks import layout
from app.engine.blocks.apart import Seen, alone, is_faster_alone, is_ground, kinds, on
from app.engine.blocks.cells import near
from app.engine.blocks.lay import Given, Pace, Values, alike, in_blocks
from app.engine.blocks.layout import B
from app.engine.blocks.outcome import Outcome, of_block, together
from app.engine.compile import block_address, block_walker, listener_address, surface_address, sweep_address
from app.engine.events.blow_up import GROWTH, MEMORY
from app.engine.events.event import VISIBLE
from app.engine.landscape import Landscape, feed_of
from app.engine.run import Abandoned, Array, Stale, mark
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled
from surfaces.surface import Point, in_order

WINDOW = 64 << 20
"""Bytes of past gradients that one thread may hold: a block has two numbers of 8 bytes for each step of each run."""
MOST_REMEMBERED = WINDOW // (2 * 8 * B)
"""Steps of runs whose method has a window, at most. Callers refuse longer ones."""


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
    weight_decay freeze.x freeze.y, and batch of a lane with mini-batches. `noise` are standard normals, shape (steps, 2), or (0, 2) for
    none; `sigma` are their sizes. `goals` are the minima, shape (minima, 2, 1) or (minima, 2, n), within reach if not farther than `tol`.
    With `until`, only so many of the steps are taken. Every run is what `run` makes of it, bit for bit. Raises Abandoned once `stale` is
    set. Not for lanes with a fork or a trajectory.
    """
    stale = mark.get() if stale is None else stale
    seen, goals = Seen(steps, noise, sigma, tol, best, bursts, tail, until, stale), np.asarray(goals, dtype=np.float64)
    own = [name for name in varied if is_ground(name, landscape)]
    if not own:
        return of_all(landscape, walker, start, seen, varied, goals)
    found: list[tuple[Any, Outcome]] = []
    shared = {name: values for name, values in varied.items() if name not in own}
    for at, which in kinds(np.stack([varied[name] for name in own])):
        if stale[0]:
            raise Abandoned
        place, lane = on(landscape, walker, dict(zip(own, at, strict=True)))
        aims = goals[:, :, which] if goals.shape[2] > 1 else goals
        found.append((which, of_some(place, lane, start, seen, {name: values[which] for name, values in shared.items()}, aims, len(which))))
    return together(len(varied[own[0]]), found)


def of_some(landscape: Landscape, walker: Walker, start: Point, seen: Seen, varied: Mapping[str, Array], goals: Array, n: int) -> Outcome:
    """Return the outcomes of n runs on the same ground, side by side if that is faster. If nothing else varies, all are one run."""
    count = n if varied else 1
    if seen.bursts or not is_faster_alone(landscape, seen, count):  # only blocks count zigzags
        made = of_all(landscape, walker, start, seen, varied or {"start.0": np.array([start[0]])}, goals if varied else goals[:, :, :1])
        return made if varied else together(n, [(slice(n), made)])
    each = goals if goals.shape[2] > 1 else np.broadcast_to(goals, (*goals.shape[:2], n))
    at = [{name: float(values[i]) for name, values in varied.items()} for i in range(count)]
    parts = [alone(landscape, walker, start, seen, own, each[:, :, i]) for i, own in enumerate(at)]
    return together(n, [(slice(i, i + 1) if varied else slice(n), part) for i, part in enumerate(parts)])


def of_all(landscape: Landscape, walker: Walker, start: Point, seen: Seen, varied: Mapping[str, Array], goals: Array) -> Outcome:
    """Return the outcomes of runs on the same ground, made in blocks."""
    n, steps, noise, tol = len(next(iter(varied.values()))), seen.steps, seen.noise, seen.tol
    runs = -(-n // B) * B
    filled = {name: np.pad(np.asarray(values, dtype=np.float64), (0, runs - n), mode="edge") for name, values in varied.items()}
    goals = goals if goals.shape[2] == 1 else np.pad(goals, ((0, 0), (0, 0), (0, runs - n)), mode="edge")
    given = Given(filled, walker, runs)
    pace = given.pace(steps).first(seen.taken)
    rows, state = given.rows(start, seen.sigma)
    lanes = in_blocks(rows, layout.STATE_AT + 2 * state, runs)
    taken = len(pace.factors)
    timeless = is_timeless(walker, pace, noise) and not seen.bursts and seen.tail is None
    calm = max(pace.steady_from(), *walker.freeze) if timeless else taken
    sides = [VISIBLE * (high - low) for low, high in landscape.surface().domain]
    last = taken + 1 if seen.tail is None else seen.tail
    asked = (noise, is_treated(rows, noise), seen.best, last, seen.bursts, np.array([*sides, GROWTH, MEMORY]))
    reach, cells, grid = near(goals, tol)
    rates = (pace.row, pace.factors, pace.warm, listener_address(walker.schedule), pace.memory, pace.plan)
    place = (np.ascontiguousarray(reach), tol * tol, cells, grid)
    fed, room = (feed_of(landscape, walker, taken), *walker.freeze), np.empty((2 + state, B))
    given_to = (*method(given, taken), *ground(landscape, given), *place, *rates, *fed, *asked)
    if block_walker()(*given_to, calm, seen.stale, room, lanes) < runs // B:
        raise Abandoned
    return of_block(lanes.reshape(runs // B, -1, B), n, taken, seen.best, seen.bursts, seen.tail)


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
    return not (pace.listens or len(noise) or walker.batch or walker.has_window() or any(asks_time(unit.step) for unit in units))
