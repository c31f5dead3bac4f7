"""Schedule-free AdamW: the fast point z takes AdamW's steps without momentum; its average x is what counts.

The rows of a run are x. The rate of a step weighs it in the average by the square of the largest rate so far.
"""

import numpy as np

from app.optimizers.optimizer import LR, Call, Optimizer, decay, eps, share_of_the_domain
from surfaces.knob import Knob


def probe(x, g, norm, z, v, v_ones, peak, total, beta, beta2, eps, weight_decay):
    return z + beta * (x - z)


def step(x, g, t, lr, z, v, v_ones, peak, total, beta, beta2, eps, weight_decay):
    y = z + beta * (x - z)  # where g was taken
    v = beta2 * v + (1 - beta2) * g**2
    v_ones = beta2 * v_ones + (1 - beta2)  # the same average, of ones: it is 1 - beta2^t
    sigma = np.sqrt(v / v_ones) + eps
    z = z - lr * (g / (sigma + (sigma == 0)) + weight_decay * y)
    peak = np.maximum(peak, lr)
    total = total + peak**2
    share = peak**2 / (total + (total == 0))  # 1 / t at a constant rate
    return x + share * (z - x), z, v, v_ones, peak, total


def sigma(t, z, v, v_ones, peak, total, beta, beta2, eps, weight_decay):
    return np.sqrt(v / v_ones) + eps


OPTIMIZER = Optimizer(
    name="Schedule-free AdamW",
    summary="Adam's steps without its jitter at a constant rate; the average still contains the whole way, so it arrives late.",
    formula=(
        r"y_t = (1 - \beta) z_t + \beta x_t",
        r"g_t = \nabla f(y_t)",
        r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2",
        r"z_{t+1} = z_t - \eta_t \left(\frac{g_t}{\sqrt{v_t / (1 - \beta_2^t)} + \varepsilon} + \lambda y_t\right)",
        r"w_t = w_{t-1} + \max(\eta_1, \ldots, \eta_t)^2",
        r"c_t = \frac{w_t - w_{t-1}}{w_t}",
        r"x_{t+1} = (1 - c_t) x_t + c_t z_{t+1}",
    ),
    source="Defazio et al. 2024, The Road Less Scheduled, algorithm 1, arXiv:2405.15682; as optax.contrib.schedule_free_adamw has it",
    step=step,
    state=("z", "v", "v_ones", "peak", "total"),
    start={"z": "x"},
    knobs={
        "lr": LR,
        "beta": decay(r"\beta", "share of the average in the look", 0.9),
        "beta2": decay(r"\beta_2", "average of the square", 0.999),
        "eps": eps(1e-8),
        "weight_decay": Knob(r"\lambda", "weight decay", 0.0, 0.0, 0.5, min=0.0),
    },
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    probe=probe,
    varies="schedule_free_sgd",
    peer="optax.contrib.schedule_free_adamw, schedulefree",
    calls={
        "optax": Call(
            """contrib.schedule_free(
        optax.chain(
            optax.scale_by_rms({beta2}, {eps}, eps_in_sqrt=False, bias_correction=True),
            optax.add_decayed_weights({weight_decay}),
            optax.scale_by_learning_rate(schedule),
        ),
        lambda count: schedule(count - 1),
        b1={beta},
    )""",
            when="plain",
        ),
    },
)
