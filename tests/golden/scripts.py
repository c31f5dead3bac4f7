"""Runs the scripts that the code export writes, and compares every method that they name with the engine; `make peers` runs it.

    .cache/peers/bin/python -m tests.golden.scripts [seed]

Settings are drawn as in `live`, and compared as far as there; half of them have noise, a clip, a weight decay, a warm-up,
and two rates.
"""

import sys
import time
from typing import Any

import numpy as np

from app.exports.scripts.code import FRAMEWORKS, script
from app.exports.scripts.lane import Part
from app.optimizers import OPTIMIZERS
from app.scene.scene import Scene
from app.schedules import SCHEDULES
from tests.golden.live import drawn, optimizer_case

DRAWS, STEPS = 4, 120
TOLERANCE = 1e-9
SMOOTH = [key for key in SCHEDULES if key != "constant"]


def scene(key, rng, rich):
    """Return a drawn scene with one lane; a rich one has everything that may stand around a step."""
    case = optimizer_case(key, rng)
    method: dict[str, Any] = {"key": key, "knobs": {"lr": float(case["lr"]), **case["knobs"]}}
    if "inner" in case:
        method["inner"] = {"key": case["inner"], "knobs": case["inner_knobs"]}
    lane: dict[str, Any] = {"optimizer": method}
    if rich:
        schedule = str(rng.choice([key for key in SMOOTH if key not in ("piecewise", "multistep", "one_cycle")]))
        lane |= {"schedule": {"key": schedule, "knobs": drawn(SCHEDULES[schedule], rng)}, "warmup": 7, "clip": 3.0, "weight_decay": 0.01}
        lane |= {"lr_scale": [1.0, 0.5]} if rng.random() < 0.5 else {}
    said: dict[str, Any] = {"surface": {"key": case["surface"]}, "start": case["start"], "steps": STEPS, "lanes": [lane]}
    return Scene.model_validate(said | ({"noise": 0.05, "seed": 3} if rich else {}))


def executed(text):
    """Return the positions that a script's only lane walks."""
    names: dict[str, Any] = {"__name__": "script"}
    exec(compile(text, "script", "exec"), names)
    return names["lane_0"]()


def until(made, rows):
    """Return how many rows may be compared: up to where a start 1e-12 aside is 1e-11 away, or far out."""
    sane = (np.abs(rows) < 1e3).all(axis=1)
    for dx, dy in ((1e-12, 0.0), (0.0, 1e-12), (-1e-12, 1e-12)):
        aside = made.model_copy(update={"start": (made.start[0] + dx, made.start[1] + dy)}).run()[0]
        count = min(len(rows), len(aside.x))
        sane[count:] = False
        sane[:count] &= (np.abs(np.column_stack([aside.x, aside.y])[:count] - rows[:count]) <= 1e-11).all(axis=1)
    return len(rows) if sane.all() else int(np.argmin(sane))


def compare(framework, key, rng):
    """Return the largest difference and the rows compared over some drawn scenes; None where the framework has no such method."""
    worst, rows, used = 0.0, 0, 0
    for draw in range(DRAWS):
        made = scene(key, rng, draw % 2 == 1)
        if FRAMEWORKS[framework].lines(Part(0, made)) is None:
            continue
        run = made.run()[0]
        expected = np.column_stack([run.x, run.y])
        count = min(until(made, expected), len(expected))
        found = executed(script(made, framework))[:count]
        apart = np.abs(found - expected[:count]) / (1 + np.abs(expected[:count]))
        worst, rows, used = max(worst, float(apart.max(initial=0.0))), rows + count, used + 1
        assert worst <= TOLERANCE, f"{framework} {key}: {worst:.3g} apart: {made.model_dump_json()}"
    return (worst, rows, used) if used else None


EXAMPLES: list[dict[str, Any]] = [
    {},
    {"batch": 8},
    {"batch": 8, "order": "replacement", "weight_decay": 0.01, "lr_scale": [1.0, 0.5]},
    {"batch": 5, "order": "fixed", "freeze": {"x": 9}, "start": [1.0, 0.5]},
    {"batch": 6, "knobs": {"keep": 0.8}},
    {"knobs": {"jitter": 0.2}, "freeze": {"y": 5}, "lr_scale": [0.5, 1.0]},
    {"knobs": {"l2": 0.1, "resample": 2}, "batch": 7},
]
"""What lanes on surfaces made of examples may have; 24 examples in batches of 8 are three steps in an epoch."""
METHODS = ["gradient_descent", "momentum", "adam", "adamw", "rmsprop", "nesterov", "sam", "newton"]


def compare_examples(framework, rng):
    """Return the largest difference of lanes on surfaces made of examples, over three epochs and more, and the rows compared."""
    worst, count = 0.0, 0
    for surface in ("linear_regression", "logistic_regression"):
        for key in METHODS:
            kinds = [kind for kind in EXAMPLES if key != "newton" or "freeze" not in kind]
            lanes = [{"optimizer": {"key": key, "knobs": {"lr": float(rng.uniform(0.02, 0.1))}}, **kind} for kind in kinds]
            knobs = {"sample": int(rng.integers(0, 1000)), "n": 24}
            made = Scene.model_validate(
                {"surface": {"key": surface, "knobs": knobs}, "start": [0.2, -0.1], "steps": 12, "seed": 3, "lanes": lanes}
            )
            names: dict[str, Any] = {"__name__": "script"}
            exec(compile(script(made, framework), "script", "exec"), names)
            for i, run in enumerate(made.run()):
                rows = names[f"lane_{i}"]()
                apart = np.abs(rows - np.column_stack([run.x, run.y]))
                worst, count = max(worst, float(apart.max())), count + len(rows)
                assert worst <= TOLERANCE, f"{framework} {key} {lanes[i]}: {worst:.3g} apart: {made.model_dump_json()}"
    return worst, count


def main(seed):
    print(f"seed {seed}")
    began = time.monotonic()
    for framework in FRAMEWORKS:
        rng = np.random.default_rng(seed)
        for key in OPTIMIZERS:
            if found := compare(framework, key, rng):
                print(f"{framework:6} {key:20} {found[2]} scripts, {found[1]:4} rows, at most {found[0]:.1e} apart", flush=True)
        found = compare_examples(framework, rng)
        print(f"{framework:6} surfaces made of examples, {found[1]} rows, at most {found[0]:.1e} apart", flush=True)
    print(f"all agree; {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    with np.errstate(all="ignore"):
        main(int(sys.argv[1]) if len(sys.argv) > 1 else time.time_ns() % 2**32)
