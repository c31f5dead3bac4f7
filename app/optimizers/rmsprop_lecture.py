"""RMSProp as the lecture writes it: the average starts from the first gradient instead of from zero."""

import numpy as np

from app.optimizers.optimizer import LR, Optimizer, decay, eps, share_of_the_domain


def step(x, g, t, lr, v, alpha, eps):
    kept = alpha * (t > 1)  # the first gradient is taken whole
    v = kept * v + (1 - kept) * g**2
    sigma = np.sqrt(v) + eps
    return x - lr * g / (sigma + (sigma == 0)), v


def sigma(t, v, alpha, eps):
    return np.sqrt(v) + eps


OPTIMIZER = Optimizer(
    name="RMSProp (lecture)",
    summary="Brakes at once where the slope turns steep, if α is small; a large α remembers the flat too long and flies on.",
    formula=(
        r"\sigma_1 = |g_1|",
        r"\sigma_t = \sqrt{\alpha \sigma_{t-1}^2 + (1 - \alpha) g_t^2}",
        r"x_{t+1} = x_t - \frac{\eta_t}{\sigma_t + \varepsilon} g_t",
    ),
    source="Hung-yi Lee, Machine Learning 2021, lecture on adaptive learning rates; eps outside the root",
    step=step,
    state=("v",),
    knobs={"lr": LR, "alpha": decay(r"\alpha", "averaging constant", 0.9), "eps": eps(1e-8)},
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    varies="rmsprop",
)
