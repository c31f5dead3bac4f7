"""Adam: momentum divided by a running root mean square of the gradient, both corrected for their start from zero."""

import numpy as np

from app.optimizers.optimizer import KERAS_EPS, LR, Call, Optimizer, decay, eps, share_of_the_domain


def step(x, g, t, lr, m, v, m_ones, v_ones, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_ones = beta1 * m_ones + (1 - beta1)  # the same average, of ones: it is 1 - beta1^t
    v_ones = beta2 * v_ones + (1 - beta2)
    m_hat = m / m_ones
    sigma = np.sqrt(v / v_ones) + eps
    return x - lr * m_hat / (sigma + (sigma == 0)), m, v, m_ones, v_ones


def sigma(t, m, v, m_ones, v_ones, beta1, beta2, eps):
    return np.sqrt(v / v_ones) + eps


OPTIMIZER = Optimizer(
    name="Adam",
    summary="Works almost anywhere at its defaults. At a constant rate it need not settle: near a minimum it may burst.",
    formula=(
        r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t",
        r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2",
        r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}",
        r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}",
        r"x_{t+1} = x_t - \frac{\eta_t}{\sqrt{\hat{v}_t} + \varepsilon} \hat{m}_t",
    ),
    source="Kingma & Ba 2015, Adam: A Method for Stochastic Optimization, algorithm 1, arXiv:1412.6980",
    step=step,
    state=("m", "v", "m_ones", "v_ones"),
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "average of the gradient", 0.9),
        "beta2": decay(r"\beta_2", "average of its square", 0.999),
        "eps": eps(1e-8),
    },
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    varies="rmsprop",
    peer="torch.optim.Adam",
    calls={
        "torch": Call("torch.optim.Adam({p}, lr={lr}, betas=({beta1}, {beta2}), eps={eps})"),
        "optax": Call("optax.adam(schedule, b1={beta1}, b2={beta2}, eps={eps})"),
        "keras": Call("keras.optimizers.Adam(learning_rate={lr}, beta_1={beta1}, beta_2={beta2}, epsilon={eps})", before=KERAS_EPS),
    },
)
