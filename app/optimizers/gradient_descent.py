"""Gradient descent: one step down the slope, as long as the slope is steep."""

from app.optimizers.optimizer import LR, Call, Optimizer


def step(x, g, t, lr):
    return x - lr * g


OPTIMIZER = Optimizer(
    name="Gradient descent",
    summary="Cheap and simple; one rate for all directions, so it either bounces across the steep one or crawls along the flat one.",
    formula=(r"x_{t+1} = x_t - \eta_t g_t",),
    source="Cauchy 1847; Goodfellow, Bengio & Courville 2016, Deep Learning, eq. 4.5",
    step=step,
    state=(),
    knobs={"lr": LR},
    stable=lambda: 2.0,
    peer="torch.optim.SGD",
    calls={
        "torch": Call("torch.optim.SGD({p}, lr={lr})"),
        "optax": Call("optax.sgd(schedule)"),
        "keras": Call("keras.optimizers.SGD(learning_rate={lr})"),
    },
)
