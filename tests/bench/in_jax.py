"""A recorded walk in JAX: one compiled lax.scan around optax, whose input are the start and the rate of every step."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import optax

from app.engine.run import Ground, Walker

jax.config.update("jax_enable_x64", True)

METHODS: dict[str, Any] = {
    "gradient_descent": optax.sgd,
    "momentum": lambda rate: optax.sgd(rate, 0.9),
    **{key: getattr(optax, key) for key in ("adagrad", "adadelta", "rmsprop", "adam", "adamw", "amsgrad", "adamax", "nadam")},
    **{key: getattr(optax, key) for key in ("adabelief", "yogi", "lion", "adan")},
}
KEYS = tuple(METHODS)


def walk(ground: Ground, walker: Walker, start: tuple[float, float], steps: int) -> Callable[[], object]:
    """Return a call of so many steps; every row has position, loss and gradient norm. Knobs are constants to the compiler."""
    surface, k = ground.surface(), ground.arguments()

    def scanned(p, table):
        method = METHODS[walker.optimizer](lambda count: table[count])

        def body(carry, _):
            p, state = carry
            g = jnp.stack(surface.grad(p[0], p[1], *k))
            updates, state = method.update(g, state, p)
            return (optax.apply_updates(p, updates), state), (p, surface.value(p[0], p[1], *k), jnp.sqrt(g @ g))

        return jax.lax.scan(body, (p, method.init(p)), None, length=steps)

    compiled, given = jax.jit(scanned), (jnp.asarray(start), jnp.asarray(walker.rates(steps)))
    return lambda: jax.block_until_ready(compiled(*given))
