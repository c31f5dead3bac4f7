"""What summaries promise without exception, tried where it is hardest: gradients of every size, every surface, knobs drawn at random."""

import numpy as np
import pytest

from app.engine.landscape import Landscape
from app.engine.run import run
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from surfaces import SURFACES
from tests.drawing import draw, generator
from tests.optimizers.stepping import ALIKE, STILL, begin, defaults, take

STEPS = 120
WALKS = 400


def gradients(rng):
    """Return gradients of many walks, shape (STEPS, WALKS): noise, sizes that wander over decades, growing ones, lone peaks."""
    kinds = [
        rng.normal(size=(STEPS, WALKS)),
        np.exp(np.cumsum(rng.normal(size=(STEPS, WALKS)), axis=0)) * rng.choice([-1, 1], (STEPS, WALKS)),
        np.arange(1, STEPS + 1)[:, None] ** rng.uniform(0, 8, WALKS) * np.ones((STEPS, WALKS)),
        np.where(rng.random((STEPS, WALKS)) < 0.05, 1e6, 1e-6),
    ]
    return np.concatenate(kinds, axis=1)


def followed(key, lr=0.1, **knobs):
    """Return the moves over the rate and the divisors (None for a method without) of a method that is shown these gradients."""
    unit = ALIKE[key]
    values = [*{**defaults(unit), **knobs}.values()]
    shown = gradients(generator(key))
    x = np.zeros(shown.shape[1])
    state, moves, sigmas = begin(unit, x), [], []
    for t, g in enumerate(shown, 1):
        to, state = take(unit, x, g, t, lr, state, values)
        moves.append((to - x) / lr)
        sigmas.append(unit.sigma(t, *state, *values) + 0 * x if unit.sigma else None)
        x = np.zeros_like(x)  # so that a move keeps its last digits
    return np.array(moves), np.array(sigmas)


@pytest.mark.parametrize("key", ["adagrad", "amsgrad"])
def test_the_divisor_never_falls(key):
    _, sigmas = followed(key)
    assert (np.diff(sigmas, axis=0) >= 0).all()


def test_the_divisor_of_torch_s_amsgrad_falls():
    _, sigmas = followed("amsgrad_torch")
    assert (sigmas[1:].min(axis=0) < 0.5 * sigmas[0]).any()


@pytest.mark.parametrize("key", ["sign_sgd", "lion"])
def test_every_step_is_as_long_as_the_rate(key):
    moves, _ = followed(key)
    np.testing.assert_allclose(np.abs(moves), 1, rtol=1e-12)


def test_no_step_of_adagrad_is_longer_than_the_rate():
    moves, _ = followed("adagrad")
    assert np.abs(moves).max() <= 1 + 1e-12


@pytest.mark.parametrize(("beta2", "longest"), [(0.999, 1.0091), (0.99, 1.1001), (0.95, 1.9001)])
def test_adamax_is_bounded_by_its_betas(beta2, longest):
    """A sum of (1 - beta1) (beta1 / beta2)^i, so at most (1 - beta1) / (1 - beta1 / beta2); there is no bound for beta2 <= beta1."""
    moves, _ = followed("adamax", beta1=0.9, beta2=beta2)
    assert np.abs(moves).max() <= longest
    free, _ = followed("adamax", beta1=0.9, beta2=0.5)
    assert np.abs(free).max() > 4


def test_adamax_steps_further_than_its_rate_on_rosenbrock():
    """Found from outside: 1.77 rates at beta2 0.9, 4.6 at 0.5; it was once said that it never does."""
    for beta2, longest in ((0.9, 1.77), (0.5, 4.6)):
        walker = Walker("adamax", {"lr": 0.01, "beta1": 0.9, "beta2": beta2, "eps": 1e-8}, "constant", {})
        rows = run(Landscape("rosenbrock", {"a": 1.0, "b": 100.0}), walker, SURFACES["rosenbrock"].start, 2000, STILL)
        moves = np.abs(np.diff([rows.x, rows.y], axis=1)).max() / 0.01
        assert moves == pytest.approx(longest, rel=0.02)


