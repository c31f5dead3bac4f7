"""AdaGrad with the full matrix: divide by the root of the sum of outer products, so that no axis is preferred."""

import math

from app.optimizers.optimizer import LR, Coupled, share_of_the_domain
from surfaces.knob import Knob


def step(x, y, gx, gy, hxx, hxy, hyy, t, lr, sxx, sxy, syy, eps):
    sxx, sxy, syy = sxx + gx * gx, sxy + gx * gy, syy + gy * gy
    mean, half = (sxx + syy) / 2, (sxx - syy) / 2
    r = math.sqrt(half * half + sxy * sxy)
    c, s = half / (r + (r == 0)), sxy / (r + (r == 0))  # S = mean I + r [[c, s], [s, -c]]
    high = mean + r
    low = (sxx * syy - sxy * sxy) / (high + (high == 0))  # not mean - r, which cancels
    of_high = 1 / math.sqrt(high) if high > 0 else 0.0
    of_low = 1 / math.sqrt(low) if low > eps * high else 0.0  # what is not seen yet is not divided by
    both, apart = (of_high + of_low) / 2, (of_high - of_low) / 2
    x = x - lr * ((both + apart * c) * gx + apart * s * gy)
    y = y - lr * (apart * s * gx + (both - apart * c) * gy)
    return x, y, sxx, sxy, syy


OPTIMIZER = Coupled(
    name="AdaGrad (full matrix)",
    summary="Does along any direction what diagonal AdaGrad does along the axes; its steps shrink all the same. In 2-D it is Shampoo.",
    formula=(
        r"S_t = S_{t-1} + g_t g_t^T",
        r"\lambda_2 > \varepsilon \lambda_1",
        r"x_{t+1} = x_t - \eta_t S_t^{-1/2} g_t",
    ),
    source="Duchi, Hazan & Singer 2011, Adaptive Subgradient Methods, section 1.1; eigenvalues below eps times the largest are left out",
    step=step,
    state=("sxx", "sxy", "syy"),
    knobs={"lr": LR, "eps": Knob(r"\varepsilon", "relative floor of the eigenvalues", 1e-12, 1e-15, 1e-3, "log", min=0.0, max=1.0)},
    default_lr=share_of_the_domain(0.02),
    varies="adagrad",
)
