"""Prodigy: Adam that estimates its own learning rate from how far it has come from the start."""

import math

from app.optimizers.optimizer import LR, Call, Coupled, always, decay, eps
from surfaces.knob import Knob


def step(
    x, y, gx, gy, hxx, hxy, hyy, t, lr, mx, my, vx, vy, sx, sy, x0, y0, d, r, ones1, ones2, beta1, beta2, eps, estim_lr0, estim_lr_coef
):  # fmt: skip
    beta3 = math.sqrt(beta2)
    d = d + estim_lr0 * (t == 1)
    ones1, ones2 = beta1 * ones1 + (1 - beta1), beta2 * ones2 + (1 - beta2)  # 1 - beta^t
    rate = d * lr * math.sqrt(ones2) / ones1
    away = gx * (x0 - x) + gy * (y0 - y)
    mx, my = beta1 * mx + (1 - beta1) * d * gx, beta1 * my + (1 - beta1) * d * gy
    vx, vy = beta2 * vx + (1 - beta2) * (d * gx) ** 2, beta2 * vy + (1 - beta2) * (d * gy) ** 2
    sx, sy = beta3 * sx + rate * d * gx / estim_lr0, beta3 * sy + rate * d * gy / estim_lr0
    r = beta3 * r + d / estim_lr0 * rate * away
    length = abs(sx) + abs(sy)
    d = max(d, estim_lr_coef * r / (length + (length == 0)))
    below_x, below_y = math.sqrt(vx) + d * eps, math.sqrt(vy) + d * eps
    x, y = x - rate * mx / (below_x + (below_x == 0)), y - rate * my / (below_y + (below_y == 0))
    return x, y, mx, my, vx, vy, sx, sy, x0, y0, d, r, ones1, ones2


OPTIMIZER = Coupled(
    name="Prodigy",
    summary="Needs no learning rate: its estimate grows from a tiny one until the distance to go is found; slow first steps are the price.",
    formula=(
        r"r_t = \sqrt{\beta_2} r_{t-1} + \frac{d_t}{d_0} \gamma_t \langle g_t, x_0 - x_t \rangle",
        r"s_t = \sqrt{\beta_2} s_{t-1} + \frac{d_t}{d_0} \gamma_t g_t",
        r"d_{t+1} = \max\left(d_t, \frac{c r_t}{n_t}\right)",
        r"n_t = |s_t| \quad \text{summed over } x, y",
        r"\gamma_t = \eta_t d_t \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t}",
        r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) d_t^2 g_t^2",
        r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) d_t g_t",
        r"x_{t+1} = x_t - \gamma_t \frac{m_t}{\sqrt{v_t} + d_{t+1} \varepsilon}",
    ),
    source="Mishchenko & Defazio 2023, Prodigy, algorithm 4, arXiv:2306.06101; conventions of optax.contrib.prodigy",
    step=step,
    state=("mx", "my", "vx", "vy", "sx", "sy", "x0", "y0", "d", "r", "ones1", "ones2"),
    start={"x0": "x", "y0": "y"},
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "average of the gradient", 0.9),
        "beta2": decay(r"\beta_2", "average of its square", 0.999),
        "eps": eps(1e-8),
        "estim_lr0": Knob("d_0", "first estimate of the distance", 1e-6, 1e-9, 1.0, "log", min=1e-12, max=1e9),
        "estim_lr_coef": Knob("c", "factor on the estimate", 1.0, 0.1, 10.0, "log", min=0.0, max=1e9),
    },
    default_lr=always(1.0),
    varies="adam",
    peer="optax.contrib.prodigy, prodigyopt",
    calls={
        "optax": Call(
            """contrib.prodigy(
        schedule, ({beta1}, {beta2}), eps={eps}, estim_lr0={estim_lr0}, estim_lr_coef={estim_lr_coef}
    )""",
            when="plain",
        ),
    },
)
