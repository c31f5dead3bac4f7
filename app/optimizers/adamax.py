"""AdaMax: Adam with the largest recent gradient as its divisor instead of a root mean square."""

import numpy as np

from app.optimizers.optimizer import LR, Call, Optimizer, decay, eps, share_of_the_domain


def step(x, g, t, lr, m, u, m_ones, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    m_ones = beta1 * m_ones + (1 - beta1)  # the same average, of ones: it is 1 - beta1^t
    u = np.maximum(beta2 * u, np.abs(g) + eps)
    return x - lr * (m / m_ones) / (u + (u == 0)), m, u, m_ones


def sigma(t, m, u, m_ones, beta1, beta2, eps):
    return u


OPTIMIZER = Optimizer(
    name="AdaMax",
    summary="While β₂ is near 1, no step is much longer than the rate, on any wall. Steep places slow it for some 1/(1 − β₂) steps.",
    formula=(
        r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t",
        r"u_t = \max\left(\beta_2 u_{t-1}, |g_t| + \varepsilon\right)",
        r"x_{t+1} = x_t - \frac{\eta_t}{u_t} \frac{m_t}{1 - \beta_1^t}",
    ),
    source="Kingma & Ba 2015, algorithm 2, arXiv:1412.6980; eps added to the gradient's size as in torch.optim.Adamax",
    step=step,
    state=("m", "u", "m_ones"),
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "average of the gradient", 0.9),
        "beta2": decay(r"\beta_2", "fading of the largest", 0.999),
        "eps": eps(1e-8),
    },
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    varies="adam",
    peer="torch.optim.Adamax",
    calls={
        "torch": Call("torch.optim.Adamax({p}, lr={lr}, betas=({beta1}, {beta2}), eps={eps})"),
        "optax": Call("optax.adamax(schedule, b1={beta1}, b2={beta2}, eps={eps})"),
    },
)
