"""Adam without the correction: momentum divided by a root mean square, both still small from their start at zero."""

import numpy as np

from app.optimizers.optimizer import LR, Optimizer, decay, eps, share_of_the_domain


def step(x, g, t, lr, m, v, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    sigma = np.sqrt(v) + eps
    return x - lr * m / (sigma + (sigma == 0)), m, v


def sigma(t, m, v, beta1, beta2, eps):
    return np.sqrt(v) + eps


OPTIMIZER = Optimizer(
    name="Adam (uncorrected)",
    summary="Adam without its correction: the first step is (1 − β₁)/√(1 − β₂) times as long, about 3.2 at the defaults.",
    formula=(
        r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t",
        r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2",
        r"x_{t+1} = x_t - \frac{\eta_t}{\sqrt{v_t} + \varepsilon} m_t",
    ),
    source="Kingma & Ba 2015, algorithm 1 without its bias correction (section 3), arXiv:1412.6980",
    step=step,
    state=("m", "v"),
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "average of the gradient", 0.9),
        "beta2": decay(r"\beta_2", "average of its square", 0.999),
        "eps": eps(1e-8),
    },
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    varies="adam",
)
