"""Yogi: Adam whose divisor moves towards the squared gradient by a fixed share of it, so that it cannot shrink fast.

Both averages start at 1e-6, as in optax: a memory of a gradient that never was, and it moves even where there is none.
"""

import numpy as np

from app.optimizers.optimizer import LR, Call, Optimizer, decay, eps, share_of_the_domain


def step(x, g, t, lr, m, v, m_ones, v_ones, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = v - (1 - beta2) * np.sign(v - g**2) * g**2
    m_ones = beta1 * m_ones + (1 - beta1)  # the same average, of ones: it is 1 - beta1^t
    v_ones = beta2 * v_ones + (1 - beta2)
    m_hat = m / m_ones
    sigma = np.sqrt(v / v_ones) + eps
    return x - lr * m_hat / (sigma + (sigma == 0)), m, v, m_ones, v_ones


def sigma(t, m, v, m_ones, v_ones, beta1, beta2, eps):
    return np.sqrt(v / v_ones) + eps


OPTIMIZER = Optimizer(
    name="Yogi",
    summary="Holds its divisor when gradients shrink, so it bursts less than Adam, but it stays slow long after a steep wall.",
    formula=(
        r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t",
        r"v_t = v_{t-1} - (1 - \beta_2) \operatorname{sign}(v_{t-1} - g_t^2) g_t^2",
        r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}",
        r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}",
        r"x_{t+1} = x_t - \frac{\eta_t}{\sqrt{\hat{v}_t} + \varepsilon} \hat{m}_t",
    ),
    source="Zaheer et al. 2018, Adaptive Methods for Nonconvex Optimization, algorithm 2; corrected, eps outside and 1e-6 as in optax",
    step=step,
    state=("m", "v", "m_ones", "v_ones"),
    start={"m": 1e-6, "v": 1e-6},
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "average of the gradient", 0.9),
        "beta2": decay(r"\beta_2", "average of its square", 0.999),
        "eps": eps(1e-3),
    },
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    varies="adam",
    peer="optax.yogi",
    calls={
        "optax": Call("optax.yogi(schedule, b1={beta1}, b2={beta2}, eps={eps})"),
    },
)
