"""Ranger: RAdam inside Lookahead; every few steps the walk is drawn halfway back to where it last was."""

import numpy as np

from app.optimizers.optimizer import LR, Optimizer, decay, eps
from app.optimizers.radam import cautious
from surfaces.knob import Knob


def step(x, g, t, lr, slow, m, v, m_ones, v_ones, sigma, beta1, beta2, eps, sync_period, slow_step):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_ones = beta1 * m_ones + (1 - beta1)  # the same average, of ones: it is 1 - beta1^t
    v_ones = beta2 * v_ones + (1 - beta2)
    rho_inf = 2 / (1 - beta2) - 1  # how many gradients the average holds in the end
    rho = rho_inf - 2 * t * (1 - v_ones) / v_ones  # and now
    known = rho > 5
    rho, rho_inf = np.maximum(rho, 5.0), np.maximum(rho_inf, 5.0)
    r = np.sqrt((rho - 4) * (rho - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho))
    sigma = known * (np.sqrt(v) + eps) / (np.sqrt(v_ones) * r) + (1 - known)
    x = x - lr * (m / m_ones) / (sigma + (sigma == 0))
    meet = t % sync_period == 0
    slow = slow + meet * slow_step * (x - slow)
    return meet * slow + (1 - meet) * x, slow, m, v, m_ones, v_ones, sigma


def sigma(t, slow, m, v, m_ones, v_ones, sigma, beta1, beta2, eps, sync_period, slow_step):
    return sigma


OPTIMIZER = Optimizer(
    name="Ranger",
    summary="RAdam in Lookahead: swings that keep it from settling are halved again and again; on a straight way it is slower.",
    formula=(
        r"\hat{m}_t = \frac{\beta_1 m_{t-1} + (1 - \beta_1) g_t}{1 - \beta_1^t}",
        r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2",
        r"\rho_\infty = \frac{2}{1 - \beta_2} - 1",
        r"\rho_t = \rho_\infty - \frac{2 t \beta_2^t}{1 - \beta_2^t}",
        r"r_t = \sqrt{\frac{(\rho_t - 4)(\rho_t - 2) \rho_\infty}{(\rho_\infty - 4)(\rho_\infty - 2) \rho_t}}",
        r"x_{t+1} = x_t - \eta_t r_t \frac{\sqrt{1 - \beta_2^t}}{\sqrt{v_t} + \varepsilon} \hat{m}_t \quad \text{if } \rho_t > 5",
        r"x_{t+1} = x_t - \eta_t \hat{m}_t \quad \text{else}",
        r"x_{t+1} \leftarrow s \leftarrow s + \alpha \left(x_{t+1} - s\right) \quad \text{if } k \text{ divides } t",
    ),
    source="Wright 2019, Ranger: RAdam (Liu et al. 2020, algorithm 2) inside Lookahead (Zhang et al. 2019, algorithm 1, arXiv:1907.08610)",
    step=step,
    state=("slow", "m", "v", "m_ones", "v_ones", "sigma"),
    start={"slow": "x"},
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "average of the gradient", 0.9),
        "beta2": decay(r"\beta_2", "average of its square", 0.999),
        "eps": eps(1e-8),
        "sync_period": Knob("k", "steps between two meetings", 6, 1, 50, min=1, max=200_000, kind="integer"),
        "slow_step": Knob(r"\alpha", "share of the way that stays", 0.5, 0.05, 1.0, min=0.0, max=1.0),
    },
    default_lr=cautious,
    sigma=sigma,
    varies="radam",
)