def test_adagrad_bursts_where_the_curvature_grows():
    """Found from outside: on the crescent it bursts at 85 and 172; it was once said that it cannot."""
    knobs = {"lr": 0.8827, "eps": 1e-10}
    rows = run(
        Landscape("crescent", defaults(SURFACES["crescent"])), Walker("adagrad", knobs, "constant", {}), (1.1633, -2.845), 250, STILL
    )
    g = rows.gradient_norm
    assert g[90:115].max() > 4 * g[60:90].min()
    assert g[185:210].max() > 4 * g[130:170].min()


@pytest.mark.parametrize("surface", SURFACES)
def test_bfgs_takes_no_step_that_rises(surface):
    unit, rng = OPTIMIZERS["bfgs"], generator(surface)
    landscape = Landscape(surface, defaults(SURFACES[surface]))
    for _ in range(12):
        x, y = (float(rng.uniform(*side)) for side in SURFACES[surface].domain)
        knobs = {"lr": 10 ** rng.uniform(-3, 1), "c1": draw(unit.knobs["c1"], rng), "backtrack": rng.choice([0.1, 0.5, 0.9, 0.99])}
        noise = rng.normal(size=(80, 2)) * rng.choice([0.0, 1.0])
        answer = run(landscape, Walker("bfgs", knobs, "constant", {}), (x, y), 80, noise)
        assert (np.diff(answer.loss) <= 0).all(), (x, y, knobs)


def test_bfgs_gets_somewhere_with_a_backtrack_near_one():
    """Found from outside: regression, lr 1, backtrack 0.9 took the loss from 3.7e7 to 3.6e14, for after 60 trials any step was taken."""
    surface = SURFACES["regression"]
    for backtrack in (0.9, 0.99, 0.5, 0.1):
        walker = Walker("bfgs", {"lr": 1.0, "c1": 1e-4, "backtrack": backtrack}, "constant", {})
        loss = run(Landscape("regression", defaults(surface)), walker, surface.start, 60, STILL).loss
        assert (np.diff(loss) <= 0).all()
        assert loss[-1] < 1.001 * surface.value(*surface.minima(**defaults(surface))[0], *defaults(surface).values())


@pytest.mark.parametrize("mu", [0.5, 0.7, 0.9, 0.95, 0.99])
def test_nesterov_overshoots_less_at_moderate_rates(mu):
    """On a parabola, up to six tenths of the rate at which Nesterov's swings grow; beyond it is momentum that overshoots less."""
    bound = 2 * (1 + mu) / (1 + 2 * mu)

    def overshoot(key, lr):
        walker = Walker(key, {"lr": lr, "mu": mu}, "constant", {})
        return -run(Landscape("ellipse", {"h": 1.0, "kappa": 1.0, "angle": 0.0}), walker, (1.0, 1.0), 2000, STILL).x.min()

    for share in (0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6):
        assert overshoot("nesterov", share * bound) <= overshoot("momentum", share * bound) + 1e-12
    assert overshoot("nesterov", 0.95 * bound) > overshoot("momentum", 0.95 * bound)


@pytest.mark.parametrize(("rho", "away"), [(2.0, False), (4.0, True)])
def test_sharpness_aware_leaves_only_what_is_much_narrower_than_its_look(rho, away):
    """The hole of the trench has the width 1: it holds a look of 2, and loses one of 4."""
    landscape = Landscape("trench", defaults(SURFACES["trench"]))
    rows = run(landscape, Walker("sam", {"lr": 0.02, "rho": rho}, "constant", {}), (0.05, 0.02), 3000, STILL)
    assert (np.hypot(rows.x[-1], rows.y[-1]) > 2) == away
