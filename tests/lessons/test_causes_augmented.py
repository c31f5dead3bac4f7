"""The reasons of the lessons about penalties, deleted, swapped and mixed examples: with the cause switched off, the effect is gone."""

import numpy as np
import pytest

from tests.lessons.examples import classes, descend, fit, regression, risk, sure

DIAGONAL = np.pi / 4


@pytest.mark.parametrize(("shrink", "rests"), [("by a constant", True), ("in proportion", False), ("a constant that fades", False)])
def test_l1_sets_a_weight_to_zero_because_its_pull_does_not_fade(shrink, rests):
    """A pull that gets weaker near 0, as that of L2 does, leaves a weight that is small and not 0."""
    inputs, targets = regression(95, 8, 0.5, 0.0)
    w, after = np.array([0.0, 1.0]), []
    for _ in range(1000):
        z = w - 0.1 * inputs.T @ (inputs @ w - targets) / 8
        size = {"by a constant": 0.02, "in proportion": 0.02 * np.abs(z), "a constant that fades": 0.02 * np.minimum(1, np.abs(z) / 0.2)}
        w = np.sign(z) * np.maximum(np.abs(z) - size[shrink], 0)
        after.append(w[1])
    assert (after[-1] == 0) == rests
    assert rests or abs(after[-1]) > 0.01


@pytest.mark.parametrize("rate", [0.1, 0.01, 0.001])
def test_gradient_descent_misses_zero_because_it_does_not_stop_there(rate):
    """It swings within one step's pull of 0, however small the rate; a weight that is stopped where it would cross 0 rests on it."""
    inputs, targets = regression(95, 8, 0.5, 0.0)
    slope = lambda w: inputs.T @ (inputs @ w - targets) / 8  # noqa: E731
    steps = int(60 / rate)
    swung = descend(lambda w: slope(w) + 0.2 * np.sign(w), steps, rate, (0.0, 1.0))[-100:, 1]
    assert np.all(swung != 0)
    assert np.abs(swung).max() < 0.5 * rate
    w = np.array([0.0, 1.0])
    for _ in range(steps):
        z = w - rate * slope(w)
        pulled = z - rate * 0.2 * np.sign(z)
        w = np.where(z * pulled < 0, 0.0, pulled)
    assert w[1] == 0


def spread(weights):
    return np.abs(weights[..., 0] - weights[..., 1])


def test_dropout_shares_the_work_because_each_input_is_deleted_by_itself():
    """If a and b are deleted together, the weights keep their proportion: one input still does it all."""
    kept = 0.8
    apart, together, plain = np.empty((3, 300, 2))
    for sample in range(300):
        inputs, targets = regression(sample, 6, 0.9, DIAGONAL)
        h, c = inputs.T @ inputs / 6, inputs.T @ targets / 6
        plain[sample] = fit(inputs, targets)
        deleted = lambda masks: sum(p * np.outer(m, m) for m, p in masks) / kept**2 * h  # noqa: E731, B023
        both, lone, none = kept**2, kept * (1 - kept), (1 - kept) ** 2
        own = deleted((((1, 1), both), ((1, 0), lone), ((0, 1), lone), ((0, 0), none)))
        apart[sample] = np.linalg.solve(own, c)
        together[sample] = np.linalg.solve(deleted((((1, 1), kept), ((0, 0), 1 - kept))), c)
    assert np.mean(spread(apart) < spread(plain)) > 0.9
    assert np.allclose(together, kept * plain)
    assert np.median(spread(apart)) < 0.4 * np.median(spread(together))


def test_dropout_shrinks_two_equal_inputs_by_a_third_at_one_half_and_thousands_hardly():
    """Of m equal inputs with weight 1 together, m p / (m p + 1 - p) is left."""
    for m, left in ((2, 2 / 3), (10, 0.909), (1000, 0.999)):
        h = np.ones((m, m)) + np.eye(m)  # (1 - p) / p is 1, each input's mean square 1
        assert np.linalg.solve(h, np.ones(m)).sum() == pytest.approx(left, abs=0.0005)


def test_swapping_helps_because_it_states_that_the_weights_are_equal():
    """The examples written down twice change nothing; one weight for the sum of the inputs is the same as swapping."""
    better = []
    for sample in range(300):
        inputs, targets = regression(sample, 8, 0.5, DIAGONAL)
        plain = fit(inputs, targets)
        assert np.allclose(fit(np.tile(inputs, (2, 1)), np.tile(targets, 2)), plain)
        swapped = fit(np.concatenate([inputs, inputs[:, ::-1]]), np.tile(targets, 2))
        total = inputs.sum(axis=1)
        assert np.allclose(swapped, total @ targets / (total @ total))
        better.append(risk(swapped, 0.5, DIAGONAL) < risk(plain, 0.5, DIAGONAL))
    assert np.mean(better) > 0.8


def test_swapping_only_removes_noise():
    """Without noise the plain fit is the truth, and there is nothing to gain; where the truth is not symmetric, there is much to lose."""
    inputs, targets = regression(191, 8, 0.5, DIAGONAL, sigma=0.0)
    assert risk(fit(inputs, targets), 0.5, DIAGONAL) < 1e-20
    inputs, targets = regression(191, 8, 0.5, 0.0, sigma=0.0)
    swapped = fit(np.concatenate([inputs, inputs[:, ::-1]]), np.tile(targets, 2))
    assert risk(swapped, 0.5, 0.0) > 0.2


def mixed(inputs, targets, own):
    """Return halfway means of all pairs of examples, or with `own` of those of one class alone, and the examples themselves."""
    i, j = np.indices((len(targets), len(targets))).reshape(2, -1)
    which = targets[i] == targets[j] if own else np.full(len(i), True)
    return (inputs[i] + inputs[j])[which] / 2, (targets[i] + targets[j])[which] / 2


def test_mixup_has_a_minimum_because_its_targets_lie_between_the_classes():
    """Means of examples of one class keep the targets 0 and 1, and the weights grow again; targets between them alone are enough."""
    inputs, targets = classes(37, 10, 1.5)

    def growth(*examples):
        """Return by how much the weights grow from step 2,000 to step 20,000."""
        lengths = np.hypot(*descend(sure(*examples), 20_000, 1.0).T)
        return lengths[20_000] - lengths[2_000]

    assert growth(inputs, targets) > 2
    assert growth(*mixed(inputs, targets, own=True)) > 2
    assert abs(growth(*mixed(inputs, targets, own=False))) < 1e-6
    assert abs(growth(inputs, 0.1 + 0.8 * targets)) < 1e-6


@pytest.mark.parametrize("sample", [16, 37])
def test_the_weights_grow_by_the_logarithm_over_the_margin(sample):
    """Soudry et al. 2018: tenfold steps add ln 10 over the largest margin that a line of length 1 leaves."""
    inputs, targets = classes(sample, 10, 1.5)
    angles = np.linspace(0, 2 * np.pi, 100_001)
    margin = ((2 * targets - 1)[:, None] * (inputs @ np.array([np.cos(angles), np.sin(angles)]))).min(axis=0).max()
    lengths = np.hypot(*descend(sure(inputs, targets), 60_000, 1.0).T)
    assert margin > 0
    assert (lengths[60_000] - lengths[6_000]) * margin / np.log(10) == pytest.approx(1, abs=0.05)


def test_where_no_line_separates_the_classes_the_weights_arrive():
    """The plain walker then needs no mixup."""
    inputs, targets = classes(37, 10, 0.5)
    path = descend(sure(inputs, targets), 20_000, 1.0)
    assert np.allclose(path[2_000], path[20_000], atol=1e-6)
