"""Lookahead: let another method run ahead for some steps, then go a share of the way after it."""

from app.optimizers.optimizer import LR, Call, Wrapper
from surfaces.knob import Knob


def step(x, t, slow, sync_period, slow_step):
    due = t % sync_period == 0
    slow = slow + due * slow_step * (x - slow)
    return slow * due + x * (1 - due), slow


OPTIMIZER = Wrapper(
    name="Lookahead",
    summary="Steadies a method that bounces, by averaging its positions; a method that is steady only gets slower.",
    formula=(
        r"x_t = I(x_{t-1}, \eta_t)",
        r"\phi_{t} = \phi_{t-k} + \alpha (x_t - \phi_{t-k})",
        r"x_t = \phi_t \quad \text{every } k \text{ steps}",
    ),
    source="Zhang et al. 2019, Lookahead Optimizer, algorithm 1, arXiv:1907.08610; the inner state survives, as in optax.lookahead",
    step=step,
    state=("slow",),
    start={"slow": "x"},
    knobs={
        "lr": LR,
        "sync_period": Knob("k", "steps between meetings", 5, 1, 50, min=1, max=200_000, kind="integer"),
        "slow_step": Knob(r"\alpha", "share of the way", 0.5, 0.0, 1.0, min=0.0, max=1.0),
    },
    inner="momentum",
    peer="optax.lookahead",
    calls={"optax": Call("optax.lookahead({inner}, {sync_period}, {slow_step})", when="plain")},
)
