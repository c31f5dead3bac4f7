"""Independent implementations of methods and surfaces in plain NumPy, from the papers: lessons' figures are compared with these.

A walker is a function (x, g, t, lr, memory) -> x of one coordinate; x and g are numbers or arrays over seeds, `memory` its own dict.
"""

import numpy as np

EPS = 1e-8
"""Added to every divisor."""


def two_wells(x, y):
    """Return f_x and f_y of the two wells with default knobs."""
    deep = 4 * np.exp(-((x - 1.5) ** 2 + y**2) / 2)
    shallow = 2 / 1.69 * np.exp(-((x + 2.6) ** 2 + y**2) / (2 * 1.69))
    return 0.02 * x + deep * (x - 1.5) + shallow * (x + 2.6), (0.02 + deep + shallow) * y


def crescent(x, y):
    """Return f_x and f_y of the crescent with default knobs."""
    bend = 50 * (x * x + y * y - 9) / 9
    return bend * x - 1, bend * y


def cliff(x, y):
    """Return f_x and f_y of the cliff with default knobs."""
    return 0.1 * (x - 14) / np.sqrt(1 + (x - 14) ** 2) - 15 / np.cosh(np.clip(x / 2, -300, 300)) ** 2, 0.2 * y


def bowl(along, across):
    """Return the gradient function of a bowl aligned with the axes."""
    return lambda x, y: (along * x, across * y)


def turned(slope, angle):
    """Return the gradient function of a surface turned by an angle."""
    c, s = np.cos(angle), np.sin(angle)

    def grad(x, y):
        u, v = slope(c * x + s * y, c * y - s * x)
        return c * u - s * v, s * u + c * v

    return grad


def canyon(walls):
    """Return the gradient function of the canyon with default knobs but for the slope of its walls."""

    def straight(u, v):
        pull = walls / np.maximum(np.sqrt(u * u / 200 + v * v), 1.0)
        return pull * u / 200, pull * v

    return turned(straight, 0.01)


def six_humps(x, y):
    """Return f_x and f_y of the six-hump camel."""
    return 8 * x - 8.4 * x**3 + 2 * x**5 + y, x - 8 * y + 16 * y**3


def descent(x, g, t, lr, memory):
    """Gradient descent."""
    return x - lr * g


def momentum(mu):
    """Heavy ball with the rate outside its velocity (Polyak 1964)."""

    def walk(x, g, t, lr, memory):
        memory["b"] = mu * memory.get("b", 0.0) + g
        return x - lr * memory["b"]

    return walk


def adagrad_mean(forget=0):
    """AdaGrad with a mean; the first `forget` gradients are removed from its memory after use."""

    def walk(x, g, t, lr, memory):
        past = 0.0 if t == forget + 1 else memory.get("sum", 0.0)
        memory["sum"] = past + g * g
        return x - lr * g / (np.sqrt(memory["sum"] / (t - forget if t > forget else t)) + EPS)

    return walk


def rmsprop(alpha):
    """RMSProp whose average begins with the first gradient (the lecture's)."""

    def walk(x, g, t, lr, memory):
        memory["v"] = g * g if t == 1 else alpha * memory["v"] + (1 - alpha) * g * g
        return x - lr * g / (np.sqrt(memory["v"]) + EPS)

    return walk


def adam(before_m=(), before_v=(), beta2=0.999, eps=0.0, keep=None):
    """Adam (Kingma & Ba 2015, algorithm 1); its averages have seen the gradients `before_m`, `before_v` before step 1.

    With `keep`, sigma no longer falls after that step.
    """

    def walk(x, g, t, lr, memory):
        for name, beta, before, power in (("m", 0.9, before_m, 1), ("v", beta2, before_v, 2)):
            for each in (*(before if t == 1 else ()), g):
                memory[name] = beta * memory.get(name, 0.0) + (1 - beta) * each**power
        m = memory["m"] / (1 - 0.9 ** (t + len(before_m)))
        sigma = np.sqrt(memory["v"] / (1 - beta2 ** (t + len(before_v)))) + eps
        if keep is not None and t > keep:
            sigma = np.maximum(sigma, memory["sigma"])
        memory["sigma"] = sigma
        return x - lr * m / sigma

    return walk


def walk(grad, start, steps, rate, walkers, noise=None):
    """Return x and y, each of shape (steps + 1, ...).

    `rate(t)` is the learning rate, `noise` of shape (steps, 2, seeds). Without noise, x and y of the start may have any shape.
    """
    shape = np.shape(start[0]) if noise is None else noise.shape[2:]
    place = [np.full(shape, each, dtype=float) for each in start]
    memories: tuple[dict[str, object], ...] = ({}, {})
    path = [place]
    for t in range(1, steps + 1):
        slopes = grad(*place)
        place = [
            walker(x, g if noise is None else g + noise[t - 1, axis], t, rate(t), memory)
            for axis, (x, g, walker, memory) in enumerate(zip(place, slopes, walkers, memories, strict=True))
        ]
        path.append(place)
    return np.array(path).swapaxes(0, 1)
