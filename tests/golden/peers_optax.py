"""The optimizers as optax has them, by the name and the knobs that they have here."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from optax import contrib

jax.config.update("jax_enable_x64", True)

# Each from (rate, knobs), `rate` being a schedule: count, from 0, to learning rate.
OPTIMIZERS: dict[str, Any] = {
    "adabelief": lambda rate, beta1, beta2, **more: optax.adabelief(rate, b1=beta1, b2=beta2, **more),
    "yogi": lambda rate, beta1, beta2, **more: optax.yogi(rate, b1=beta1, b2=beta2, **more),
    "lion": lambda rate, beta1, beta2, **more: optax.lion(rate, b1=beta1, b2=beta2, **more),
    "prodigy": lambda rate, beta1, beta2, **more: contrib.prodigy(rate, (beta1, beta2), **more),
    "lookahead": lambda rate, sync_period, slow_step, mu: optax.lookahead(optax.sgd(rate, mu), sync_period, slow_step),
    "sam": lambda rate, rho: contrib.sam(optax.sgd(rate), optax.chain(contrib.normalize(), optax.sgd(rho))),
    "schedule_free_sgd": lambda rate, beta: schedule_free(optax.sgd(rate), rate, beta),
    "schedule_free_adamw": lambda rate, beta, beta2, eps, weight_decay: schedule_free(
        optax.chain(
            optax.scale_by_rms(beta2, eps, eps_in_sqrt=False, bias_correction=True),
            optax.add_decayed_weights(weight_decay),
            optax.scale_by_learning_rate(rate),
        ),
        rate,
        beta,
    ),
}


def schedule_free(inner, rate, beta):
    """Return what optax's schedule_free_sgd and schedule_free_adamw return, for a rate that changes.

    optax hands the weights a count from 1 and the inner optimizer one from 0: here both see the rate of this step.
    """
    return contrib.schedule_free(inner, lambda count: rate(count - 1), beta)


def trajectory(case, rates, gradient):
    """Return the positions of a case, shape (steps + 1, 2); `rates` has shape (steps,)."""
    table = jnp.asarray(rates, dtype=jnp.float64)
    method = OPTIMIZERS[case["optimizer"]](lambda count: table[count], **case["knobs"], **case.get("inner_knobs", {}))
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
