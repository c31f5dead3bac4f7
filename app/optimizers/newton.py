"""Newton: go to where the quadratic that touches the surface here has its stationary point."""

from app.optimizers.optimizer import LR, Coupled, always
from surfaces.knob import Knob


def step(x, y, gx, gy, hxx, hxy, hyy, t, lr, damping):
    a, d = hxx + damping, hyy + damping
    det = a * d - hxy * hxy
    det = det + (det == 0)  # a flat direction has no Newton step: the numerators are what is left
    return x - lr * (d * gx - hxy * gy) / det, y - lr * (a * gy - hxy * gx) / det


OPTIMIZER = Coupled(
    name="Newton",
    summary="Arrives in one step on a quadratic, narrow or not; saddles and maxima attract it as much as minima.",
    formula=(r"x_{t+1} = x_t - \eta_t (H_t + \lambda I)^{-1} g_t",),
    source="Nocedal & Wright 2006, Numerical Optimization, section 2.2 and eq. 3.47",
    step=step,
    state=(),
    knobs={"lr": LR, "damping": Knob(r"\lambda", "damping", 0.0, 0.0, 10.0, min=0.0, max=1e9)},
    default_lr=always(1.0),
    # saddles, crests, flat walls
    strays=("ackley", "beale", "canyon", "cliff", "plateau", "rastrigin", "tiny_network", "two_wells", "valley", "wells"),
)
