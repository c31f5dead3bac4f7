"""The reasons of the lessons on means of answers and of weights, and on transfer, in plain NumPy: without the cause no effect."""

import numpy as np
import pytest

SAMPLES = 300
TRUTH = (3.0, 1.0)
"""Of the small network."""


def classes(random, n, distance=1.5):
    """Return the inputs, shape (SAMPLES, n, 2), and targets, shape (n,), of two classes that lie along the diagonal."""
    t = np.arange(n) % 2
    return random.normal(size=(SAMPLES, n, 2)) + ((2 * t - 1) * distance / np.sqrt(2))[:, None], t


def sure(inputs, weights):
    """Return what a logistic model answers, shape (SAMPLES, n), for weights of shape (SAMPLES, 2)."""
    return 1 / (1 + np.exp(-np.clip(np.einsum("sni,si->sn", inputs, weights), -700, 700)))


def logistic(inputs, targets, penalty, steps=600):
    """Return the weights of gradient descent with the rate 1 from 0, shape (SAMPLES, 2)."""
    weights = np.zeros((SAMPLES, 2))
    for _ in range(steps):
        error = sure(inputs, weights) - targets
        weights = weights - np.einsum("sn,sni->si", error, inputs) / inputs.shape[1] - penalty * weights
    return weights


def cost(answers, targets):
    """Return the mean loss of answers, shape (SAMPLES,)."""
    right = np.where(targets == 1, answers, 1 - answers)
    return -np.log(np.clip(right, 1e-300, 1)).mean(axis=1)


def test_a_committee_gains_by_being_less_sure():
    """Its mean answer beats the fit to all examples; with a penalty, or against the same fit made as short as the truth, it does not."""
    random = np.random.default_rng(11)
    (inputs, targets), (new, labels) = classes(random, 10), classes(random, 400)

    def members(penalty):
        for _ in range(5):
            picked = random.integers(0, 10, (SAMPLES, 10))
            yield logistic(np.take_along_axis(inputs, picked[..., None], axis=1), targets[picked], penalty)

    def won(penalty, shorten=False):
        single, weights = logistic(inputs, targets, penalty), list(members(penalty))
        if shorten:
            single = 3 * single / np.maximum(np.hypot(*single.T), 3)[:, None]
        answers = np.array([sure(new, each) for each in weights])
        mean = cost(answers.mean(axis=0), labels)
        assert np.all(mean <= np.mean([cost(each, labels) for each in answers], axis=0) + 1e-12)
        return np.mean(mean < cost(sure(new, single), labels))

    assert won(0.0) > 0.65
    assert won(0.03) < 0.45
    assert won(0.0, shorten=True) < 0.35


def network(inputs, targets, start, steps, rate=0.5, held=(), bias=0.0):
    """Return the paths of y tanh(x a + bias) for targets of shape (samples, n), shape (steps + 1, 2, samples); x rests at steps `held`."""
    x, y = (np.full(len(targets), float(each)) for each in start)
    path = [(x, y)]
    for t in range(1, steps + 1):
        h = np.tanh(x[:, None] * inputs + bias)
        error = y[:, None] * h - targets
        slope_x = (error * y[:, None] * (1 - h * h) * inputs).mean(axis=1)
        x, y = x - rate * slope_x * (t not in held), y - rate * (error * h).mean(axis=1)
        path.append((x, y))
    return np.array(path)


def few(reach, noise=0.1, n=8, truth=TRUTH, seed=21):
    """Return inputs up to `reach` and noisy targets, both of shape (SAMPLES, n)."""
    random = np.random.default_rng(seed)
    a = random.uniform(-reach, reach, (SAMPLES, n))
    return a, truth[1] * np.tanh(truth[0] * a) + noise * random.normal(size=a.shape)


