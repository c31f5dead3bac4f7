"""Adan: Adam with Nesterov's look ahead, made of an average of how the gradient changes.

The weight beta2 of the change is the paper's and its authors'; the paper's betas are one minus these, and optax 0.2.8 has 1 - beta2 there.
"""

import numpy as np

from app.optimizers.optimizer import LR, Optimizer, decay, eps, share_of_the_domain
from surfaces.knob import Knob


def step(x, g, t, lr, before, m, v, n, m_ones, v_ones, n_ones, beta1, beta2, beta3, eps, eps_root):
    change = (g - before) * (t > 1)
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * change
    n = beta3 * n + (1 - beta3) * (g + beta2 * change) ** 2
    m_ones = beta1 * m_ones + (1 - beta1)  # the same averages, of ones: 1 - beta^t
    v_ones = beta2 * v_ones + (1 - beta2)
    n_ones = beta3 * n_ones + (1 - beta3)
    m_hat = m / m_ones + beta2 * v / v_ones
    sigma = np.sqrt(n / n_ones + eps_root) + eps
    return x - lr * m_hat / (sigma + (sigma == 0)), g, m, v, n, m_ones, v_ones, n_ones


def sigma(t, before, m, v, n, m_ones, v_ones, n_ones, beta1, beta2, beta3, eps, eps_root):
    return np.sqrt(n / n_ones + eps_root) + eps


OPTIMIZER = Optimizer(
    name="Adan",
    summary="A long memory runs past the minimum. The change of the gradient damps these swings, and more so at high rates.",
    formula=(
        r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t",
        r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) (g_t - g_{t-1})",
        r"n_t = \beta_3 n_{t-1} + (1 - \beta_3) \left(g_t + \beta_2 (g_t - g_{t-1})\right)^2",
        r"\sigma_t = \sqrt{\frac{n_t}{1 - \beta_3^t} + \varepsilon_0}",
        r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t} + \beta_2 \frac{v_t}{1 - \beta_2^t}",
        r"x_{t+1} = x_t - \frac{\eta_t}{\sigma_t + \varepsilon} \hat{m}_t",
    ),
    source="Xie et al. 2022, Adan: Adaptive Nesterov Momentum Algorithm, algorithm 1, arXiv:2208.06677; corrected as in sail-sg/Adan",
    step=step,
    state=("before", "m", "v", "n", "m_ones", "v_ones", "n_ones"),
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "average of the gradient", 0.98),
        "beta2": decay(r"\beta_2", "average of its change", 0.92),
        "beta3": decay(r"\beta_3", "average of the square", 0.99),
        "eps": eps(1e-8),
        "eps_root": Knob(r"\varepsilon_0", "floor inside the root", 0.0, 0.0, 1e-2, min=0.0),
    },
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    varies="nadam",
    peer="sail-sg/Adan",
)
