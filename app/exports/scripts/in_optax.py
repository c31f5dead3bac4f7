"""Lanes in JAX with optax."""

from app.engine.run import Walker
from app.exports.scripts.lane import Part, filled, loop

NAME = "optax"
HEAD = 'import jax\nimport jax.numpy as jnp\nimport optax\nfrom optax import contrib\n\njax.config.update("jax_enable_x64", True)'

# `schedule` is a function of the count of steps taken so far.
METHODS = {
    "gradient_descent": "optax.sgd(schedule)",
    "momentum": "optax.sgd(schedule, momentum={mu})",
    "momentum_ema": "optax.chain(optax.ema({beta}, debias=False), optax.scale_by_learning_rate(schedule))",
    "nesterov": "optax.sgd(schedule, momentum={mu}, nesterov=True)",
    "sign_sgd": "optax.sign_sgd(schedule)",
    "adadelta": "optax.adadelta(schedule, rho={rho}, eps={eps})",
    "rmsprop": "optax.rmsprop(schedule, decay={alpha}, eps={eps}, eps_in_sqrt=False)",
    "adam": "optax.adam(schedule, b1={beta1}, b2={beta2}, eps={eps})",
    "adamw": "optax.adamw(schedule, b1={beta1}, b2={beta2}, eps={eps}, weight_decay={weight_decay})",
    "adamax": "optax.adamax(schedule, b1={beta1}, b2={beta2}, eps={eps})",
    "adabelief": "optax.adabelief(schedule, b1={beta1}, b2={beta2}, eps={eps}, eps_root={eps_root})",
    "yogi": "optax.yogi(schedule, b1={beta1}, b2={beta2}, eps={eps})",
    "lion": "optax.lion(schedule, b1={beta1}, b2={beta2}, weight_decay={weight_decay})",
}
"""Methods whose move is proportional to the rate of its step, so that a rate can be applied afterwards."""

OTHERS = {
    "prodigy": """contrib.prodigy(
        schedule, ({beta1}, {beta2}), eps={eps}, estim_lr0={estim_lr0}, estim_lr_coef={estim_lr_coef}
    )""",
    "sam": "contrib.sam(optax.sgd(schedule), optax.chain(contrib.normalize(), optax.sgd({rho})))",
    "schedule_free_sgd": "contrib.schedule_free(optax.sgd(schedule), lambda count: schedule(count - 1), b1={beta})",
    "schedule_free_adamw": """contrib.schedule_free(
        optax.chain(
            optax.scale_by_rms({beta2}, {eps}, eps_in_sqrt=False, bias_correction=True),
            optax.add_decayed_weights({weight_decay}),
            optax.scale_by_learning_rate(schedule),
        ),
        lambda count: schedule(count - 1),
        b1={beta},
    )""",
}


def constructor(walker: Walker) -> str | None:
    """Return the expression that constructs a lane's method; None if optax has no equivalent."""
    key, knobs = walker.optimizer, dict(walker.knobs)
    plain = walker.schedule != "plateau" and walker.lr_scale == (1.0, 1.0)
    if key in METHODS:
        return filled(METHODS[key], knobs)
    if key == "lookahead" and plain and walker.inner in METHODS:
        inner = filled(METHODS[walker.inner], dict(walker.inner_knobs))
        return filled(f"optax.lookahead({inner}, {{sync_period}}, {{slow_step}})", knobs)
    return filled(OTHERS[key], knobs) if key in OTHERS and plain else None


def lines(part: Part) -> list[str] | None:
    """Return the body of a lane's function; None if optax has no equivalent method."""
    made = constructor(part.walker)
    if made is None:
        return None
    key = part.walker.optimizer
    schedule = "schedule = lambda count: 1.0  # the rate comes from the loss, and is multiplied afterwards" if part.listens else (
        "schedule = lambda count: jnp.asarray(rates)[count]"
    )  # fmt: skip
    start = "optax.LookaheadParams.init_synced(jnp.asarray(START))" if key == "lookahead" else "jnp.asarray(START)"
    before = [
        *part.rates(), schedule, *f"optimizer = {made}".split("\n"), f"p = {start}",
        "state, update = optimizer.init(p), jax.jit(optimizer.update)",
    ]  # fmt: skip
    return loop(before, [*part.heard(), *steps(part, key)], ROWS.get(key, "np.asarray(p)"))


ROWS = {
    "lookahead": "np.asarray(p.fast)",
    "schedule_free_sgd": "np.asarray(contrib.schedule_free_eval_params(state, p))",
    "schedule_free_adamw": "np.asarray(contrib.schedule_free_eval_params(state, p))",
}
"""What a step records, if that is not the parameters themselves."""


def steps(part: Part, key: str) -> list[str]:
    """Return the lines that take one step from x."""
    factors = [*(["rate"] if part.listens else []), *([] if part.even else [f"jnp.asarray({list(part.lane.lr_scale)!r})"])]
    scaled = f"jax.tree.map(lambda move: {' * '.join([*factors, 'move'])}, moves)" if factors else "moves"
    climb = ["moves, state = update(jnp.asarray(grad(*x)), state, p)  # the climb", "p = optax.apply_updates(p, moves)"]
    return [
        *(climb if key == "sam" else []),
        *part.seen("np.asarray(p)" if key == "sam" or key.startswith("schedule_free") else "x"),
        "moves, state = update(jnp.asarray(g), state, p)",
        f"p = optax.apply_updates(p, {scaled})",
    ]
