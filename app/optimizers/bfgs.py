"""BFGS: learn the inverse Hessian from how the gradient changes, and go only as far as the loss really falls."""

import math

from app.optimizers.optimizer import LR, Coupled, always
from surfaces.knob import Knob


def step(x, y, gx, gy, hxx, hxy, hyy, t, lr, f_and_grad, k, bxx, bxy, byy, px, py, qx, qy, c1, backtrack):
    sx, sy, ux, uy = x - px, y - py, gx - qx, gy - qy
    su = (sx * ux + sy * uy) * (t > 1)
    if (
        su > 1e-12 * math.sqrt((sx * sx + sy * sy) * (ux * ux + uy * uy)) and su > 1e-280
    ):  # else the curvature along the step was not positive, and there is nothing to learn
        if t == 2:
            bxx, bxy, byy = su / (ux * ux + uy * uy), 0.0, su / (ux * ux + uy * uy)
        vx, vy = bxx * ux + bxy * uy, bxy * ux + byy * uy
        more = (1 + (ux * vx + uy * vy) / su) / su
        bxx, byy = bxx + more * sx * sx - 2 * sx * vx / su, byy + more * sy * sy - 2 * sy * vy / su
        bxy = bxy + more * sx * sy - (sx * vy + sy * vx) / su
    dx, dy = -(bxx * gx + bxy * gy), -(bxy * gx + byy * gy)
    slope = dx * gx + dy * gy
    here, _, _ = f_and_grad(x, y, k)
    a, falls = lr, False
    for trial in range(120):
        there, _, _ = f_and_grad(x + a * dx, y + a * dy, k)
        falls = there <= here + c1 * a * min(slope, 0.0)
        if falls:
            break
        a = a * (backtrack if trial < 60 else 0.5)  # a backtrack near 1 alone would not get far
    a = a if falls else 0.0  # no step rather than one that rises
    return x + a * dx, y + a * dy, bxx, bxy, byy, x, y, gx, gy


OPTIMIZER = Coupled(
    name="BFGS",
    summary="Newton's speed without second derivatives; a step that would raise the loss is not taken. It may stop at a saddle.",
    formula=(
        r"B_t = \left(I - \frac{s u^T}{s^T u}\right) B_{t-1} \left(I - \frac{u s^T}{s^T u}\right) + \frac{s s^T}{s^T u}",
        r"x_{t+1} = x_t - \alpha_t B_t g_t",
        r"f(x_{t+1}) \leq f(x_t) - c_1 \alpha_t g_t^T B_t g_t",
        r"\alpha_t = \eta_t \beta^n",
    ),
    source="Nocedal & Wright 2006, Numerical Optimization, eq. 6.17, 6.20, algorithm 3.1 (Armijo from lr, at most 120 trials)",
    step=step,
    searches=True,
    state=("bxx", "bxy", "byy", "px", "py", "qx", "qy"),
    start={"bxx": 1.0, "byy": 1.0},
    knobs={
        "lr": LR,
        "c1": Knob("c_1", "share of the promised decrease", 1e-4, 1e-6, 0.5, "log", min=0.0, max=1.0, open=("max",)),
        "backtrack": Knob(r"\beta", "shortening of a trial", 0.5, 0.1, 0.9, min=0.0, max=1.0, open=("max",)),
    },
    default_lr=always(1.0),
    varies="newton",
)
