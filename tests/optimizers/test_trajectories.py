"""Every optimizer walks as its peer does, or as its definition says where it has no peer."""

import numpy as np
import pytest

from app.engine.run import Ground, Walker, run
from app.optimizers import OPTIMIZERS
from surfaces import SURFACES
from tests.golden.golden import optimizer_cases
from tests.optimizers import brute_force
from tests.optimizers.brute_force import BRUTE_FORCE
from tests.optimizers.stepping import defaults, gradient, walk

GOLDEN = [pytest.param(case, rows, id=f"{case['optimizer']}-{case['surface']}-{n}") for n, (case, rows) in enumerate(optimizer_cases())]
STILL = np.empty((0, 2))

# Rates at which the three are stable, and a second setting of their knobs.
WITHOUT_PEER = [
    ("adagrad_mean", "ellipse", (-8.0, 2.0), 0.02, {"eps": 1e-8}),
    ("adagrad_mean", "rosenbrock", (-1.2, 1.0), 0.001, {"eps": 1e-3}),
    ("adagrad_mean", "saddle", (1.5, 1e-6), 0.005, {"eps": 1e-8}),
    ("rmsprop_lecture", "ellipse", (-8.0, 2.0), 0.02, {"alpha": 0.9, "eps": 1e-8}),
    ("rmsprop_lecture", "rosenbrock", (-1.2, 1.0), 0.001, {"alpha": 0.5, "eps": 1e-3}),
    ("rmsprop_lecture", "saddle", (1.5, 1e-6), 0.005, {"alpha": 0.99, "eps": 1e-8}),
    ("adam_uncorrected", "ellipse", (-8.0, 2.0), 0.02, {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}),
    ("adam_uncorrected", "rosenbrock", (-1.2, 1.0), 0.001, {"beta1": 0.5, "beta2": 0.99, "eps": 1e-3}),
    ("adam_uncorrected", "saddle", (1.5, 1e-6), 0.005, {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}),
]


def agree(found, expected):
    expected = np.asarray(expected)
    assert found.shape == expected.shape
    assert np.all(np.abs(found - expected) <= 1e-9 * (1 + np.abs(expected)))


def compiled(case):
    """Return the positions of a case as the compiled engine walks them, shape (steps + 1, 2)."""
    walker = Walker(
        case["optimizer"], {"lr": case["lr"], **case["knobs"]}, case["schedule"], case["schedule_knobs"], weight_decay=case["weight_decay"]
    )
    answer = run(Ground(case["surface"], defaults(SURFACES[case["surface"]])), walker, case["start"], case["steps"], STILL)
    return np.column_stack([answer.x, answer.y])


def test_every_optimizer_has_a_proof():
    assert {case["optimizer"] for case, _ in optimizer_cases()} == {key for key, unit in OPTIMIZERS.items() if unit.peer}
    assert set(BRUTE_FORCE) == {key for key, unit in OPTIMIZERS.items() if not unit.peer} == {row[0] for row in WITHOUT_PEER}


def test_every_knob_of_a_peer_is_asked_with_two_values():
    for key in (key for key, unit in OPTIMIZERS.items() if unit.peer):
        settings = [case["knobs"] for case, _ in optimizer_cases() if case["optimizer"] == key]
        for name in OPTIMIZERS[key].knobs.keys() - {"lr"}:
            assert len({knobs[name] for knobs in settings}) > 1, (key, name)


@pytest.mark.parametrize(("case", "rows"), GOLDEN)
def test_numpy_walks_as_the_peer(case, rows):
    agree(walk({**case, "steps": len(rows) - 1}), rows)


@pytest.mark.parametrize(("case", "rows"), GOLDEN)
def test_the_engine_walks_as_the_peer(case, rows):
    agree(compiled({**case, "steps": len(rows) - 1}), rows)


@pytest.mark.parametrize(("key", "surface", "start", "lr", "knobs"), WITHOUT_PEER)
def test_those_without_a_peer_walk_as_defined(key, surface, start, lr, knobs):
    case = {"optimizer": key, "surface": surface, "start": start, "lr": lr, "knobs": knobs, "steps": 200}
    case |= {"schedule": "constant", "schedule_knobs": {}, "weight_decay": 0.0}
    expected = brute_force.walk(BRUTE_FORCE[key], lambda p: gradient(surface, p), start, lr, knobs.values(), 200)
    agree(walk(case), expected)
    agree(compiled(case), expected)
