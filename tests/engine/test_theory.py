"""What is proven on paper about quadratics, found in the engine's runs."""

from math import cos, log10, pi, sin, sqrt
from typing import Any

import numpy as np
import pytest

from app.engine.landscape import Landscape
from app.engine.run import Run, noise_stream, run
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from tests.optimizers.stepping import defaults

STILL = np.empty((0, 2))
FLAT, STEEP = -1.0, 0.6
"""Where every run starts, along the flat and the steep axis."""


def walk(optimizer: str, kappa: float, lr: float, steps: int, *, angle: float = 0.0, noise: Any = STILL, **knobs: float) -> Run:
    """Run a lane on the ellipse with curvatures 1 and kappa, from the same start on its axes at every angle."""
    c, s = cos(angle), sin(angle)
    start = (c * FLAT - s * STEEP, s * FLAT + c * STEEP)
    walker = Walker(optimizer, {**defaults(OPTIMIZERS[optimizer]), "lr": lr, **knobs})
    return run(Landscape("ellipse", {"h": 1.0, "kappa": float(kappa), "angle": angle}), walker, start, steps, noise)


@pytest.mark.parametrize("kappa", [1.0, 3.0, 10.0, 100.0])
@pytest.mark.parametrize("share", [0.01, 0.3, 0.7, 0.95, 1.05])
def test_gradient_descent_shrinks_by_the_same_factor_every_step(kappa: float, share: float) -> None:
    lr = share * 2 / kappa
    found = walk("gradient_descent", kappa, lr, 150)
    t = np.arange(len(found.x))
    for h, begin, row in ((1.0, FLAT, found.x), (kappa, STEEP, found.y)):
        np.testing.assert_allclose(row, begin * (1 - lr * h) ** t, rtol=1e-12)


@pytest.mark.parametrize("kappa", [2.0, 7.0, 40.0, 900.0])
def test_gradient_descent_is_stable_below_two_over_curvature_only(kappa: float) -> None:
    below, above = (walk("gradient_descent", kappa, share * 2 / kappa, 20_000) for share in (0.999, 1.001))
    assert not below.diverged
    assert abs(below.y[-1]) < 1e-9
    assert above.diverged
    # |y| grows by |1 - 2.002| a step and stops counting at 1e9.
    assert above.step == pytest.approx(log10(1e9 / STEEP) / log10(1.002), rel=0.01)


@pytest.mark.parametrize("kappa", [4.0, 100.0, 2500.0])
@pytest.mark.parametrize(("share", "mu"), [(0.4, 0.5), (1.0, 0.9), (1.8, 0.95)])
def test_heavy_ball_walks_along_the_powers_of_two_roots(kappa: float, share: float, mu: float) -> None:
    # x_{t+1} = (1 + mu - lr h) x_t - mu x_{t-1} with x_1 = (1 - lr h) x_0: powers of the roots of z^2 - (1 + mu - lr h) z + mu.
    lr = share / kappa
    found = walk("momentum", kappa, lr, 200, mu=mu)
    t = np.arange(201)
    for h, begin, row in ((1.0, FLAT, found.x), (kappa, STEEP, found.y)):
        half = (1 + mu - lr * h) / 2
        split = np.sqrt(complex(half * half - mu))
        one, other = half + split, half - split
        weight = (1 - lr * h - other) / (one - other)
        expected = begin * (weight * one**t + (1 - weight) * other**t)
        np.testing.assert_allclose(expected.imag, 0, atol=1e-12)
        np.testing.assert_allclose(row, expected.real, atol=1e-12)


@pytest.mark.parametrize("kappa", [10.0, 100.0, 1000.0])
def test_heavy_ball_at_its_best_shrinks_by_its_root_rate(kappa: float) -> None:
    # Polyak 1964: both curvatures have the double root sqrt(mu), so the distance is about t sqrt(mu)^t.
    r = sqrt(kappa)
    root = (r - 1) / (r + 1)
    a, b = round(3 * r), round(6 * r)
    found = walk("momentum", kappa, 4 / (r + 1) ** 2, b, mu=root**2)
    distance = np.hypot(found.x, found.y)
    assert (distance[b] / b / (distance[a] / a)) ** (1 / (b - a)) == pytest.approx(root, rel=0.01)


@pytest.mark.parametrize("lr", [0.2, 0.1, 0.05, 0.025])
def test_the_noise_ball_has_the_variance_of_the_stationary_chain(lr: float) -> None:
    # x' = (1 - lr h) x - lr s n, so V = (1 - lr h)^2 V + lr^2 s^2, hence V = lr s^2 / (h (2 - lr h)).
    steps, s = 1_000_000, 1.5
    found = walk("gradient_descent", 4.0, lr, steps, noise=noise_stream(1, (s, s), steps))
    settled = slice(int(20 / lr), None)
    for h, row in ((1.0, found.x), (4.0, found.y)):
        assert row[settled].var() == pytest.approx(lr * s * s / (h * (2 - lr * h)), rel=0.05)


def best(kappa: float) -> dict[str, tuple[list[float], dict[str, float]]]:
    """Return the rates that theory gives (those tried, where it gives none) and the other knobs."""
    r = sqrt(kappa)
    return {
        "gradient_descent": ([2 / (1 + kappa)], {}),
        "momentum": ([4 / (r + 1) ** 2], {"mu": ((r - 1) / (r + 1)) ** 2}),
        "nesterov": ([1 / kappa], {"mu": (r - 1) / (r + 1)}),
        "adam": ([0.1, 0.3, 1.0], {}),
        "adagrad": ([1.1, 2.0, 4.0], {}),
    }


def first_hit(found: Run) -> float:
    """Return the first row within a millionth of the starting distance, infinity where there is none."""
    distance = np.hypot(found.x, found.y)
    near = distance < 1e-6 * distance[0]
    return float(near.argmax()) if near.any() else np.inf


ALIGNED, TURNED = 0.0, pi / 4
KAPPAS = (10, 100, 1000, 10_000)
TABLE = [
    ("gradient_descent", ALIGNED, (69, 691, 6908, 69_078)),
    ("gradient_descent", TURNED, (69, 691, 6908, 69_078)),
    ("momentum", ALIGNED, (26, 92, 310, 1040)),
    ("momentum", TURNED, (26, 92, 310, 1040)),
    ("nesterov", ALIGNED, (43, 156, 513, 1643)),
    ("nesterov", TURNED, (43, 156, 513, 1643)),
    ("adam", ALIGNED, (220, 220, 220, 220)),
    ("adam", TURNED, (219, 257, 681, 4358)),
    ("adagrad", ALIGNED, (12, 12, 12, 12)),
    ("adagrad", TURNED, (101, 1042, 10_455, np.inf)),
]


@pytest.mark.parametrize(
    ("optimizer", "angle", "kappa", "expected"), [(o, a, k, n) for o, a, row in TABLE for k, n in zip(KAPPAS, row, strict=True)]
)
def test_what_the_condition_number_costs(optimizer: str, angle: float, kappa: int, expected: float) -> None:
    rates, knobs = best(kappa)[optimizer]
    hits = [first_hit(walk(optimizer, kappa, lr, 90_000, angle=angle, **knobs)) for lr in rates]
    assert min(hits) == pytest.approx(expected, rel=0.03)
