"""Lanes in JAX with optax."""

from app.exports.scripts.lane import Part, filled, loop
from app.optimizers import OPTIMIZERS

NAME = "optax"
HEAD = 'import jax\nimport jax.numpy as jnp\nimport optax\nfrom optax import contrib\n\njax.config.update("jax_enable_x64", True)'


def constructor(part: Part) -> str | None:
    """Return the expression that constructs a lane's method; None if optax has no equivalent."""
    walker, call = part.walker, part.call("optax")
    if call is None:
        return None
    inner = OPTIMIZERS[walker.inner].calls.get("optax") if walker.inner else None
    if walker.inner and (inner is None or inner.when):
        return None
    text = call.text.replace("{inner}", filled(inner.text, dict(walker.inner_knobs)) if inner else "")
    return filled(text, dict(walker.knobs))


def lines(part: Part) -> list[str] | None:
    """Return the body of a lane's function; None if optax has no equivalent method."""
    made = constructor(part)
    if made is None or part.lane.freeze:
        return None
    key = part.walker.optimizer
    schedule = "schedule = lambda count: 1.0  # the rate comes from the loss, and is multiplied afterwards" if part.depends_on_loss else (
        "schedule = lambda count: jnp.asarray(rates)[count]"
    )  # fmt: skip
    start = "optax.LookaheadParams.init_synced(jnp.asarray(START))" if key == "lookahead" else "jnp.asarray(START)"
    before = [
        *part.rates(), *part.begins(), schedule, *f"optimizer = {made}".split("\n"), f"p = {start}",
        "state, update = optimizer.init(p), jax.jit(optimizer.update)",
    ]  # fmt: skip
    return loop(part, before, [*part.sees(), *part.loss_factor(), *steps(part, key)], ROWS.get(key, "np.asarray(p)"))


ROWS = {
    "lookahead": "np.asarray(p.fast)",
    "schedule_free_sgd": "np.asarray(contrib.schedule_free_eval_params(state, p))",
    "schedule_free_adamw": "np.asarray(contrib.schedule_free_eval_params(state, p))",
}
"""What a step records, if that is not the parameters themselves."""


def steps(part: Part, key: str) -> list[str]:
    """Return the lines that take one step from x."""
    factors = [*(["rate"] if part.depends_on_loss else []), *([] if part.even else [f"jnp.asarray({list(part.lane.lr_scale)!r})"])]
    scaled = f"jax.tree.map(lambda move: {' * '.join([*factors, 'move'])}, moves)" if factors else "moves"
    climb = [f"moves, state = update(jnp.asarray({part.slope}(*x)), state, p)  # the climb", "p = optax.apply_updates(p, moves)"]
    return [
        *(climb if key == "sam" else []),
        *part.gradient("np.asarray(p)" if key == "sam" or key.startswith("schedule_free") else "x"),
        "moves, state = update(jnp.asarray(g), state, p)",
        f"p = optax.apply_updates(p, {scaled})",
    ]
