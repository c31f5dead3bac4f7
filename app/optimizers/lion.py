"""Lion: the sign of a mixture of gradient and momentum, every step as long as the rate."""

import numpy as np

from app.optimizers.optimizer import LR, Call, Optimizer, decay, share_of_the_domain
from surfaces.knob import Knob


def step(x, g, t, lr, m, beta1, beta2, weight_decay):
    update = np.sign(beta1 * m + (1 - beta1) * g)
    m = beta2 * m + (1 - beta2) * g
    return x - lr * (update + weight_decay * x), m


OPTIMIZER = Optimizer(
    name="Lion",
    summary="Sign descent with a memory: crosses flats at full speed. Its steps stay as long as the rate, so the rate has to fall.",
    formula=(
        r"c_t = \operatorname{sign}\left(\beta_1 m_{t-1} + (1 - \beta_1) g_t\right)",
        r"m_t = \beta_2 m_{t-1} + (1 - \beta_2) g_t",
        r"x_{t+1} = x_t - \eta_t \left(c_t + \lambda x_t\right)",
    ),
    source="Chen et al. 2023, Symbolic Discovery of Optimization Algorithms, algorithm 2, arXiv:2302.06675; optax decays by 1e-3 unasked",
    step=step,
    state=("m",),
    knobs={
        "lr": LR,
        "beta1": decay(r"\beta_1", "share of the old in the step", 0.9),
        "beta2": decay(r"\beta_2", "share of the old in the memory", 0.99),
        "weight_decay": Knob(r"\lambda", "weight decay", 0.0, 0.0, 0.5, min=0.0),
    },
    default_lr=share_of_the_domain(0.005),
    varies="sign_sgd",
    peer="optax.lion",
    calls={
        "optax": Call("optax.lion(schedule, b1={beta1}, b2={beta2}, weight_decay={weight_decay})"),
        "keras": Call("keras.optimizers.Lion(learning_rate={lr}, beta_1={beta1}, beta_2={beta2}, weight_decay={weight_decay})"),
    },
)
