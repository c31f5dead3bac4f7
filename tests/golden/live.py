"""Compares every optimizer and schedule with its peer on settings drawn at random; `make peers` runs it.

    .cache/peers/bin/python -m tests.golden.live [seed]

Two walks whose algebra is equal part company where the walk is chaotic. So each is also walked three times with every
gradient 1e-12 beside itself, and compared up to the step at which that makes more than 1e-11 of difference.
"""

import sys
import time
from collections import defaultdict
from typing import Any

import numpy as np

from app.optimizers import OPTIMIZERS
from app.scene.default_rates import default_lr
from app.schedules import SCHEDULES
from surfaces import SURFACES
from tests.drawing import draw
from tests.golden import peers_authors, peers_optax, peers_schedules, peers_torch
from tests.golden.make import trajectory
from tests.golden.settings import INSIDE, STARTS
from tests.optimizers.stepping import compiled, walk

DRAWS, STEPS, FACTORS = 30, 200, peers_schedules.STEPS
LIBRARIES, AUTHORS = [*dict.fromkeys([*peers_torch.OPTIMIZERS, *peers_optax.OPTIMIZERS])], peers_authors.OPTIMIZERS
PEERS = {*LIBRARIES, *AUTHORS}
LISTENED = peers_schedules.LISTENERS[0][0]


def drawn(unit, rng, names=None):
    """Return knobs drawn within their sliders, without lr; only those of `names` if given."""
    knobs = {name: knob for name, knob in unit.knobs.items() if name != "lr" and (names is None or name in names)}
    return {
        name: draw(knob, rng) if knob.kind != "list" else tuple(sorted(rng.integers(1, FACTORS, 5).tolist()))
        for name, knob in knobs.items()
    }


def schedule_knobs(key, rng, steps):
    """Return drawn knobs of a schedule, those that its peer has."""
    asked = {name for case, knobs in peers_schedules.CASES if case == key for name in knobs}
    knobs = drawn(SCHEDULES[key], rng, asked)
    return knobs | ({"span": int(rng.integers(3, steps + 1))} if "span" in knobs else {})


def settings(schedule, knobs):
    """Return the knobs of a schedule here: the peer's, the others at their defaults."""
    return {name: knobs.get(name, knob.default) for name, knob in SCHEDULES[schedule].knobs.items()}


def optimizer_case(key, rng):
    """Return a drawn case of an optimizer, as a golden one is written down."""
    surface = str(rng.choice(list(STARTS)))
    schedule = str(rng.choice([key for key, _ in peers_schedules.CASES if key in SCHEDULES]))
    inner = {"inner": INSIDE[key][0], "inner_knobs": drawn(OPTIMIZERS[INSIDE[key][0]], rng)} if key in INSIDE else {}
    return {
        "optimizer": key, "surface": surface, "start": [float(rng.uniform(*side)) for side in SURFACES[surface].domain],
        "lr": default_lr(surface, key) * 10 ** rng.uniform(-1.5, 0), "knobs": drawn(OPTIMIZERS[key], rng), **inner,
        "schedule": schedule, "schedule_knobs": schedule_knobs(schedule, rng, STEPS), "steps": STEPS,
        "weight_decay": float(rng.choice([0.0, 0.05])) if key in peers_torch.COUPLED else 0.0,
    }  # fmt: skip


def until(case, rows):
    """Return how many rows a walk may be compared for."""
    sides = np.random.default_rng(0).choice([-1e-12, 1e-12], (3, STEPS, 2))
    apart = np.max([np.abs(rows - walk(case, noise)) for noise in sides], axis=0)
    sane = (apart <= 1e-11).all(axis=1) & (np.abs(rows) < 1e3).all(axis=1)
    return len(rows) if sane.all() else int(np.argmin(sane))


def compare_library(key, rng):
    return compare_optimizer(optimizer_case(key, rng), (peers_torch, peers_optax))


def compare_authors(key, rng):
    case = peers_authors.theirs(optimizer_case(key, rng))
    return compare_optimizer({name: value for name, value in case.items() if name != "by"}, (peers_authors,))


def compare_optimizer(case: dict[str, Any], peers):
    """Return the largest difference over its tolerance, and the rows compared, of one drawn case."""
    ours = {**case, "schedule_knobs": settings(case["schedule"], case["schedule_knobs"])}
    rows = walk(ours)
    count = until(ours, rows)
    peer = trajectory(case, peers=peers)[:count]
    apart = [np.abs(found[:count] - peer) / (1e-9 * (1 + np.abs(peer))) for found in (rows, compiled(ours))]
    worst = max((float(each.max()) for each in apart if each.size), default=0.0)
    assert worst <= 1, f"{worst:.3g} times the tolerance: {case}"
    return worst * 1e-9, count


def compare_schedule(key, rng):
    knobs = schedule_knobs(key, rng, FACTORS)
    expected, unit = peers_schedules.factors(key, knobs), SCHEDULES[key]
    assert unit.factor
    found = unit.factor(np.arange(1.0, FACTORS + 1), FACTORS, **settings(key, knobs))
    worst = float(np.abs(found - expected).max())
    assert worst <= 1e-12, f"{key} {knobs}: {worst:.3g}"
    return worst, FACTORS


def compare_listener(key, rng):
    unit, knobs = SCHEDULES[key], drawn(SCHEDULES[key], rng, LISTENED)
    assert unit.react
    losses = rng.normal() + 3 * np.exp(-np.arange(FACTORS) / rng.uniform(5, 100)) + rng.uniform(0, 0.3) * rng.random(FACTORS)
    memory = [unit.start.get(name, 0.0) for name in unit.state]
    found = []
    for t, loss in enumerate(losses, 1):
        factor, *memory = unit.react(loss, t, *memory, *settings(key, {**knobs, "by_size": 0}).values())  # some losses are below zero
        found.append(factor)
    worst = float(np.abs(np.array(found) - peers_schedules.reactions(losses, **knobs)).max())
    assert worst <= 1e-12, f"{key} {knobs}: {worst:.3g}"
    return worst, FACTORS


def main(seed):
    """Compare everything that names a peer, and say how well it agrees."""
    print(f"seed {seed}")
    heard = {key for key, unit in SCHEDULES.items() if unit.react}
    asked = {key for key, _ in peers_schedules.CASES} | heard
    assert asked == {key for key, unit in SCHEDULES.items() if unit.peer}, "a schedule names a peer that nobody asks"
    assert {key for key, unit in OPTIMIZERS.items() if unit.peer} == PEERS, "an optimizer names a peer that nobody asks"
    tasks = [(key, "", compare_library) for key in LIBRARIES] + [(key, AUTHORS[key][0], compare_authors) for key in AUTHORS]
    tasks += [(key, "", compare_listener if key in heard else compare_schedule) for key in sorted(asked)]
    began, rng, rows = time.monotonic(), np.random.default_rng(seed), defaultdict(int)
    for key, by, compare in tasks:
        results = [compare(key, rng) for _ in range(DRAWS)]
        rows[key, by] = sum(count for _, count in results)
        print(f"{key:20} {by:17} {DRAWS} settings, {rows[key, by]:6} rows, at most {max(worst for worst, _ in results):.1e} apart")
    for key, by, _ in tasks:
        assert rows[key, by] > DRAWS * STEPS / 4, f"{key} {by}: hardly a setting was stable"
    print(f"all agree; {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    with np.errstate(over="ignore", invalid="ignore"):  # some of the settings diverge, in both
        main(int(sys.argv[1]) if len(sys.argv) > 1 else time.time_ns() % 2**32)
