"""Every optimizer walks as its peer does, or as its definition says where it has no peer."""

import numpy as np
import pytest

from app.engine.rates import learning_rates
from app.optimizers import OPTIMIZERS
from tests.golden.golden import optimizer_cases
from tests.golden.settings import STARTS
from tests.optimizers import brute_force
from tests.optimizers.brute_force import BRUTE_FORCE, SETTINGS
from tests.optimizers.stepping import ALIKE, compiled, gradient, walk

STEPS = 200
GOLDEN = [
    pytest.param({**case, "steps": STEPS}, rows, id=f"{case['optimizer']}-{case['surface']}-{n}")
    for n, (case, rows) in enumerate(optimizer_cases())
]
DURING = [("constant", {}), ("exponential", {"gamma": 0.99})]
"""The first setting keeps its rate, the second one lowers it: rates inside and outside of a memory part company there."""

WITHOUT_PEER = [
    pytest.param(key, surface, second, id=f"{key}-{surface}-{second}") for key in SETTINGS for surface in STARTS for second in (0, 1)
]


def agree(found, expected):
    expected = np.asarray(expected)
    assert found.shape == expected.shape
    assert np.all(np.abs(found - expected) <= 1e-9 * (1 + np.abs(expected)))


def test_every_optimizer_has_a_proof():
    assert {case["optimizer"] for case, _ in optimizer_cases()} == {key for key, unit in OPTIMIZERS.items() if unit.peer}
    assert set(BRUTE_FORCE) == set(SETTINGS) == {key for key, unit in ALIKE.items() if not unit.peer}


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_knob_is_asked_with_two_values(key):
    golden = [case["knobs"] for case, _ in optimizer_cases() if case["optimizer"] == key]
    for name in OPTIMIZERS[key].knobs.keys() - {"lr"} if key in ALIKE else ():
        settings = golden or [knobs for knobs, _ in SETTINGS[key]]
        assert len({knobs[name] for knobs in settings}) > 1, name


@pytest.mark.parametrize(("case", "rows"), GOLDEN)
def test_numpy_walks_as_the_peer(case, rows):
    agree(walk(case), rows)


@pytest.mark.parametrize(("case", "rows"), GOLDEN)
def test_the_engine_walks_as_the_peer(case, rows):
    agree(compiled(case), rows)


@pytest.mark.parametrize(("key", "surface", "second"), WITHOUT_PEER)
def test_those_without_a_peer_walk_as_defined(key, surface, second):
    (knobs, rates), start, (schedule, schedule_knobs) = SETTINGS[key][second], STARTS[surface][second], DURING[second]
    lr = rates[list(STARTS).index(surface)]
    case = {"optimizer": key, "surface": surface, "start": start, "lr": lr, "knobs": knobs, "steps": STEPS}
    case |= {"schedule": schedule, "schedule_knobs": schedule_knobs, "weight_decay": 0.0}
    pace = learning_rates(lr, schedule, schedule_knobs, 0, STEPS)
    expected = brute_force.walk(key, lambda p: gradient(surface, p), start, pace, knobs.values())
    agree(walk(case), expected)
    agree(compiled(case), expected)
