"""The angle from the gradient to the move, against a walk of its own in plain Python."""

import math
from typing import Any

import numpy as np
import pytest

from app.replies.rows import answer
from app.scene.scene import Scene
from tests.scenes import lane, scene

BOWL = {"key": "ellipse", "knobs": {"h": 1, "kappa": 10, "angle": 0.3}}


def angles(said: dict[str, Any]) -> Any:
    """Return the row of `/api/runs`."""
    return answer(Scene.model_validate(said))["lanes"][0]["angle"]


def slope(x: float, y: float, c: float = math.cos(0.3), s: float = math.sin(0.3)) -> tuple[float, float]:
    """Return the gradient of u^2 / 2 + 10 v^2 / 2, u and v turned by 0.3."""
    u, v = c * x + s * y, c * y - s * x
    return c * u - s * 10 * v, s * u + c * 10 * v


def between(g: tuple[float, float], move: tuple[float, float]) -> float:
    """Return the degrees between two vectors by the law of cosines."""
    a, b, c = math.hypot(*g), math.hypot(*move), math.dist(g, move)
    return math.degrees(math.acos(max(-1.0, min(1.0, (a * a + b * b - c * c) / (2 * a * b)))))


def test_momentum_walks_as_by_hand() -> None:
    """v = 0.9 v + g, x = x - 0.05 v."""
    x, y, vx, vy = -8.0, 2.0, 0.0, 0.0
    expected = []
    for _ in range(60):
        g = slope(x, y)
        vx, vy = 0.9 * vx + g[0], 0.9 * vy + g[1]
        expected.append(between(g, (-0.05 * vx, -0.05 * vy)))
        x, y = x - 0.05 * vx, y - 0.05 * vy
    found = angles(scene(lane("momentum", lr=0.05, mu=0.9), surface=BOWL, start=[-8, 2], steps=60))
    np.testing.assert_allclose(found, expected, atol=2e-5)  # the arc cosine loses half the digits next to 180
    assert min(expected) < 60  # it overshoots and rolls uphill
    assert expected[0] == pytest.approx(180, abs=1e-5)


def test_gradient_descent_goes_straight_down() -> None:
    said = scene(lane("gradient_descent", lr=0.05), surface=BOWL, start=[-8, 2], steps=100)
    np.testing.assert_allclose(angles(said), 180, atol=1e-9)


def test_the_gradient_is_the_surfaces_own() -> None:
    """With noise the step follows what the optimizer saw, and the angle tells how far that is from the slope."""
    said = scene(lane("gradient_descent", lr=0.05), surface=BOWL, start=[-8, 2], steps=20, noise=3.0, seed=4)
    noise = np.random.default_rng(4).standard_normal((20, 2)) * 3.0
    x, y, expected = -8.0, 2.0, []
    for dx, dy in noise:
        g = slope(x, y)
        expected.append(between(g, (-(g[0] + dx), -(g[1] + dy))))
        x, y = x - 0.05 * (g[0] + dx), y - 0.05 * (g[1] + dy)
    np.testing.assert_allclose(angles(said), expected, atol=2e-5)
    assert min(expected) < 170


def test_where_there_is_no_slope_or_no_move_there_is_no_angle() -> None:
    still = angles(scene(lane("gradient_descent", lr=0.1), surface=BOWL, start=[0, 0], steps=3))
    assert np.isnan(still).tolist() == [True] * 3
    assert np.isnan(angles(scene(lane("gradient_descent", lr=0), surface=BOWL, start=[1, 1], steps=3))).all()


def test_a_last_position_that_is_not_finite_has_a_row_and_no_angle() -> None:
    found = answer(Scene.model_validate(scene(lane("gradient_descent", lr=1e308), surface=BOWL, start=[-8, 2], steps=5)))["lanes"][0]
    assert (found["status"]["step"], len(found["x"]), len(found["lr"])) == (1, 1, 1)
    assert np.isnan(found["angle"]).tolist() == [True]


@pytest.mark.parametrize("formula", ["8e307 x^2 + 4e307 y^2", "8e-300 x^2 + 4e-300 y^2"])
def test_gradients_near_the_ends_of_the_numbers_have_an_angle(formula: str) -> None:
    """The sum of two components may be more than a number holds; 0.5 in each coordinate is the step."""
    found = angles(scene(lane("sign_sgd", lr=0.5), surface={"key": "formula", "formula": formula}, start=[1, 1], steps=1))
    assert found == pytest.approx([between((2, 1), (-0.5, -0.5))])
