"""Whatever the hard bounds allow, for all units: a run ends with a status, and JSON holds numbers or null."""

import json
import math
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Optimizer, Wrapper
from app.replies.rows import answer
from app.replies.wire import dumps
from app.scene.scene import Scene
from app.schedules import SCHEDULES
from surfaces import SURFACES
from surfaces.knob import Knob
from tests.drawing import taken
from tests.scenes import EVERYTHING

HUGE = 1e300
WRAPPED = ("gradient_descent", "momentum", "adam", "adagrad_window", "sam", "prodigy")
"""Methods of every kind to be wrapped: each pair is a kernel to compile, and other runs would draw others."""


def values(knob: Knob) -> st.SearchStrategy[Any]:
    """Draw what a knob's hard bounds allow."""
    low = -HUGE if knob.min is None else knob.min
    high = HUGE if knob.max is None else knob.max
    if knob.kind == "integer":
        return st.integers(math.ceil(max(low, -(2**40))), math.floor(min(high, 2**40)))
    number = st.floats(low, high, exclude_min="min" in knob.open, exclude_max="max" in knob.open)
    return st.lists(number, min_size=1, max_size=4) if knob.kind == "list" else number


@st.composite
def choices(draw: st.DrawFn, units: Any, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Draw a unit with some of its knobs; the others keep their defaults."""
    key = draw(st.sampled_from(list(units)))
    knobs = {name: knob for name, knob in units[key].knobs.items() if name not in without}
    said = {name: draw(values(knob)) for name, knob in knobs.items() if draw(st.booleans())}
    made = {"key": key, "knobs": said}
    if isinstance(units[key], Wrapper):
        inner = {name: unit for name, unit in OPTIMIZERS.items() if isinstance(unit, Optimizer) and (EVERYTHING or name in WRAPPED)}
        made["inner"] = draw(choices(inner, ("lr",)))
    return made


@st.composite
def scenes(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a scene of one lane, everything around the step included."""
    surface = draw(choices(SURFACES))
    unit = SURFACES[surface["key"]]
    if unit.data:
        drawn = [surface["knobs"].get(name, knob.default) for name, knob in unit.knobs.items()]
        surface["knobs"] = dict(zip(unit.knobs, taken(unit, drawn, lambda on: draw(st.sampled_from(on))), strict=True))
    start = [draw(st.floats(*interval)) for interval in SURFACES[surface["key"]].domain]
    around = {
        "warmup": draw(st.integers(0, 50)),
        "weight_decay": draw(st.sampled_from([0.0, 0.1, 1e200])),
        "clip": draw(st.sampled_from([None, 1e-3, 1e200])),
        "lr_scale": [draw(st.sampled_from([1.0, 0.0, 1e-3, 1e200])) for _ in range(2)],
    }
    lane: dict[str, Any] = {"optimizer": draw(choices(OPTIMIZERS)), "schedule": draw(choices(SCHEDULES)), **around}
    if not isinstance(OPTIMIZERS[lane["optimizer"]["key"]], Coupled):
        lane["freeze"] = {axis: draw(st.integers(0, 50)) for axis in "xy"}
    if unit.data and draw(st.booleans()):
        lane["batch"] = draw(st.integers(1, surface["knobs"]["n"]))
        lane["order"] = draw(st.sampled_from(["shuffle", "replacement", "fixed"]))
    noise = draw(st.sampled_from([0.0, 1.0, 1e200]))
    return {
        "surface": surface,
        "start": start,
        "steps": draw(st.integers(1, 40)),
        "seed": draw(st.integers(0, 2**53 - 1)),
        "noise": noise,
        "lanes": [lane],
    }


def checked(said: dict[str, Any]) -> Scene | None:
    """Return the scene, or None where knobs do not go together: that is a fault with a sentence, tested elsewhere."""
    try:
        return Scene.model_validate(said)
    except ValidationError as error:
        if {detail["type"] for detail in error.errors()} == {"together"}:
            return None
        raise


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@example(
    {
        "surface": {"key": "saddle", "knobs": {"c": 5e-324}},
        "start": [0.0, 0.0],
        "steps": 1,
        "seed": 0,
        "noise": 0.0,
        "lanes": [{"optimizer": {"key": "sign_sgd"}}],
    }
)
@given(scenes())
def test_a_run_ends_with_a_status_and_numbers_or_null(said: dict[str, Any]) -> None:
    scene = checked(said)
    if scene is None:
        return
    text = dumps(answer(scene))
    (lane,) = json.loads(text)["lanes"]
    step = lane["status"]["step"]
    assert lane["status"]["kind"] in ("finished", "diverged")
    assert 1 <= step <= said["steps"]
    assert (step == said["steps"]) or lane["status"]["kind"] == "diverged"
    assert len(lane["lr"]) == len(lane["lr_x"]) == step
    assert len(lane["x"]) in ((step + 1,) if lane["status"]["kind"] == "finished" else (step, step + 1))
    assert all(math.isfinite(number) for name in ("x", "y") for number in lane[name])
    for name in ("loss", "gradient_norm", "lr", "lr_x", "lr_y"):
        assert all(number is None or math.isfinite(number) for number in lane[name])
    assert dumps(answer(scene)) == text
