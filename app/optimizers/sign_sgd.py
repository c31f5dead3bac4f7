"""Sign descent: every coordinate takes a step as long as the rate, down its slope."""

import numpy as np

from app.optimizers.optimizer import LR, Call, Optimizer, share_of_the_domain


def step(x, g, t, lr):
    return x - lr * np.sign(g)


OPTIMIZER = Optimizer(
    name="Sign descent",
    summary="Does not care how steep it is, so no cliff can throw it. At a constant rate it hops about the minimum in the end.",
    formula=(r"x_{t+1} = x_t - \eta_t \operatorname{sign}(g_t)",),
    source="Bernstein et al. 2018, signSGD: Compressed Optimisation for Non-Convex Problems, algorithm 1, arXiv:1802.04434",
    step=step,
    state=(),
    knobs={"lr": LR},
    default_lr=share_of_the_domain(0.005),
    varies="gradient_descent",
    calls={
        "optax": Call("optax.sign_sgd(schedule)"),
    },
)
