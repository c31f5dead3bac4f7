"""Schedule-free descent: a fast point z walks, its average x is what counts, and the gradient is taken between the two.

The rows of a run are x. The rate of a step weighs it in the average by the square of the largest rate so far.
"""

import numpy as np

from app.optimizers.optimizer import LR, Call, Optimizer, decay


def probe(x, g, norm, z, peak, total, beta):
    return z + beta * (x - z)


def step(x, g, t, lr, z, peak, total, beta):
    z = z - lr * g
    peak = np.maximum(peak, lr)
    total = total + peak**2
    share = peak**2 / (total + (total == 0))  # 1 / t at a constant rate
    return x + share * (z - x), z, peak, total


OPTIMIZER = Optimizer(
    name="Schedule-free descent",
    summary="Settles without a falling rate, because it averages; the average still contains the whole way, so it arrives late.",
    formula=(
        r"g_t = \nabla f\left((1 - \beta) z_t + \beta x_t\right)",
        r"z_{t+1} = z_t - \eta_t g_t",
        r"w_t = w_{t-1} + \max(\eta_1, \ldots, \eta_t)^2",
        r"c_t = \frac{w_t - w_{t-1}}{w_t}",
        r"x_{t+1} = (1 - c_t) x_t + c_t z_{t+1}",
    ),
    source="Defazio et al. 2024, The Road Less Scheduled, eq. 3-5, arXiv:2405.15682; weights as in optax.contrib.schedule_free_sgd",
    step=step,
    state=("z", "peak", "total"),
    start={"z": "x"},
    knobs={"lr": LR, "beta": decay(r"\beta", "share of the average in the look", 0.9)},
    probe=probe,
    varies="gradient_descent",
    peer="optax.contrib.schedule_free_sgd, schedulefree",
    calls={
        "optax": Call("contrib.schedule_free(optax.sgd(schedule), lambda count: schedule(count - 1), b1={beta})", when="plain"),
    },
)
