"""A recorded walk in JAX: one compiled lax.scan around optax, whose input are the start and the rate of every step."""

from collections.abc import Callable
from types import FunctionType
from typing import Any

import jax
import jax.numpy as jnp
import optax

from app.engine.landscape import Landscape
from app.engine.walker import Walker

jax.config.update("jax_enable_x64", True)

METHODS: dict[str, Any] = {
    "gradient_descent": optax.sgd,
    "momentum": lambda rate: optax.sgd(rate, 0.9),
    **{key: getattr(optax, key) for key in ("adagrad", "adadelta", "rmsprop", "adam", "adamw", "adamax", "nadam")},
    **{key: getattr(optax, key) for key in ("adabelief", "yogi", "lion")},
    "amsgrad_torch": optax.amsgrad,
    "adan": optax.adan,  # not the same walks, but as much work
}
KEYS = tuple(METHODS)


def in_jax(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a surface's function that calls JAX where it calls NumPy."""
    assert isinstance(function, FunctionType)
    return FunctionType(function.__code__, {**function.__globals__, "np": jnp})


def walk(landscape: Landscape, walker: Walker, start: tuple[float, float], steps: int) -> Callable[[], object]:
    """Return a call of so many steps; every row has position, loss and gradient norm.

    The surface's knobs are arguments, as they are to us: a slider that compiled anew at every move would be no slider.
    """
    value, grad = (in_jax(function) for function in (landscape.surface().value, landscape.surface().grad))

    def scanned(p, table, k):
        method = METHODS[walker.optimizer](lambda count: table[count])

        def body(carry, _):
            p, state = carry
            g = jnp.stack(grad(p[0], p[1], *k))
            updates, state = method.update(g, state, p)
            return (optax.apply_updates(p, updates), state), (p, value(p[0], p[1], *k), jnp.sqrt(g @ g))

        return jax.lax.scan(body, (p, method.init(p)), None, length=steps)

    compiled, given = jax.jit(scanned), (jnp.asarray(start), jnp.asarray(walker.rates(steps)), jnp.asarray(landscape.arguments()))
    return lambda: jax.block_until_ready(compiled(*given))
