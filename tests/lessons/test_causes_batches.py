"""The reasons of mini-batches, shuffling, early stopping and weight penalty: with the cause switched off, the effect is gone."""

import numpy as np
import pytest

from tests.lessons.examples import fit, regression, risk

N = 64
STEEP = np.pi / 4
"""The direction in which two inputs that are alike add up; the flat one is across."""


def order(how, steps, seed=0):
    """Return the numbers of the examples of every step with one example."""
    random = np.random.default_rng([seed, 99])
    if how == "replacement":
        return random.integers(0, N, steps)
    epochs = [random.permutation(N) if how == "shuffle" else np.arange(N) for _ in range(-(-steps // N))]
    return np.concatenate(epochs)[:steps]


def walk(inputs, targets, numbers, rate, batch=1, correct=None, start=(-1.0, 2.5)):
    """Return the path of gradient descent on the examples `numbers`, `batch` at a time; `correct(step, numbers)` is taken from a slope."""
    path = [np.array(start)]
    for step, now in enumerate(numbers[: len(numbers) // batch * batch].reshape(-1, batch)):
        slope = (inputs[now] @ path[-1] - targets[now]) @ inputs[now] / batch
        path.append(path[-1] - rate * (slope - (0 if correct is None else correct(step, now))))
    return np.array(path)


def spread(path, minimum, after):
    """Return the root mean square distance from the minimum after a step."""
    return np.sqrt(np.mean(np.sum((path[after:] - minimum) ** 2, axis=1)))


def pulls(inputs, targets):
    """Return the slope of each example's loss at the minimum of all, shape (examples, 2), and that minimum."""
    minimum = fit(inputs, targets)
    return (inputs @ minimum - targets)[:, None] * inputs, minimum


@pytest.mark.parametrize("sample", [0, 1, 2])
def test_the_cloud_is_made_by_the_pulls_that_cancel_only_in_the_mean(sample):
    """With each example's slope at x taken away, the same examples in the same order lead to x and leave no cloud."""
    inputs, targets = regression(sample, N, 0.5, STEEP)
    own, minimum = pulls(inputs, targets)
    numbers = order("shuffle", 1280)
    assert spread(walk(inputs, targets, numbers, 0.1), minimum, 640) > 0.15
    assert spread(walk(inputs, targets, numbers, 0.1, correct=lambda _, now: own[now].mean(axis=0)), minimum, 640) < 1e-9
    assert np.abs(own.mean(axis=0)).max() < 1e-12


def test_a_batch_of_eight_has_a_sixth_of_the_cloud_because_errors_cancel_within_an_epoch():
    """Of examples drawn anew, whose errors do not cancel, it has a third."""
    found = {}
    for how in ("shuffle", "replacement"):
        radii = np.empty((20, 2))
        for sample in range(20):
            inputs, targets = regression(sample, N, 0.5, STEEP)
            numbers, minimum = order(how, 64 * 80, sample), fit(inputs, targets)
            radii[sample] = [spread(walk(inputs, targets, numbers, 0.1, batch), minimum, 320) for batch in (1, 8)]
        found[how] = radii[:, 0].mean() / radii[:, 1].mean()
    assert found["shuffle"] == pytest.approx(5.7, abs=0.4)
    assert found["replacement"] == pytest.approx(3.0, abs=0.25)


def test_single_examples_stray_because_some_of_them_are_steeper_than_all_together():
    """With all inputs shortened to length 1, no example is steeper than 1/0.6, and the same rate holds every walker near x."""
    far = np.empty((60, 2))
    for sample in range(60):
        inputs, targets = regression(sample, N, 0.5, STEEP)
        shares = 1 / np.maximum(1, np.hypot(*inputs.T))
        for i, share in enumerate((np.ones(N), shares)):
            given = inputs * share[:, None], targets * share
            path = walk(*given, order("shuffle", 640, sample), 0.6)
            far[sample, i] = np.hypot(*(path - fit(*given)).T)[320:].max()
    assert np.mean(far[:, 0] > 5) > 0.9
    assert np.all(far[:, 1] < 5)


def test_shuffled_epochs_end_near_because_every_example_pulls_once():
    """Drawn anew, the epoch's pulls do not add up to 0; with what they lack given back, its ends are as near as the shuffled ones."""
    found = np.empty((30, 3))
    for sample in range(30):
        inputs, targets = regression(sample, N, 0.5, STEEP)
        own, minimum = pulls(inputs, targets)
        numbers = order("replacement", 40 * N, sample)
        excess = own[numbers].reshape(40, N, 2).mean(axis=1)
        paths = (
            walk(inputs, targets, order("shuffle", 40 * N, sample), 0.02),
            walk(inputs, targets, numbers, 0.02),
            walk(inputs, targets, numbers, 0.02, correct=lambda step, _: excess[step // N]),  # noqa: B023
        )
        found[sample] = [spread(path[::N], minimum, 20) for path in paths]
    shuffled, drawn, corrected = found.mean(axis=0)
    assert np.all(found[:, 0] < found[:, 1])
    assert drawn > 2.3 * shuffled
    assert corrected < 1.3 * shuffled


def test_a_fixed_order_has_one_loop_because_an_epoch_pulls_all_walkers_together():
    """The loop begins at the fixed point of one epoch, from any start, and lies off x; its offset goes with the rate, not with chance."""
    inputs, targets = regression(0, N, 0.5, STEEP)
    minimum = fit(inputs, targets)

    def loop(rate, sorting):
        turn, shift = np.eye(2), np.zeros(2)
        for a, t in zip(inputs[sorting], targets[sorting], strict=True):
            step = np.eye(2) - rate * np.outer(a, a)
            turn, shift = step @ turn, step @ shift + rate * t * a
        assert np.linalg.norm(turn, 2) < 1
        return np.linalg.solve(np.eye(2) - turn, shift)

    begins = loop(0.1, np.arange(N))
    assert np.allclose(begins, [1.06685718, 1.31465079])
    for start in ((-1.0, 2.5), (30.0, -30.0)):
        assert np.allclose(walk(inputs, targets, order("fixed", 60 * N), 0.1, start=start)[-1], begins, atol=1e-9)
    slow, slower = (np.hypot(*(loop(rate, np.arange(N)) - minimum)) for rate in (0.002, 0.001))
    assert slow / slower == pytest.approx(2, abs=0.1)
    by_target, late = np.argsort(targets), 20 * N
    assert spread(walk(inputs[by_target], targets[by_target], order("fixed", 2 * late), 0.02), minimum, late) == pytest.approx(
        0.157, abs=2e-3
    )


def bowl(inputs, targets):
    """Return the curvatures, the directions, as columns, and the pull at 0."""
    curvatures, directions = np.linalg.eigh(inputs.T @ inputs / len(inputs))
    return curvatures, directions, inputs.T @ targets / len(inputs)


def descended(inputs, targets, frozen=(), steps=600, rate=0.1):
    """Return the path from 0, in closed form; the directions whose numbers are in `frozen`, flat 0 and steep 1, are not learned."""
    curvatures, directions, pull = bowl(inputs, targets)
    learned = 1 - (1 - rate * curvatures) ** np.arange(steps + 1)[:, None]
    learned[:, list(frozen)] = 0
    return learned * (directions.T @ pull / curvatures) @ directions.T


def validated(sample, path, sigma=1.0):
    """Return the loss on the validation examples along a path."""
    z = np.random.default_rng([sample, 1]).standard_normal((256, 3))[:64]
    inputs = np.column_stack([z[:, 0], 0.9 * z[:, 0] + np.sqrt(1 - 0.81) * z[:, 1]])
    return (((path - 1) @ inputs.T - sigma * z[:, 2]) ** 2).mean(axis=1) / 2


def rises(frozen=(), sigma=1.0):
    """Return by how much the validation loss is above its lowest at the end, shape (samples,)."""
    held = []
    for sample in range(300):
        inputs, targets = regression(sample, 6, 0.9, STEEP, sigma)
        held.append(validated(sample, descended(inputs, targets, frozen), sigma))
    return np.array([each[-1] - each.min() for each in held])


def test_validation_rises_because_the_flat_direction_is_learned_and_is_noise():
    """Without that direction the middle sample hardly rises, and the mean rise is a third at most; without noise none rises."""
    all_learned, steep_alone = rises(), rises(frozen=(0,))
    assert np.median(all_learned) > 0.05
    assert np.median(steep_alone) < 0.002
    assert steep_alone.mean() < all_learned.mean() / 3
    assert rises(sigma=0.0).max() < 1e-9


def test_the_steep_direction_is_learned_first():
    """At the step with the lowest validation loss most of it is learned, and little of the flat one."""
    shares = []
    for sample in range(300):
        given = regression(sample, 6, 0.9, STEEP)
        path, (_, directions, _) = descended(*given), bowl(*given)
        shares.append(path[validated(sample, path).argmin()] @ directions / (fit(*given) @ directions))
    flat, steep = np.median(shares, axis=0)
    assert steep > 0.9
    assert flat < 0.4


def test_a_penalty_helps_in_the_flat_direction_and_harms_in_the_steep_one():
    """In the flat direction alone even the strong one helps; in the steep one alone the weak one does not, and the strong one harms."""
    found = {}
    for name, strength in (("weak", 0.15), ("strong", 1.5)):
        for which in ("both", "flat", "steep"):
            better = []
            for sample in range(500):
                inputs, targets = regression(sample, 6, 0.9, STEEP)
                _, directions, _ = bowl(inputs, targets)
                sizes = {"both": (1, 1), "flat": (1, 0), "steep": (0, 1)}[which]
                penalty = strength * directions * sizes @ directions.T
                better.append(risk(fit(inputs, targets, penalty), 0.9, STEEP) < risk(fit(inputs, targets), 0.9, STEEP))
            found[name, which] = np.mean(better)
    assert found["weak", "both"] == pytest.approx(0.73, abs=0.06)
    assert found["strong", "both"] < 0.3
    assert found["weak", "flat"] > 0.85
    assert found["strong", "flat"] > 0.78
    assert found["weak", "steep"] < 0.5
    assert found["strong", "steep"] < 0.15
