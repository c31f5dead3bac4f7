"""AdaBelief: divide by how far the gradient strays from its own average, not by how large it is."""

import numpy as np

from app.optimizers.optimizer import LR, Call, Optimizer, decay, share_of_the_domain
from surfaces.knob import Knob


def step(x, g, t, lr, m, s, m_ones, s_ones, beta1, beta2, eps, eps_root):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * (g - m) ** 2 + eps_root
    m_ones = beta1 * m_ones + (1 - beta1)  # the same average, of ones: it is 1 - beta1^t
    s_ones = beta2 * s_ones + (1 - beta2)
    m_hat = m / m_ones
    sigma = np.sqrt(s / s_ones) + eps
    return x - lr * m_hat / (sigma + (sigma == 0)), m, s, m_ones, s_ones


def sigma(t, m, s, m_ones, s_ones, beta1, beta2, eps, eps_root):
    return np.sqrt(s / s_ones) + eps


OPTIMIZER = Optimizer(
    name="AdaBelief",
    summary="Long steps where the gradient is as predicted, short ones where it turns; on an even slope they get too long.",
    formula=(
        r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t",
        r"s_t = \beta_2 s_{t-1} + (1 - \beta_2) (g_t - m_t)^2 + \varepsilon_0",
        r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}",
        r"\hat{s}_t = \frac{s_t}{1 - \beta_2^t}",
        r"x_{t+1} = x_t - \frac{\eta_t}{\sqrt{\hat{s}_t} + \varepsilon} \hat{m}_t",
    ),
    source="Zhuang et al. 2020, AdaBelief Optimizer, algorithm 2, arXiv:2010.07468; eps in the average and outside the root as in optax",
    step=step,
    state=("m", "s", "m_ones", "s_ones"),
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "average of the gradient", 0.9),
        "beta2": decay(r"\beta_2", "average of its surprises", 0.999),
        "eps": Knob(r"\varepsilon", "divisor floor", 1e-16, 1e-16, 1e-2, "log", min=0.0),
        "eps_root": Knob(r"\varepsilon_0", "floor of a surprise", 1e-16, 1e-16, 1e-2, "log", min=0.0),
    },
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    varies="adam",
    peer="optax.adabelief, adabelief-pytorch",
    calls={
        "optax": Call("optax.adabelief(schedule, b1={beta1}, b2={beta2}, eps={eps}, eps_root={eps_root})"),
    },
)
