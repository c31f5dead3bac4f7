"""AdaBound: Adam whose rates are kept between two bounds that close on one rate for all, that of gradient descent.

As its authors' code has it: the bias of both averages is corrected before the rate is bounded, and no 1 / sqrt(t) follows.
"""

import numpy as np

from app.optimizers.optimizer import LR, Optimizer, decay, eps
from surfaces.knob import Knob


def step(x, g, t, lr, m, v, m_ones, v_ones, bounded, beta1, beta2, eps, final, gamma):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_ones = beta1 * m_ones + (1 - beta1)  # 1 - beta1^t
    v_ones = beta2 * v_ones + (1 - beta2)
    root = np.sqrt(v) + eps
    free = lr * np.sqrt(v_ones) / m_ones / (root + (root == 0))
    lower = final * lr * (1 - 1 / (gamma * t + 1))
    upper = final * lr * (1 + 1 / (gamma * t))
    bounded = np.minimum(np.maximum(free, lower), upper)
    return x - bounded * m, m, v, m_ones, v_ones, bounded


def rate(t, lr, m, v, m_ones, v_ones, bounded, beta1, beta2, eps, final, gamma):
    return bounded


OPTIMIZER = Optimizer(
    name="AdaBound",
    summary="Begins as Adam and turns into momentum: two bounds close on one rate for both coordinates, the final rate.",
    formula=(
        r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t",
        r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2",
        r"a_t = \frac{\eta_t}{1 - \beta_1^t} \cdot \frac{\sqrt{1 - \beta_2^t}}{\sqrt{v_t} + \varepsilon}",
        r"l_t = \phi \eta_t \cdot \left(1 - \frac{1}{\gamma t + 1}\right)",
        r"u_t = \phi \eta_t \cdot \left(1 + \frac{1}{\gamma t}\right)",
        r"r_t = \min\left(\max\left(a_t, l_t\right), u_t\right)",
        r"x_{t+1} = x_t - r_t m_t",
    ),
    source="Luo, Xiong, Liu & Sun 2019, Adaptive Gradient Methods with Dynamic Bound of Learning Rate, algorithm 2, arXiv:1902.09843",
    step=step,
    state=("m", "v", "m_ones", "v_ones", "bounded"),
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "average of the gradient", 0.9),
        "beta2": decay(r"\beta_2", "average of its square", 0.999),
        "eps": eps(1e-8),
        "final": Knob(r"\phi", "final rate over the learning rate", 1.0, 0.01, 100.0, "log", min=0.0, open=("min",)),
        "gamma": Knob(r"\gamma", "how fast the bounds close", 0.001, 1e-4, 1.0, "log", min=0.0, open=("min",)),
    },
    rate=rate,
    varies="adam",
)
