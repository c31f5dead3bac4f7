"""AdaGrad with a window: divide by the root mean square of the last few gradients."""

import numpy as np

from app.optimizers.optimizer import LR, Optimizer, eps, share_of_the_domain
from surfaces.knob import Knob


def step(x, g, t, lr, recent, mean, window, eps):
    mean = 0.0
    for past in recent:  # as many as there are, at most `window`, this one included
        mean = mean + past**2 / len(recent)
    sigma = np.sqrt(mean) + eps
    return x - lr * g / (sigma + (sigma == 0)), mean


def sigma(t, mean, window, eps):
    return np.sqrt(mean) + eps


OPTIMIZER = Optimizer(
    name="AdaGrad (window)",
    summary="Forgets what lies more than a window behind, all at once: quick on long ways, restless where the window is short.",
    formula=(
        r"\sigma_t = \sqrt{\frac{1}{\min(t, w)} \sum_{i=\max(1, t-w+1)}^{t} g_i^2}",
        r"x_{t+1} = x_t - \frac{\eta_t}{\sigma_t + \varepsilon} g_t",
    ),
    source="Zeiler 2012, ADADELTA, section 3.1 (a sum over a window), arXiv:1212.5701; here its mean, eps outside the root",
    step=step,
    state=("mean",),
    knobs={"lr": LR, "window": Knob("w", "window in steps", 10, 1, 100, min=1, max=1000, kind="integer"), "eps": eps(1e-8)},
    default_lr=share_of_the_domain(0.01),  # a short window knows little more than the sign
    sigma=sigma,
    window="window",
    varies="adagrad_mean",
)
