"""Every optimizer walks as its peer does, as its authors' code does where there is any, and as its paper says."""

import numpy as np
import pytest

from app.engine.landscape import Landscape
from app.engine.rates import learning_rates
from app.engine.run import run
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled
from app.schedules import SCHEDULES
from tests.golden.golden import authors_cases, optimizer_cases
from tests.golden.settings import STARTS, settings_of
from tests.optimizers import brute_force, from_papers
from tests.optimizers.brute_force import BRUTE_FORCE, SETTINGS
from tests.optimizers.from_papers import FROM_PAPERS
from tests.optimizers.stepping import ALIKE, STILL, compiled, defaults, gradient, walk
from tests.optimizers.test_coupled import WRITTEN_OUT

STEPS = 200
GOLDEN = [
    pytest.param({**case, "steps": STEPS}, rows, id=f"{case['optimizer']}-{case['surface']}-{n}")
    for n, (case, rows) in enumerate(optimizer_cases())
]
AUTHORS = [
    pytest.param({**case, "steps": STEPS}, rows, id=f"{case['by'].replace('/', '-')}-{case['optimizer']}-{n}")
    for n, (case, rows) in enumerate(authors_cases())
]
DEFINED_ONLY = [{**case, "knobs": {**case["knobs"], "eps_root": 1e-3}} for case, _ in optimizer_cases() if case["optimizer"] == "adan"]
"""A knob that neither the authors of Adan nor their paper have."""

DURING = [("constant", {}), ("exponential", {"gamma": 0.99})]
"""The schedules of the two settings. Under a falling rate, a rate inside an average and one outside of it give different runs."""

WITHOUT_PEER = [
    pytest.param(key, surface, second, id=f"{key}-{surface}-{second}") for key in BRUTE_FORCE for surface in STARTS for second in (0, 1)
]


def agree(found, expected, tolerance=1e-9):
    found, expected = np.asarray(found), np.asarray(expected)
    assert found.shape == expected.shape
    apart = np.abs(found - expected) / (1 + np.abs(expected))
    first = int(np.argmax(np.any(apart.reshape(len(apart), -1) > tolerance, axis=1)))
    assert np.all(apart <= tolerance), (
        f"apart from row {first} on, by {apart.max():.1e} at most: "
        "if the first rows agree, the walk magnifies rounding and needs calmer SETTINGS"
    )


def defined(case):
    """Return the positions of a case as the paper has them, shape (steps + 1, 2)."""
    pace = {**defaults(SCHEDULES[case["schedule"]]), **case["schedule_knobs"]}
    rates = learning_rates(case["lr"], case["schedule"], pace, 0, STEPS).tolist()
    return np.array(from_papers.walk(case, lambda p: gradient(case["surface"], p), rates))


def test_every_optimizer_has_a_proof():
    assert {case["optimizer"] for case, _ in optimizer_cases()} == {key for key, unit in OPTIMIZERS.items() if unit.peer}
    assert set(BRUTE_FORCE) == {key for key, unit in ALIKE.items() if not unit.peer}


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_no_optimizer_rests_on_the_word_of_one_library(key):
    """A library may be wrong (optax is about Adan): a second one says the same, or the paper, written out, does."""
    libraries = {OPTIMIZERS[key].peer} | {case["by"] for case, _ in authors_cases() if case["optimizer"] == key}
    assert len(libraries - {None}) > 1 or key in {*FROM_PAPERS, *BRUTE_FORCE, *WRITTEN_OUT}


def test_the_papers_are_asked_about_every_optimizer_that_has_a_peer():
    assert {*FROM_PAPERS, "prodigy"} == {key for key, unit in OPTIMIZERS.items() if unit.peer}
    assert set(WRITTEN_OUT) == {key for key, unit in OPTIMIZERS.items() if isinstance(unit, Coupled) and not unit.peer}


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_knob_is_asked_with_two_values(key):
    golden = [case["knobs"] for case in [*(case for case, _ in optimizer_cases()), *DEFINED_ONLY] if case["optimizer"] == key]
    for name in OPTIMIZERS[key].knobs.keys() - {"lr"} if key in ALIKE else ():
        settings = golden or [knobs for knobs, _ in settings_of(key, SETTINGS)]
        assert len({knobs[name] for knobs in settings}) > 1, name


@pytest.mark.parametrize(("case", "rows"), GOLDEN)
def test_numpy_walks_as_the_peer(case, rows):
    agree(walk(case), rows)


@pytest.mark.parametrize(("case", "rows"), GOLDEN)
def test_the_engine_walks_as_the_peer(case, rows):
    agree(compiled(case), rows)


@pytest.mark.parametrize(("case", "rows"), AUTHORS)
def test_it_walks_as_its_authors_code_does(case, rows):
    agree(walk(case), rows, 1e-12)
    agree(compiled(case), rows, 1e-12)


@pytest.mark.parametrize(("case", "rows"), GOLDEN)
def test_the_peer_walks_as_the_paper_says(case, rows):
    agree(rows, defined(case), 1e-12)


@pytest.mark.parametrize("case", [{**case, "steps": STEPS} for case in DEFINED_ONLY])
def test_a_knob_without_a_peer_is_as_defined(case):
    agree(walk(case), defined(case), 1e-12)
    agree(compiled(case), defined(case), 1e-12)


def test_adan_weighs_the_change_of_the_gradient_as_its_authors_do():
    """x^2 + 10 y^2 from (1, 1.5), computed by hand apart from all of this; with a weight of 1 - beta2, as in optax, it is elsewhere."""
    bowl = {"h": 2.0, "kappa": 10.0, "angle": 0.0}
    knobs = {"lr": 0.05, "beta1": 0.98, "beta2": 0.92, "beta3": 0.99, "eps": 1e-8, "eps_root": 0.0}
    rows = run(Landscape("ellipse", bowl), Walker("adan", knobs, "constant", {}), (1.0, 1.5), 60, STILL)
    assert (rows.x[20], rows.y[20]) == pytest.approx((0.049958, 0.519004), abs=5e-7)
    assert (rows.x[60], rows.y[60]) == pytest.approx((-0.2198, -0.5485), abs=5e-5)


@pytest.mark.parametrize(("key", "surface", "second"), WITHOUT_PEER)
def test_those_without_a_peer_walk_as_defined(key, surface, second):
    (knobs, rates), start, (schedule, schedule_knobs) = settings_of(key, SETTINGS)[second], STARTS[surface][second], DURING[second]
    lr = rates[list(STARTS).index(surface)]
    case = {"optimizer": key, "surface": surface, "start": start, "lr": lr, "knobs": knobs, "steps": STEPS}
    case |= {"schedule": schedule, "schedule_knobs": schedule_knobs, "weight_decay": 0.0}
    pace = learning_rates(lr, schedule, schedule_knobs, 0, STEPS)
    expected = brute_force.walk(key, lambda p: gradient(surface, p), start, pace, knobs.values())
    tolerance = 1e-12 if key == "amsgrad" else 1e-9  # the others may magnify rounding, for example with a short window
    agree(walk(case), expected, tolerance)
    agree(compiled(case), expected, tolerance)
