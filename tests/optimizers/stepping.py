"""Walks an optimizer on both paths of the engine, and takes its single steps by hand."""

import numpy as np

from app.engine.batch import run_batch
from app.engine.landscape import Landscape
from app.engine.run import run
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Optimizer
from surfaces import SURFACES

STILL = np.empty((0, 2))
ALIKE = {key: unit for key, unit in OPTIMIZERS.items() if isinstance(unit, Optimizer)}
"""The methods that treat every coordinate alike."""


def defaults(unit) -> dict[str, float]:
    """Return the default knobs of a unit by name, without the learning rate."""
    return {name: knob.default for name, knob in unit.knobs.items() if knob.default is not None}


def begin(unit, x):
    """Return the state in which a method begins at x, a tuple of the same shape as x."""
    return tuple(x + 0.0 if unit.start.get(name) == "x" else 0.0 * x + unit.start.get(name, 0.0) for name in unit.state)


def take(unit, x, g, t, lr, state, knobs, past=()):
    """Take one step after the gradients `past`; return the new x and the new state, a tuple also where there is none."""
    window = [[*past, g][-int(dict(zip([*unit.knobs][1:], knobs, strict=True))[unit.window]) :]] if unit.window else []
    after = unit.step(x, g, t, lr, *window, *state, *knobs)
    return (after[0], after[1:]) if unit.state else (after, ())


def gradient(surface, position, knobs=None):
    """Return the gradient of a surface at a position of shape (2, ...)."""
    return np.array(SURFACES[surface].grad(*position, *(knobs or defaults(SURFACES[surface])).values()))


def walker(case):
    """Return how the engine walks a golden case."""
    knobs, inner = {"lr": case["lr"], **case["knobs"]}, {name: case[name] for name in ("inner", "inner_knobs") if name in case}
    return Walker(case["optimizer"], knobs, case["schedule"], case["schedule_knobs"], weight_decay=case["weight_decay"], **inner)


def landscape(case):
    return Landscape(case["surface"], defaults(SURFACES[case["surface"]]))


def walk(case, noise=STILL):
    """Return the positions of a case as the NumPy path walks them, shape (steps + 1, 2)."""
    return run_batch(landscape(case), walker(case), np.array(case["start"])[:, None], case["steps"], noise)[:, :, 0]


def compiled(case):
    """Return the positions of a case as the compiled path walks them, shape (steps + 1, 2)."""
    answer = run(landscape(case), walker(case), case["start"], case["steps"], STILL)
    return np.column_stack([answer.x, answer.y])
