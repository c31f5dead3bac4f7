"""AdaGrad: divide by the root of the sum of all squared gradients."""

import numpy as np

from app.optimizers.optimizer import LR, Call, Optimizer, eps, share_of_the_domain


def step(x, g, t, lr, total, eps):
    total = total + g**2
    sigma = np.sqrt(total) + eps
    return x - lr * g / (sigma + (sigma == 0)), total


def sigma(t, total, eps):
    return np.sqrt(total) + eps


OPTIMIZER = Optimizer(
    name="AdaGrad",
    summary="Its divisor never falls, so it slows down for ever and may stall on the way. It can still burst where the curvature grows.",
    formula=(
        r"s_t = s_{t-1} + g_t^2",
        r"x_{t+1} = x_t - \frac{\eta_t}{\sqrt{s_t} + \varepsilon} g_t",
    ),
    source="Duchi, Hazan & Singer 2011, JMLR 12, figure 1 (diagonal); eps outside the root as in torch.optim.Adagrad",
    step=step,
    state=("total",),
    knobs={"lr": LR, "eps": eps(1e-10)},
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    varies="gradient_descent",
    peer="torch.optim.Adagrad",
    calls={
        "torch": Call("torch.optim.Adagrad({p}, lr={lr}, eps={eps})"),
    },
)
