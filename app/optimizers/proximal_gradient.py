"""Proximal gradient: a step down the slope of everything but the penalty on |x|, then the penalty pulls x towards 0, and no farther.

The surface's gradient has the slope of that penalty, l1 sign(x); here it is taken out again. So at every step the method lowers the
surface as it is, with all of its penalty. Where l1 here is less than the surface's, descent takes the rest.
"""

import numpy as np

from app.optimizers.optimizer import LR, Optimizer
from surfaces.knob import Knob


def step(x, g, t, lr, l1):
    z = x - lr * (g - l1 * np.sign(x))
    return np.sign(z) * np.maximum(np.abs(z) - lr * l1, 0.0)


OPTIMIZER = Optimizer(
    name="Proximal gradient (ISTA)",
    summary="For a penalty on |x|: a weight that arrives at 0 stays there, where gradient descent steps across 0 and back for ever.",
    formula=(
        r"z_t = x_t - \eta_t \left(g_t - \lambda_1 \operatorname{sign}(x_t)\right)",
        r"x_{t+1} = \operatorname{sign}(z_t) \max\left(|z_t| - \eta_t \lambda_1, 0\right)",
    ),
    source="Daubechies, Defrise & De Mol 2004, arXiv:math/0307152; Beck & Teboulle 2009, eq. 1.4; Parikh & Boyd 2014, section 4.2",
    step=step,
    state=(),
    knobs={"lr": LR, "l1": Knob(r"\lambda_1", "penalty of the surface on |x|", 0.0, 0.0, 1.0, min=0.0, max=1e9)},
    stable=lambda l1: 2.0,
    varies="gradient_descent",
)
