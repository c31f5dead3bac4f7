"""SAM: climb a little first, and take the gradient there; minima that are sharp count as high."""

from app.optimizers.optimizer import LR, Call, Optimizer
from surfaces.knob import Knob


def probe(x, g, norm, rho):
    return x + rho * g / (norm + (norm == 0))


def step(x, g, t, lr, rho):
    return x - lr * g


OPTIMIZER = Optimizer(
    name="Sharpness-aware (SAM)",
    summary="Leaves minima much narrower than ρ for wide ones; costs two gradients a step, and circles the minimum instead of reaching it.",
    formula=(
        r"\hat{x}_t = x_t + \rho \frac{\nabla f(x_t)}{\|\nabla f(x_t)\|}",
        r"g_t = \nabla f(\hat{x}_t)",
        r"x_{t+1} = x_t - \eta_t g_t",
    ),
    source="Foret et al. 2021, Sharpness-Aware Minimization for Efficiently Improving Generalization, algorithm 1, arXiv:2010.01412",
    step=step,
    state=(),
    knobs={"lr": LR, "rho": Knob(r"\rho", "climb", 0.05, 1e-3, 2.0, "log", min=0.0)},
    probe=probe,
    stable=lambda rho: 2.0,
    varies="gradient_descent",
    peer="optax.contrib.sam",
    calls={
        "optax": Call("contrib.sam(optax.sgd(schedule), optax.chain(contrib.normalize(), optax.sgd({rho})))", when="plain"),
    },
)
