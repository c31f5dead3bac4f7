"""Where events must be told and were not, and where they were told and must not: criteria over windows, with floors."""

from typing import Any

import pytest

from app.engine.events import Event, events, terrain
from app.scene.scene import Scene
from tests.scenes import lane, scene


def told(one: dict[str, Any], **more: Any) -> list[Event]:
    """Return the events of a lane."""
    made = Scene.model_validate(scene(one, **more))
    return events(made.run()[0], made.walkers[0], terrain(made.landscape()))


def kinds(one: dict[str, Any], **more: Any) -> list[str]:
    return [event.kind for event in told(one, **more)]


def typed(formula: str) -> dict[str, Any]:
    return {"key": "formula", "formula": formula}


@pytest.mark.parametrize("steps", range(400, 412))
def test_a_hop_of_fixed_length_has_not_converged_at_any_length_of_run(steps: int):
    """Steps of 0.5 along the sign: from one side of the minimum to the other, or, by the momentum in Lion, through it, where |g| = 0."""
    assert kinds(lane("sign_sgd", lr=0.5), surface=typed("x^2 + y^2"), start=[2.25, 0], steps=steps) == []
    assert kinds(lane("lion", lr=0.5), surface=typed("x^2 + y^2"), start=[2, 0], steps=steps) == []


def test_a_huge_first_gradient_makes_no_rest():
    """f = exp(20 x) + 1e-3 y at a tiny rate: the first gradient is 1e10 times the one along y, which goes on for ever."""
    found = told({**lane("gradient_descent", lr=1e-3), "clip": 1.0}, surface=typed("exp(9x) + 0.02 y"), start=[3.5, 0], steps=40_000)
    assert [event.kind for event in found] == ["clip"]


def test_rest_is_where_weight_decay_balances_the_gradient():
    """x^2 + y^2 - 4x with decay 0.5: 2x - 4 + 0.5 x = 0 at x = 1.6, where |g| = 0.8."""
    decayed = {**lane("gradient_descent", lr=0.1), "weight_decay": 0.5}
    (event,) = told(decayed, surface=typed("x^2 + y^2 - 4x"), start=[-3, 2], steps=400)
    assert event.kind == "converged"
    assert event.numbers["gradient_norm"] == pytest.approx(0.8)
    assert event.says == f"converged at step {event.begin}: stays within 0.008 of where weight decay balances the gradient (|g| = 0.8)"


def test_rounding_is_no_stall():
    """At the minimum |g| is some 1e-14 and stays so; on a plain far above zero the loss cannot show what a small step gains."""
    for start in ([1 + 2e-16, 1.0], [1.0, 1.0]):
        assert "stall" not in kinds(lane("gradient_descent", lr=1e-3), surface={"key": "rosenbrock"}, start=start, steps=500)
    (x, y) = 2.903534027771177, 2.903534027771177
    assert "stall" not in kinds(lane("adam", lr=1e-9), surface={"key": "styblinski_tang"}, start=[-x, -y], steps=500)
    assert kinds(lane("gradient_descent", lr=1e-9), surface=typed("1e9 + x^2 + y^2"), start=[1, 1], steps=500) == []


@pytest.mark.parametrize(
    ("surface", "start", "lr", "steps"),
    [
        ("monkey_saddle", (2e-2, 2e-3), 0.01, 60_000),
        ("monkey_saddle", (-2e-2, 3e-2), 0.002, 20_000),
        ("ackley", (0.0123, -0.6293), 0.00005, 20_000),
        ("saddle", (1.5, 0.04), 0.0005, 20_000),
    ],
)
def test_a_walker_that_idles_beside_a_saddle_escapes(surface: str, start: tuple[float, float], lr: float, steps: int):
    """It spends more than a thousand steps there, though it did not begin at the ridge itself, and leaves it once."""
    found = told(lane("gradient_descent", lr=lr), surface={"key": surface}, start=list(start), steps=steps)
    escapes = [event for event in found if event.kind == "escape"]
    assert len(escapes) == 1
    assert escapes[0].numbers["steps"] >= 1000


def test_slow_steps_past_a_saddle_are_no_escape():
    """The same way as in `test_passing_by_a_saddle_is_no_escape`, a hundred times slower: it comes no nearer."""
    slow = lane("gradient_descent", lr=5e-5)
    assert kinds(slow, surface={"key": "himmelblau"}, start=[0.8, 4.6], steps=40_000) == ["converged"]


def test_a_blow_up_that_goes_on_says_so():
    """AdaGrad on the canyon, stopped in the middle of its first burst, steps 96 ... 104."""
    for steps, says in ((100, "not over at the end"), (2000, "over at 104")):
        first = next(event for event in told(lane("adagrad_mean", lr=0.4), start=[-20, 1.5], steps=steps) if event.kind == "blow-up")
        assert first.says.endswith(says)
