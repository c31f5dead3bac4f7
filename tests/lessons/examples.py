"""Models on tables of examples in plain NumPy, written from their formulas: what the lessons' reasons are tried with.

Inputs have shape (examples, 2), targets (examples,), weights (2,).
"""

import numpy as np


def regression(sample, n, rho, phi, sigma=1.0):
    """Return inputs and targets of linear regression, as the surface draws them."""
    z = np.random.default_rng(sample).standard_normal((64, 3))[:n]
    inputs = np.column_stack([z[:, 0], rho * z[:, 0] + np.sqrt(1 - rho * rho) * z[:, 1]])
    return inputs, inputs @ (np.sqrt(2) * np.array([np.cos(phi), np.sin(phi)])) + sigma * z[:, 2]


def classes(sample, n, d, phi=np.pi / 4):
    """Return inputs and targets, 0 or 1, of logistic regression, as the surface draws them."""
    z, targets = np.random.default_rng(sample).standard_normal((64, 3))[:n], np.arange(n) % 2
    return (2 * targets - 1)[:, None] * d * np.array([np.cos(phi), np.sin(phi)]) + z[:, :2], targets.astype(float)


def fit(inputs, targets, penalty=0.0):
    """Return the least squares weights with an L2 penalty, the same for each weight or a matrix."""
    h = inputs.T @ inputs / len(inputs) + (penalty if np.ndim(penalty) else penalty * np.eye(2))
    return np.linalg.solve(h, inputs.T @ targets / len(inputs))


def risk(weights, rho, phi):
    """Return the loss above the best one on infinitely many new examples, for weights of shape (..., 2)."""
    x, y = np.moveaxis(weights - np.sqrt(2) * np.array([np.cos(phi), np.sin(phi)]), -1, 0)
    return (x * x + 2 * rho * x * y + y * y) / 2


def descend(slope, steps, rate, start=(0.0, 0.0)):
    """Return the path of gradient descent, shape (steps + 1, 2)."""
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - rate * slope(path[-1]))
    return np.array(path)


def sure(inputs, targets):
    """Return the slope of the logistic loss."""
    return lambda w: inputs.T @ (1 / (1 + np.exp(-inputs @ w)) - targets) / len(inputs)
