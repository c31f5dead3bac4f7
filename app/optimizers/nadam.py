"""NAdam: Adam that takes the next step's momentum already, as Nesterov does."""

import numpy as np

from app.optimizers.optimizer import LR, Call, Optimizer, decay, eps, share_of_the_domain
from surfaces.knob import Knob


def step(x, g, t, lr, m, v, fade, product, v_ones, beta1, beta2, eps, momentum_decay):
    fade = fade * 0.96**momentum_decay  # it is 0.96^(t psi)
    mu = beta1 * (1 - 0.5 * fade)  # grows from beta1 / 2 to beta1
    mu_next = beta1 * (1 - 0.5 * fade * 0.96**momentum_decay)
    product = product * mu
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    v_ones = beta2 * v_ones + (1 - beta2)  # the same average, of ones: it is 1 - beta2^t
    m_bar = mu_next * m / (1 - product * mu_next) + (1 - mu) * g / (1 - product)
    sigma = np.sqrt(v / v_ones) + eps
    return x - lr * m_bar / (sigma + (sigma == 0)), m, v, fade, product, v_ones


def sigma(t, m, v, fade, product, v_ones, beta1, beta2, eps, momentum_decay):
    return np.sqrt(v / v_ones) + eps


OPTIMIZER = Optimizer(
    name="NAdam",
    summary="Turns a little sooner than Adam and so often arrives first in narrow valleys; at large rates it goes on jittering there.",
    formula=(
        r"\mu_t = \beta_1 \left(1 - \frac{1}{2} 0.96^{t \psi}\right)",
        r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t",
        r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2",
        r"\bar{m}_t = \frac{\mu_{t+1} m_t}{1 - \prod_{i=1}^{t+1} \mu_i} + \frac{(1 - \mu_t) g_t}{1 - \prod_{i=1}^{t} \mu_i}",
        r"x_{t+1} = x_t - \frac{\eta_t}{\sqrt{v_t / (1 - \beta_2^t)} + \varepsilon} \bar{m}_t",
    ),
    source="Dozat 2016, Incorporating Nesterov Momentum into Adam, algorithm 8; the schedule of mu as in torch.optim.NAdam",
    step=step,
    state=("m", "v", "fade", "product", "v_ones"),
    start={"fade": 1.0, "product": 1.0},
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "average of the gradient", 0.9),
        "beta2": decay(r"\beta_2", "average of its square", 0.999),
        "eps": eps(1e-8),
        "momentum_decay": Knob(r"\psi", "momentum decay", 0.004, 1e-4, 0.1, "log", min=0.0),
    },
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    varies="adam",
    peer="torch.optim.NAdam",
    calls={
        "torch": Call("torch.optim.NAdam({p}, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, momentum_decay={momentum_decay})"),
    },
)
