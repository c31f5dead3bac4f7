"""Momentum: a velocity that sums the gradients and loses a share of itself at every step."""

from app.optimizers.optimizer import LR, Call, Optimizer, decay


def step(x, g, t, lr, v, mu):
    v = mu * v + g
    return x - lr * v, v


OPTIMIZER = Optimizer(
    name="Momentum",
    summary="Rolls through flat stretches up to 1/(1 − μ) times faster than gradient descent, and overshoots where it should stop.",
    formula=(r"v_t = \mu v_{t-1} + g_t", r"x_{t+1} = x_t - \eta_t v_t"),
    source="Polyak 1964, Some methods of speeding up the convergence of iteration methods; rate outside the velocity as in torch.optim.SGD",
    step=step,
    state=("v",),
    knobs={"lr": LR, "mu": decay(r"\mu", "momentum", 0.9)},
    stable=lambda mu: 2 * (1 + mu),
    varies="gradient_descent",
    peer="torch.optim.SGD",
    calls={
        "torch": Call("torch.optim.SGD({p}, lr={lr}, momentum={mu})"),
        "optax": Call("optax.sgd(schedule, momentum={mu})"),
        "keras": Call("keras.optimizers.SGD(learning_rate={lr}, momentum={mu})", when="steady"),
    },
)