def test_the_mean_of_mirrored_weights_answers_nothing_because_tanh_is_odd():
    """With a bias of 0.5 in the unit the images are gone, and a walker leaves the origin."""
    inputs, targets = few(2.0, 0.2, 12, (1.5, 1.0))
    one, other = (network(inputs, targets, start, 300, 0.3)[-1] for start in ((0.5, 1.0), (-0.5, -1.0)))
    assert np.array_equal(one, -other)
    assert np.all(one[0] > 0.5)
    assert np.array_equal(network(inputs, targets, (0.0, 0.0), 300, 0.3)[-1], np.zeros((2, SAMPLES)))
    one, other = (network(inputs, targets, start, 300, 0.3, bias=0.5)[-1] for start in ((0.5, 1.0), (-0.5, -1.0)))
    assert np.min(np.abs(one + other).max(axis=0)) > 0.01
    assert np.all(np.abs(network(inputs, targets, (0.0, 0.0), 300, 0.3, bias=0.5)[-1]).max(axis=0) > 0.1)


def swarm(rate, steps=640, batch=1):
    """Return how much more than the minimum they lose: weights from step 161 on, their mean, the mean of 120, the last, the mean of all."""
    random = np.random.default_rng(31)
    a = random.normal(size=(SAMPLES, 64, 2)) @ np.linalg.cholesky([[1, 0.5], [0.5, 1]]).T
    t = a.sum(axis=2) + random.normal(size=(SAMPLES, 64))
    hessian = np.einsum("sni,snj->sij", a, a) / 64
    best = np.linalg.solve(hessian, np.einsum("sni,sn->si", a, t)[..., None] / 64)[..., 0]
    weights, off = np.tile([-1.0, 2.5], (SAMPLES, 1)), []
    for _ in range(steps):
        picked = random.integers(0, 64, (SAMPLES, batch)) if batch < 64 else np.tile(np.arange(64), (SAMPLES, 1))
        seen, aim = np.take_along_axis(a, picked[..., None], axis=1), np.take_along_axis(t, picked, axis=1)
        error = np.einsum("sbi,si->sb", seen, weights) - aim
        weights = weights - rate * np.einsum("sb,sbi->si", error, seen) / picked.shape[1]
        off.append(weights - best)
    path = np.array(off)
    above = lambda far: np.einsum("...si,sij,...sj->...s", far, hessian, far) / 2  # noqa: E731
    return [np.median(above(each)) for each in (path[160:], path[160:].mean(axis=0), path[520:].mean(axis=0), path[-1], path.mean(axis=0))]


def test_averaging_removes_noise_in_proportion_to_the_number_of_weights_and_nothing_else():
    """A quarter of the weights leaves about four times the loss; without noise the mean of all only lags behind the last weights."""
    each, mean, quarter, *_ = swarm(0.2)
    assert mean < each / 20
    assert quarter / mean == pytest.approx(4, rel=0.3)
    *_, last, everything = swarm(0.2, batch=64)
    assert last < 1e-12 < 1e-5 < everything


def lost(path):
    """Return the median loss of the last weights on inputs everywhere, above that of the truth."""
    a = np.linspace(-2, 2, 401)
    x, y = path[-1]
    return np.median(((y[:, None] * np.tanh(x[:, None] * a) - TRUTH[1] * np.tanh(TRUTH[0] * a)) ** 2).mean(axis=1) / 2)


def test_transfer_is_spoilt_in_the_first_steps_by_a_large_wrong_head():
    """Five steps without the feature's slope mend it, all steps after the twentieth without it do not; nor does it happen from 0."""
    inputs, targets = few(0.5)
    full = lost(network(inputs, targets, (2.6, -2.5), 500))
    assert lost(network(inputs, targets, (2.6, -2.5), 500, held=range(1, 6))) < full / 4
    assert lost(network(inputs, targets, (2.6, -2.5), 500, held=range(21, 501))) > full / 2
    assert lost(network(inputs, targets, (2.6, 0.0), 500)) < full / 4
    inputs, targets = few(2.0)
    assert lost(network(inputs, targets, (2.6, -2.5), 500)) < full / 4
