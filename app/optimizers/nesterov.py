"""Nesterov momentum: the velocity, corrected by the newest gradient once more."""

from app.optimizers.optimizer import LR, Call, Optimizer, decay


def step(x, g, t, lr, v, mu):
    v = mu * v + g
    return x - lr * (g + mu * v), v


OPTIMIZER = Optimizer(
    name="Nesterov momentum",
    summary="At moderate rates as fast as momentum, with less overshoot; at a high curvature it needs a smaller rate than momentum.",
    formula=(r"v_t = \mu v_{t-1} + g_t", r"x_{t+1} = x_t - \eta_t \left(g_t + \mu v_t\right)"),
    source="Sutskever et al. 2013, On the importance of initialization and momentum, eq. 3-4, seen from the look-ahead point as in torch",
    step=step,
    state=("v",),
    knobs={"lr": LR, "mu": decay(r"\mu", "momentum", 0.9)},
    stable=lambda mu: 2 * (1 + mu) / (1 + 2 * mu),
    varies="momentum",
    peer="torch.optim.SGD",
    calls={
        "torch": Call("torch.optim.SGD({p}, lr={lr}, momentum={mu}, nesterov=True)"),
        "optax": Call("optax.sgd(schedule, momentum={mu}, nesterov=True)"),
        "keras": Call("keras.optimizers.SGD(learning_rate={lr}, momentum={mu}, nesterov=True)", when="steady"),
    },
)
