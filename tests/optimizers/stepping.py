"""Takes the steps of an optimizer in plain NumPy, as the engine says they are taken."""

import numpy as np

from app.engine.rates import learning_rates
from app.optimizers import OPTIMIZERS
from surfaces import SURFACES


def defaults(unit) -> dict[str, float]:
    """Return the default knobs of a unit by name, without the learning rate."""
    return {name: knob.default for name, knob in unit.knobs.items() if knob.default is not None}


def take(unit, x, g, t, lr, state, knobs):
    """Take one step; return the new x and the new state, a tuple also where there is none."""
    after = unit.step(x, g, t, lr, *state, *knobs)
    return (after[0], after[1:]) if unit.state else (after, ())


def gradient(surface, position, knobs=None):
    """Return the gradient of a surface at a position of shape (2, ...)."""
    return np.array(SURFACES[surface].grad(*position, *(knobs or defaults(SURFACES[surface])).values()))


def walk(case) -> np.ndarray:
    """Return the positions of a golden case, shape (steps + 1, 2)."""
    unit = OPTIMIZERS[case["optimizer"]]
    state, knobs = tuple(np.zeros(2) for _ in unit.state), [case["knobs"][name] for name in unit.knobs if name != "lr"]
    rates = learning_rates(case["lr"], case["schedule"], case["schedule_knobs"], 0, case["steps"])
    rows = [np.array(case["start"])]
    for t, lr in enumerate(rates, 1):
        g = gradient(case["surface"], rows[-1]) + case["weight_decay"] * rows[-1]
        x, state = take(unit, rows[-1], g, t, lr, state, knobs)
        rows.append(x)
    return np.array(rows)
