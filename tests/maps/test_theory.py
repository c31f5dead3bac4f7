"""The lines over a map agree with the map under them, and with numbers worked out by hand."""

from typing import Any

import numpy as np
import pytest

from app.maps.plan import Plan
from app.maps.theory import theory
from app.maps.whole import whole
from tests.maps.clicked import asked, axis
from tests.scenes import lane, scene

KAPPA = axis("surface.kappa", 1, 1000, 64, "log")
LR = axis("knobs.lr", 1e-3, 10, 64, "log")


def bowl(optimizer: str, kappa: float = 10, steps: int = 400, **more: Any) -> Any:
    """Return a lane on the ellipse."""
    own = {"key": "ellipse", "knobs": {"kappa": kappa}}
    return scene({**lane(optimizer), **more}, surface=own, steps=steps, start=[-8, 2])


def lines(of: Any, axes: Any) -> Any:
    """Return the lines over a map by name; those with several, the last."""
    return {line["name"]: line for line in theory(Plan(asked(of, axes)))}


@pytest.mark.parametrize(("optimizer", "factor"), [("gradient_descent", 2), ("momentum", 2 * 1.9), ("nesterov", 2 * 1.9 / 2.8)])
def test_above_the_line_runs_grow(optimizer: str, factor: float) -> None:
    """Story 6 of the specification: the wedge is right in all but 0.1 % of the pixels; those beside the line may not be through yet."""
    of = bowl(optimizer, steps=2_000)
    made = whole(asked(of, [KAPPA, LR], measure="loss"), threads=2)
    points = np.array(lines(of, [KAPPA, LR])["stable"]["points"])
    np.testing.assert_allclose(points[:, 1] * points[:, 0], factor, rtol=1e-9)  # L is kappa: h is 1
    above = made.plan.asked.values[1][:, None] > points[:, 1]
    grows = (made.classes == 255) | ~(made.values < 0.5 * (64 + 4 * points[:, 0]))
    assert (grows != above).mean() < 0.001


def test_the_line_turns_with_the_axes() -> None:
    first, second = lines(bowl("gradient_descent"), [KAPPA, LR]), lines(bowl("gradient_descent"), [LR, KAPPA])
    assert [point[::-1] for point in first["stable"]["points"]] == second["stable"]["points"]


def test_the_best_momentum_is_polyak_s() -> None:
    """Story 5: at kappa 10 it is a rate of 0.2309 with a momentum of 0.270."""
    axes = [axis("knobs.lr", 0, 0.4, 200), axis("knobs.mu", 0, 1, 200)]
    of = bowl("momentum", steps=200)
    ((rate, mu),) = lines(of, axes)["optimum"]["points"]
    assert (rate, mu) == (pytest.approx(0.2309, abs=1e-4), pytest.approx(0.270, abs=1e-3))
    made = whole(asked(of, axes, measure="loss"), threads=2)
    j, i = np.unravel_index(np.nanargmin(made.values), made.values.shape)
    assert made.plan.asked.values[0][i] == pytest.approx(rate, rel=0.02)
    assert made.plan.asked.values[1][j] == pytest.approx(mu, abs=0.01)


def test_the_lines_of_equal_rate_meet_around_it() -> None:
    """Where the line of 0.9 is crossed at a momentum of 0, gradient descent takes factors of 0.9: at rates 0.1 and 1.9 / 10."""
    axes = [axis("knobs.lr", 0, 0.4, 400), axis("knobs.mu", 0, 1, 400)]
    level = [line for line in theory(Plan(asked(bowl("momentum"), axes))) if line.get("level") == 0.9]
    points = np.concatenate([line["points"] for line in level])
    lowest = points[points[:, 1] < 0.002]
    assert lowest[:, 0].min() == pytest.approx(0.1, abs=0.003)
    assert lowest[:, 0].max() == pytest.approx(0.19, abs=0.003)


def test_critical_lines_cross_at_the_optimum() -> None:
    found = theory(Plan(asked(bowl("momentum"), [axis("knobs.lr", 0, 0.4, 400), axis("knobs.mu", 0, 1, 400)])))
    creeping, swinging = (np.array(line["points"]) for line in found if line["name"] == "critical")
    at = np.abs(creeping[:, 0] - swinging[:, 0]).argmin()
    assert creeping[at, 1] == pytest.approx(0.270, abs=0.003)


def test_gradient_descent_has_its_best_rate() -> None:
    points = np.array(lines(bowl("gradient_descent"), [KAPPA, LR])["optimum"]["points"])
    np.testing.assert_allclose(points[:, 1], 2 / (1 + points[:, 0]))


def test_where_theory_says_nothing_there_is_nothing() -> None:
    assert lines(bowl("adam"), [KAPPA, LR]) == {}
    assert lines(bowl("gradient_descent", schedule={"key": "cosine"}), [KAPPA, LR]) == {}
    assert lines(bowl("gradient_descent"), [KAPPA, axis("start.0", -1, 1)]) == {}
    on_himmelblau = scene(lane("momentum"), surface={"key": "himmelblau"})
    assert set(lines(on_himmelblau, [LR, axis("knobs.mu", 0, 1)])) == {"stable"}
    assert lines(scene({**lane("momentum"), "lr_scale": [1, 2]}, surface={"key": "himmelblau"}), [LR, axis("knobs.mu", 0, 1)]) == {}


def test_rates_of_their_own_are_in_the_line() -> None:
    """With a scale of 3 across the valley, a third of the rate is stable."""
    axes = [LR, axis("lr_scale.1", 1, 3, 2)]
    points = lines(bowl("gradient_descent", kappa=100), axes)["stable"]["points"]
    assert [rate * scale * 100 for rate, scale in points] == [pytest.approx(2)] * 2
