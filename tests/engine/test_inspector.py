"""What the inspector tells beside the step itself: its lines with their numbers, curvature, probe, coasting, the limit of the rate."""

import operator
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.engine.explain.inspector import inspect_step, limit
from app.engine.explain.tree import lines
from app.engine.landscape import Landscape
from app.engine.run import run
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Optimizer
from surfaces import SURFACES
from tests.scenes import settled

STILL = np.empty((0, 2))
WORDS: dict[str, Callable[..., Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "^": operator.pow, "mod": operator.mod,
    "neg": operator.neg, "=": operator.eq, ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le,
    "sqrt": np.sqrt, "abs": np.abs, "sign": np.sign, "max": np.maximum, "min": np.minimum, "log": np.log, "exp": np.exp,
    "len": lambda length: length, "if": np.where,
}  # fmt: skip


def worth(tree: Any, held: dict[str, Any]) -> Any:
    """Return what an expression comes to; what it is made of is what the page can set."""
    if isinstance(tree, list):
        operation, *parts = tree
        return WORDS[operation](*(worth(part, held) for part in parts))
    return np.asarray(held[tree.removesuffix("-")]) if isinstance(tree, str) else tree


def told(optimizer: str, t: int, surface: str = "rosenbrock", **more: Any) -> dict[str, Any]:
    landscape, walker, start = settled(surface, optimizer, **more)
    found = inspect_step(landscape, walker, start, 300, t, STILL)
    assert found is not None
    return found


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("t", [1, 2, 5, 6, 40])
def test_every_line_comes_to_what_the_step_computed(optimizer: str, t: int) -> None:
    """The expression that the page sets, with the numbers that it fills in, against the number behind its equals sign."""
    seen = told(optimizer, t)
    checked = 0
    for said in seen["lines"]:
        (line,) = (each for each in lines(OPTIMIZERS[said["unit"]]) if each["line"] == said["line"])
        for name, tree in line["sets"]:
            if isinstance(tree, list) and tree[0] == "f":
                continue  # a trial evaluation: its value stands there, its formula is the surface's
            with np.errstate(all="ignore"):  # both branches of an if
                np.testing.assert_allclose(worth(tree, said["before"]), said["after"][name], rtol=1e-12, atol=1e-300, err_msg=name)
            checked += 1
    assert checked


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_lines_end_where_the_step_ends(optimizer: str) -> None:
    """The last position that a line sets is the one of the answer, and the last value of a state is the state."""
    seen = told(optimizer, 6)
    held: dict[str, Any] = {}
    for line in seen["lines"]:
        held |= line["after"]
    coupled = isinstance(OPTIMIZERS[optimizer], Coupled)
    to = [held.get("x+", held.get("x")), held.get("y+", held.get("y"))] if coupled else held.get("x+", held.get("x"))
    np.testing.assert_allclose(np.asarray(to, dtype=float), seen["to"], rtol=1e-15)
    for name, after in seen["state"]["after"].items():
        if name in held:
            np.testing.assert_allclose(held[name], after, rtol=1e-15, err_msg=name)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_step_that_overflows_is_told(optimizer: str) -> None:
    """Numbers of Python's own raise where a power or a quotient is more than they hold; the compiled run goes on, and diverges."""
    landscape, walker, start = settled("canyon", optimizer)
    for size in (1e155, 1e200, 1e308):
        found = inspect_step(landscape, walker, start, 3, 1, np.full((3, 2), size))
        assert found is not None
        assert found["x"] == start[0]


def test_a_scale_near_zero_allows_any_rate() -> None:
    _, walker, _ = settled("canyon", "momentum_polyak", lr_scale=[5e-324, 5e-324])
    found = limit(walker, np.eye(2))
    assert found is not None
    assert found["rate"] == np.inf


def test_watching_a_step_leaves_no_trace() -> None:
    before = sys.gettrace()
    told("adam", 3)
    assert sys.gettrace() is before


@pytest.mark.parametrize("surface", SURFACES)
def test_curvature_is_that_of_the_surface(surface: str) -> None:
    """Against the surface's own Hessian and NumPy's general (not symmetric) eigenvalue routine."""
    landscape, walker, start = settled(surface, "gradient_descent")
    seen = inspect_step(landscape, walker, start, 300, 1, STILL)
    assert seen is not None
    a, b, d = landscape.surface().hess(*start, *landscape.arguments())
    matrix = np.array([[a, b], [b, d]], dtype=float)
    np.testing.assert_array_equal(seen["hessian"], [a, b, d])
    values, vectors = seen["eigen"]["values"], np.array(seen["eigen"]["vectors"])
    size = np.abs(matrix).max()
    np.testing.assert_allclose(values, np.sort(np.linalg.eigvals(matrix).real)[::-1], atol=1e-12 * size)
    np.testing.assert_allclose(matrix @ vectors.T, vectors.T * values, atol=1e-12 * size)
    np.testing.assert_allclose(vectors @ vectors.T, np.eye(2), atol=1e-12)
    assert values[0] >= values[1]


def test_the_probe_is_where_the_gradient_was_taken() -> None:
    """Look-ahead: x + mu v; SAM: rho further up the slope; both against the surface's gradient there."""
    seen = told("nesterov_lookahead", 5)
    np.testing.assert_allclose(seen["probe"], [seen["x"], seen["y"]] + 0.9 * np.array(seen["state"]["before"]["v"]), rtol=1e-15)
    landscape, _, _ = settled("rosenbrock", "sam")
    climbed = told("sam", 5)
    for each in (seen, climbed):
        np.testing.assert_allclose(landscape.surface().grad(*each["probe"], *landscape.arguments()), each["g"], rtol=1e-13)
    assert np.hypot(*(climbed["probe"] - np.array([climbed["x"], climbed["y"]]))) == pytest.approx(0.05, rel=1e-12)
    assert told("momentum", 5)["probe"] is None


def test_coasting_is_the_move_without_a_gradient() -> None:
    """Momentum: -lr mu v, and its move is coasting plus what gradient descent does; nothing without a memory of direction."""
    seen = told("momentum", 5)
    np.testing.assert_allclose(seen["coast"], -seen["lr"] * 0.9 * np.array(seen["state"]["before"]["v"]), rtol=1e-12)
    np.testing.assert_allclose(seen["coast"] - seen["lr"] * seen["g"], seen["move"], rtol=1e-9)
    for optimizer in ("gradient_descent", "adagrad", "rmsprop", "newton", "sign_sgd", "bfgs"):
        np.testing.assert_array_equal(told(optimizer, 5)["coast"], [0, 0], err_msg=optimizer)
    assert np.any(told("adam", 5)["coast"])


STABLE = [key for key, unit in OPTIMIZERS.items() if isinstance(unit, Optimizer) and unit.stable]


@pytest.mark.parametrize("share", [0.3, 0.9])
@pytest.mark.parametrize("optimizer", STABLE)
def test_the_limit_of_the_rate_is_where_runs_begin_to_grow(optimizer: str, share: float) -> None:
    """On an ellipse of curvatures 2 and 6, at 98 and at 102 % of the limit that the inspector states.

    Below it they arrive, but for SAM, which circles at lr h rho / (2 - lr h) = 1.96 * 0.05 / 0.04 = 2.45.
    """
    landscape = Landscape("ellipse", {"h": 2.0, "kappa": 3.0, "angle": 0.4})
    unit = OPTIMIZERS[optimizer]
    knobs: dict[str, Any] = {name: share if knob.default == 0.9 else knob.default for name, knob in unit.knobs.items()}
    walker = Walker(optimizer, {**knobs, "lr": 0.01})
    seen = inspect_step(landscape, walker, (1.0, 1.0), 1, 1, STILL)
    assert seen is not None
    assert seen["limit"]["rate"] == pytest.approx(seen["limit"]["factor"] / 6.0, rel=1e-12)
    near, beyond = (
        run(landscape, replace(walker, knobs={**knobs, "lr": part * seen["limit"]["rate"]}), (1.0, 1.0), 20_000, STILL)
        for part in (0.98, 1.02)
    )
    assert not near.diverged
    assert np.hypot(near.x[-1], near.y[-1]) == pytest.approx(2.45 if optimizer == "sam" else 0.0, abs=1e-9)
    assert beyond.diverged


def test_the_limit_counts_decay_and_scale_in() -> None:
    """(1 + 0.5) * 4 along y instead of 6: the scale of a coordinate is a scale of its curvature."""
    landscape = Landscape("ellipse", {"h": 1.0, "kappa": 5.5, "angle": 0.0})
    walker = Walker("gradient_descent", {"lr": 0.01}, weight_decay=0.5, lr_scale=(4.0, 0.1))
    seen = inspect_step(landscape, walker, (1.0, 1.0), 1, 1, STILL)
    assert seen is not None
    assert seen["limit"] == {"rate": pytest.approx(2 / 6.0, rel=1e-12), "factor": 2.0}
    assert told("adam", 1)["limit"] is None
    assert told("gradient_descent", 1, "saddle")["limit"] is not None
