"""The optimizers as optax has them, by the name and the knobs that they have here: each unit says how optax is called."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from optax import contrib

from app.exports.scripts.lane import filled
from app.optimizers import OPTIMIZERS as UNITS

jax.config.update("jax_enable_x64", True)

CALLS = {key: unit.calls["optax"].text for key, unit in UNITS.items() if unit.peer and "optax" in unit.calls}
OPTIMIZERS = tuple(CALLS)


def made(case: dict[str, Any], schedule: Callable[[Any], Any]) -> Any:
    """Return the method of a case, as its unit says that optax is called; `schedule` is a function of the count of steps, from 0."""
    text = CALLS[case["optimizer"]]
    if "inner" in case:
        text = text.replace("{inner}", UNITS[case["inner"]].calls["optax"].text)
    names = {"optax": optax, "contrib": contrib, "schedule": schedule}
    return eval(f"({filled(text, {**case['knobs'], **case.get('inner_knobs', {})})})", names)


def trajectory(case, rates, gradient):
    """Return the positions of a case, shape (steps + 1, 2); `rates` has shape (steps,)."""
    table = jnp.asarray(rates, dtype=jnp.float64)
    method = made(case, lambda count: table[count])
    seen = {"lookahead": fast, "schedule_free_sgd": averaged, "schedule_free_adamw": averaged}.get(case["optimizer"], itself)
    calls = 2 if case["optimizer"] == "sam" else 1  # the first of two climbs
    start = jnp.asarray(case["start"], dtype=jnp.float64)
    p = optax.LookaheadParams.init_synced(start) if case["optimizer"] == "lookahead" else start
    state, update, apply = method.init(p), jax.jit(method.update), jax.jit(optax.apply_updates)
    rows = [np.asarray(start)]
    for _ in rates:
        for _ in range(calls):
            updates, state = update(jnp.asarray(gradient(np.asarray(getattr(p, "fast", p)))), state, p)
            p = apply(p, updates)
        rows.append(np.asarray(seen(state, p)))
    return np.array(rows)


def itself(state, p):
    return p


def fast(state, p):
    return p.fast


def averaged(state, p):
    return contrib.schedule_free_eval_params(state, p)
