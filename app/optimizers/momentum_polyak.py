"""Heavy ball: momentum with the rate inside the velocity, as Polyak writes it."""

from app.optimizers.optimizer import LR, Call, Optimizer, decay


def step(x, g, t, lr, v, mu):
    v = mu * v - lr * g
    return x + v, v


OPTIMIZER = Optimizer(
    name="Momentum (heavy ball)",
    summary="At a constant rate the same as momentum; when the rate falls, the old velocity rolls on undiminished and overshoots.",
    formula=(r"v_t = \mu v_{t-1} - \eta_t g_t", r"x_{t+1} = x_t + v_t"),
    source="Polyak 1964, Some methods of speeding up the convergence of iteration methods, eq. 9; rate inside the velocity",
    step=step,
    state=("v",),
    knobs={"lr": LR, "mu": decay(r"\mu", "momentum", 0.9)},
    stable=lambda mu: 2 * (1 + mu),
    varies="momentum",
    calls={
        "keras": Call("keras.optimizers.SGD(learning_rate={lr}, momentum={mu})"),
    },
)
