"""AMSGrad: Adam with a divisor that takes the largest average so far, and so never shrinks.

The paper corrects neither average for its start from zero, and has no eps. The first step is (1 - beta1)/sqrt(1 - beta2) times the rate.
"""

import numpy as np

from app.optimizers.optimizer import LR, Optimizer, decay, eps, share_of_the_domain


def step(x, g, t, lr, m, v, v_max, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    v_max = np.maximum(v_max, v)
    sigma = np.sqrt(v_max) + eps
    return x - lr * m / (sigma + (sigma == 0)), m, v, v_max


def sigma(t, m, v, v_max, beta1, beta2, eps):
    return np.sqrt(v_max) + eps


OPTIMIZER = Optimizer(
    name="AMSGrad",
    summary="Its divisor never shrinks, so it stays where Adam bursts again. Its first steps are long; a steep place slows it for ever.",
    formula=(
        r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t",
        r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2",
        r"\hat{v}_t = \max\left(\hat{v}_{t-1}, v_t\right)",
        r"x_{t+1} = x_t - \frac{\eta_t}{\sqrt{\hat{v}_t} + \varepsilon} m_t",
    ),
    source="Reddi, Kale & Kumar 2018, On the Convergence of Adam and Beyond, algorithm 2, arXiv:1904.09237; eps as in Adam",
    step=step,
    state=("m", "v", "v_max"),
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "average of the gradient", 0.9),
        "beta2": decay(r"\beta_2", "average of its square", 0.999),
        "eps": eps(1e-8),
    },
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    varies="adam_uncorrected",
)
