"""RMSProp: divide by a running root mean square of the gradient, which starts from zero."""

import numpy as np

from app.optimizers.optimizer import LR, Call, Optimizer, decay, eps, share_of_the_domain


def step(x, g, t, lr, v, alpha, eps):
    v = alpha * v + (1 - alpha) * g**2
    sigma = np.sqrt(v) + eps
    return x - lr * g / (sigma + (sigma == 0)), v


def sigma(t, v, alpha, eps):
    return np.sqrt(v) + eps


OPTIMIZER = Optimizer(
    name="RMSProp",
    summary="Forgets old gradients, so its step fits the slope of here and now; a start at zero makes the first step too long.",
    formula=(
        r"v_t = \alpha v_{t-1} + (1 - \alpha) g_t^2",
        r"x_{t+1} = x_t - \frac{\eta_t}{\sqrt{v_t} + \varepsilon} g_t",
    ),
    source="Hinton 2012, Neural Networks for Machine Learning, lecture 6e; eps outside the root and v_0 = 0 as in torch.optim.RMSprop",
    step=step,
    state=("v",),
    knobs={"lr": LR, "alpha": decay(r"\alpha", "averaging constant", 0.99), "eps": eps(1e-8)},
    default_lr=share_of_the_domain(0.02),
    sigma=sigma,
    varies="adagrad",
    peer="torch.optim.RMSprop",
    calls={
        "torch": Call("torch.optim.RMSprop({p}, lr={lr}, alpha={alpha}, eps={eps})"),
        "optax": Call("optax.rmsprop(schedule, decay={alpha}, eps={eps}, eps_in_sqrt=False)"),
    },
)
