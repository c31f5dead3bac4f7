"""AMSGrad as PyTorch and Keras have it: the largest average so far, divided by 1 - beta2^t, which grows towards 1.

The paper corrects nothing; optax takes the largest of the corrected averages. Neither of these two divisors ever shrinks.
"""

import numpy as np

from app.optimizers.optimizer import KERAS_EPS, LR, Call, Optimizer, decay, eps, share_of_the_domain


def step(x, g, t, lr, m, v, v_max, m_ones, v_ones, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    v_max = np.maximum(v_max, v)
    m_ones = beta1 * m_ones + (1 - beta1)  # the same average, of ones: it is 1 - beta1^t
    v_ones = beta2 * v_ones + (1 - beta2)
    m_hat = m / m_ones
    sigma = np.sqrt(v_max / v_ones) + eps
    return x - lr * m_hat / (sigma + (sigma == 0)), m, v, v_max, m_ones, v_ones


def sigma(t, m, v, v_max, m_ones, v_ones, beta1, beta2, eps):
    return np.sqrt(v_max / v_ones) + eps


OPTIMIZER = Optimizer(
    name="AMSGrad (PyTorch)",
    summary="AMSGrad with Adam's short first steps. Its divisor may shrink for some 3/(1 − β₂) steps, and where it does it may burst.",
    formula=(
        r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t",
        r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2",
        r"u_t = \max\left(u_{t-1}, v_t\right)",
        r"\hat{v}_t = \frac{u_t}{1 - \beta_2^t}",
        r"x_{t+1} = x_t - \frac{\eta_t}{\sqrt{\hat{v}_t} + \varepsilon} \frac{m_t}{1 - \beta_1^t}",
    ),
    source="Reddi, Kale & Kumar 2018, On the Convergence of Adam and Beyond, arXiv:1904.09237; corrected after the maximum, as in torch",
    step=step,
    state=("m", "v", "v_max", "m_ones", "v_ones"),
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "average of the gradient", 0.9),
        "beta2": decay(r"\beta_2", "average of its square", 0.999),
        "eps": eps(1e-8),
    },
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    varies="amsgrad",
    peer="torch.optim.Adam(amsgrad=True)",
    calls={
        "torch": Call("torch.optim.Adam({p}, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, amsgrad=True)"),
        "keras": Call(
            "keras.optimizers.Adam(learning_rate={lr}, beta_1={beta1}, beta_2={beta2}, epsilon={eps}, amsgrad=True)", before=KERAS_EPS
        ),
    },
)
