"""AdaDelta: the gradient in units of its own size, times the size of the moves so far."""

import numpy as np

from app.optimizers.optimizer import LR, Call, Optimizer, always, decay, eps


def step(x, g, t, lr, v, u, sigma, rho, eps):
    v = rho * v + (1 - rho) * g**2
    moved = np.sqrt(u + eps)  # the size of the moves up to the last one
    sigma = np.sqrt(v + eps) / (moved + (moved == 0))
    delta = moved * g / (np.sqrt(v + eps) + (v + eps == 0))
    u = rho * u + (1 - rho) * delta**2
    return x - lr * delta, v, u, sigma


def sigma(t, v, u, sigma, rho, eps):
    return sigma


OPTIMIZER = Optimizer(
    name="AdaDelta",
    summary="Needs no rate: its past moves set the scale of the next; starting at about √ε, it takes very long to speed up.",
    formula=(
        r"v_t = \rho v_{t-1} + (1 - \rho) g_t^2",
        r"\Delta_t = \frac{\sqrt{u_{t-1} + \varepsilon}}{\sqrt{v_t + \varepsilon}} g_t",
        r"u_t = \rho u_{t-1} + (1 - \rho) \Delta_t^2",
        r"x_{t+1} = x_t - \eta_t \Delta_t",
    ),
    source="Zeiler 2012, ADADELTA: An Adaptive Learning Rate Method, algorithm 1, arXiv:1212.5701; with a rate as in torch.optim.Adadelta",
    step=step,
    state=("v", "u", "sigma"),
    knobs={"lr": LR, "rho": decay(r"\rho", "averaging constant", 0.9), "eps": eps(1e-6)},
    default_lr=always(1.0),
    sigma=sigma,
    varies="rmsprop",
    peer="torch.optim.Adadelta",
    calls={
        "torch": Call("torch.optim.Adadelta({p}, lr={lr}, rho={rho}, eps={eps})"),
        "optax": Call("optax.adadelta(schedule, rho={rho}, eps={eps})"),
        "keras": Call("keras.optimizers.Adadelta(learning_rate={lr}, rho={rho}, epsilon={eps})"),
    },
)
