"""RAdam: Adam that trusts its divisor only once it has seen enough gradients; until then it is plain momentum."""

import numpy as np

from app.optimizers.optimizer import LR, Call, Optimizer, decay, eps


def cautious(curvature: float, side: float) -> float:
    """Return a rate that is safe for the first steps, which divide by nothing, and not too long for the later ones."""
    return min(0.5 / curvature, 0.02 * side)


def step(x, g, t, lr, m, v, m_ones, v_ones, sigma, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_ones = beta1 * m_ones + (1 - beta1)  # the same average, of ones: it is 1 - beta1^t
    v_ones = beta2 * v_ones + (1 - beta2)
    rho_inf = 2 / (1 - beta2) - 1  # how many gradients the average holds in the end
    rho = rho_inf - 2 * t * (1 - v_ones) / v_ones  # and now
    known = rho > 5  # below that the variance of 1 / sigma has no estimate
    rho, rho_inf = np.maximum(rho, 5.0), np.maximum(rho_inf, 5.0)
    r = np.sqrt((rho - 4) * (rho - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho))
    sigma = known * (np.sqrt(v) + eps) / (np.sqrt(v_ones) * r) + (1 - known)
    return x - lr * (m / m_ones) / (sigma + (sigma == 0)), m, v, m_ones, v_ones, sigma


def sigma(t, m, v, m_ones, v_ones, sigma, beta1, beta2, eps):
    return sigma


OPTIMIZER = Optimizer(
    name="RAdam",
    summary="Warms itself up where gradients are small; its first steps are not divided by σ, so at Adam's rates steep walls throw it off.",
    formula=(
        r"\hat{m}_t = \frac{\beta_1 m_{t-1} + (1 - \beta_1) g_t}{1 - \beta_1^t}",
        r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2",
        r"\rho_\infty = \frac{2}{1 - \beta_2} - 1",
        r"\rho_t = \rho_\infty - \frac{2 t \beta_2^t}{1 - \beta_2^t}",
        r"r_t = \sqrt{\frac{(\rho_t - 4)(\rho_t - 2) \rho_\infty}{(\rho_\infty - 4)(\rho_\infty - 2) \rho_t}}",
        r"x_{t+1} = x_t - \eta_t r_t \frac{\sqrt{1 - \beta_2^t}}{\sqrt{v_t} + \varepsilon} \hat{m}_t \quad \text{if } \rho_t > 5",
        r"x_{t+1} = x_t - \eta_t \hat{m}_t \quad \text{else}",
    ),
    source="Liu et al. 2020, On the Variance of the Adaptive Learning Rate and Beyond, algorithm 2, arXiv:1908.03265; eps as in torch",
    step=step,
    state=("m", "v", "m_ones", "v_ones", "sigma"),
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "average of the gradient", 0.9),
        "beta2": decay(r"\beta_2", "average of its square", 0.999),
        "eps": eps(1e-8),
    },
    default_lr=cautious,
    sigma=sigma,
    varies="adam",
    peer="torch.optim.RAdam",
    calls={
        "torch": Call("torch.optim.RAdam({p}, lr={lr}, betas=({beta1}, {beta2}), eps={eps})"),
    },
)
