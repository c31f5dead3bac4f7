"""Lanes in Keras 3, computed by JAX."""

from app.exports.scripts.lane import Part, filled, loop

NAME = "Keras"
HEAD = """import os

os.environ["KERAS_BACKEND"] = "jax"
import jax
import keras

jax.config.update("jax_enable_x64", True)
keras.config.set_floatx("float64")"""

METHODS = {
    "gradient_descent": "keras.optimizers.SGD(learning_rate={lr})",
    "momentum_polyak": "keras.optimizers.SGD(learning_rate={lr}, momentum={mu})",
    "momentum": "keras.optimizers.SGD(learning_rate={lr}, momentum={mu})",
    "nesterov": "keras.optimizers.SGD(learning_rate={lr}, momentum={mu}, nesterov=True)",
    "adadelta": "keras.optimizers.Adadelta(learning_rate={lr}, rho={rho}, epsilon={eps})",
    "adam": "keras.optimizers.Adam(learning_rate={lr}, beta_1={beta1}, beta_2={beta2}, epsilon={eps})",
    "amsgrad_torch": "keras.optimizers.Adam(learning_rate={lr}, beta_1={beta1}, beta_2={beta2}, epsilon={eps}, amsgrad=True)",
    "adamw": """keras.optimizers.AdamW(
        learning_rate={lr}, weight_decay={weight_decay}, beta_1={beta1}, beta_2={beta2}, epsilon={eps}
    )""",
    "lion": "keras.optimizers.Lion(learning_rate={lr}, beta_1={beta1}, beta_2={beta2}, weight_decay={weight_decay})",
}
CORRECTED = {"adam", "amsgrad_torch", "adamw"}
"""Keras adds epsilon before bias correction of sigma, all others after it."""

VELOCITY = {"momentum", "nesterov"}
"""Keras scales each gradient by the rate of its own step; that agrees with ours only while the rate is constant."""


def lines(part: Part) -> list[str] | None:
    """Return the body of a lane's function; None if Keras has no equivalent method."""
    key, knobs = part.lane.optimizer.key, part.lane.optimizer.values()
    if key not in METHODS or not part.even or (key in VELOCITY and not part.steady):
        return None
    before = [
        *part.rates(),
        'p = keras.Variable(START, dtype="float64")',
        *f"optimizer = {filled(METHODS[key], knobs)}".split("\n"),
        "optimizer.build([p])",
    ]
    corrected = f"optimizer.epsilon = {knobs.get('eps')!r} * np.sqrt(1 - {knobs.get('beta2')!r}**t)  # Keras adds it before the correction"
    body = [
        *part.heard(),
        *part.seen(),
        "optimizer.learning_rate = rate",
        *([corrected] if key in CORRECTED else []),
        "optimizer.apply([keras.ops.convert_to_tensor(g)], [p])",
    ]
    return loop(before, body, "np.array(p)")
