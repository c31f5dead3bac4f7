"""Lanes in Keras 3, computed by JAX."""

from app.exports.scripts.lane import Part, filled, loop

NAME = "Keras"
HEAD = """import os

os.environ["KERAS_BACKEND"] = "jax"
import jax
import keras

jax.config.update("jax_enable_x64", True)
keras.config.set_floatx("float64")"""


def lines(part: Part) -> list[str] | None:
    """Return the body of a lane's function; None if Keras has no equivalent method."""
    call, knobs = part.call("keras"), part.lane.optimizer.values()
    if call is None or not part.even or part.lane.freeze:
        return None
    before = [
        *part.rates(),
        *part.begins(),
        'p = keras.Variable(START, dtype="float64")',
        *f"optimizer = {filled(call.text, knobs)}".split("\n"),
        "optimizer.build([p])",
    ]
    body = [
        *part.sees(),
        *part.loss_factor(),
        *part.gradient(),
        "optimizer.learning_rate = rate",
        *([filled(call.before, knobs)] if call.before else []),
        "optimizer.apply([keras.ops.convert_to_tensor(g)], [p])",
    ]
    return loop(part, before, body, "np.array(p)")
