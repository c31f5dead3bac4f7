"""Momentum as an average: a running mean of the gradients instead of their sum."""

from app.optimizers.optimizer import LR, Call, Optimizer, decay


def step(x, g, t, lr, m, beta):
    m = beta * m + (1 - beta) * g
    return x - lr * m, m


OPTIMIZER = Optimizer(
    name="Momentum (average)",
    summary="Momentum at 1 − β times the rate: more memory smooths the path without lengthening the step, but starts slowly.",
    formula=(r"m_t = \beta m_{t-1} + (1 - \beta) g_t", r"x_{t+1} = x_t - \eta_t m_t"),
    source="Kingma & Ba 2015, algorithm 1, its first moment alone and without bias correction, arXiv:1412.6980",
    step=step,
    state=("m",),
    knobs={"lr": LR, "beta": decay(r"\beta", "averaging constant", 0.9)},
    stable=lambda beta: 2 * (1 + beta) / (1 - beta),
    varies="momentum",
    calls={
        "optax": Call("optax.chain(optax.ema({beta}, debias=False), optax.scale_by_learning_rate(schedule))"),
    },
)
