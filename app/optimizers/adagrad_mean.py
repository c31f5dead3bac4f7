"""AdaGrad with a mean: divide by the root mean square of all gradients so far, as the lecture writes it."""

import numpy as np

from app.optimizers.optimizer import LR, Optimizer, eps, share_of_the_domain


def step(x, g, t, lr, total, eps):
    total = total + g**2
    sigma = np.sqrt(total / t) + eps
    return x - lr * g / (sigma + (sigma == 0)), total


def sigma(t, total, eps):
    return np.sqrt(total / t) + eps


OPTIMIZER = Optimizer(
    name="AdaGrad (mean)",
    summary="Quick along flat valleys; small gradients let its divisor shrink until a step is too long and it bursts, again and again.",
    formula=(
        r"\sigma_t = \sqrt{\frac{1}{t} \sum_{i=1}^{t} g_i^2}",
        r"x_{t+1} = x_t - \frac{\eta_t}{\sigma_t + \varepsilon} g_t",
    ),
    source="Hung-yi Lee, Machine Learning 2021, lecture on adaptive learning rates; eps outside the root",
    step=step,
    state=("total",),
    knobs={"lr": LR, "eps": eps(1e-8)},
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    varies="adagrad",
)
