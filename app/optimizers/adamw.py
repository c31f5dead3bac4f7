"""AdamW: Adam, and a pull towards the origin that is not divided by sigma."""

import numpy as np

from app.optimizers.optimizer import KERAS_EPS, LR, Call, Optimizer, decay, eps, share_of_the_domain
from surfaces.knob import Knob


def step(x, g, t, lr, m, v, m_ones, v_ones, beta1, beta2, eps, weight_decay):
    x = x - lr * weight_decay * x
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_ones = beta1 * m_ones + (1 - beta1)  # the same average, of ones: it is 1 - beta1^t
    v_ones = beta2 * v_ones + (1 - beta2)
    m_hat = m / m_ones
    sigma = np.sqrt(v / v_ones) + eps
    return x - lr * m_hat / (sigma + (sigma == 0)), m, v, m_ones, v_ones


def sigma(t, m, v, m_ones, v_ones, beta1, beta2, eps, weight_decay):
    return np.sqrt(v / v_ones) + eps


OPTIMIZER = Optimizer(
    name="AdamW",
    summary="Its decay pulls flat and steep directions alike, which Adam's does not; a minimum away from the origin is missed by a little.",
    formula=(
        r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t",
        r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2",
        r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}",
        r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}",
        r"x_{t+1} = x_t - \eta_t \lambda x_t - \frac{\eta_t}{\sqrt{\hat{v}_t} + \varepsilon} \hat{m}_t",
    ),
    source="Loshchilov & Hutter 2019, Decoupled Weight Decay Regularization, algorithm 2, arXiv:1711.05101; decay times rate as in torch",
    step=step,
    state=("m", "v", "m_ones", "v_ones"),
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "average of the gradient", 0.9),
        "beta2": decay(r"\beta_2", "average of its square", 0.999),
        "eps": eps(1e-8),
        "weight_decay": Knob(r"\lambda", "weight decay", 0.01, 0.0, 0.5, min=0.0),
    },
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    varies="adam",
    peer="torch.optim.AdamW",
    calls={
        "torch": Call("torch.optim.AdamW({p}, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay})"),
        "optax": Call("optax.adamw(schedule, b1={beta1}, b2={beta2}, eps={eps}, weight_decay={weight_decay})"),
        "keras": Call(
            """keras.optimizers.AdamW(
        learning_rate={lr}, weight_decay={weight_decay}, beta_1={beta1}, beta_2={beta2}, epsilon={eps}
    )""",
            before=KERAS_EPS,
        ),
    },
)
