"""Nesterov momentum as it was thought: look where the velocity leads, and take the gradient there."""

from app.optimizers.optimizer import LR, Optimizer, decay


def probe(x, g, norm, v, mu):
    return x + mu * v


def step(x, g, t, lr, v, mu):
    v = mu * v - lr * g
    return x + v, v


OPTIMIZER = Optimizer(
    name="Nesterov (look-ahead)",
    summary="Looks ahead and brakes before a wall that momentum runs into; its positions are one look behind Nesterov's.",
    formula=(r"g_t = \nabla f\left(x_t + \mu v_{t-1}\right)", r"v_t = \mu v_{t-1} - \eta_t g_t", r"x_{t+1} = x_t + v_t"),
    source="Sutskever et al. 2013, On the importance of initialization and momentum, eq. 3-4; Nesterov 1983",
    step=step,
    state=("v",),
    knobs={"lr": LR, "mu": decay(r"\mu", "momentum", 0.9)},
    probe=probe,
    stable=lambda mu: 2 * (1 + mu) / (1 + 2 * mu),
    varies="nesterov",
)
