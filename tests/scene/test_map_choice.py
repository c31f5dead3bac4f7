"""A map as a part of a scene: kept as it is said, refused with field, bound and value, not read by a run."""

from typing import Any

import pytest
from pydantic import ValidationError

from app.scene.faults import refusal
from app.scene.scene import Scene
from tests.scenes import lane, scene

X = {"path": "knobs.lr", "low": 0.001, "high": 1.0, "count": 64, "scale": "log"}
Y = {"path": "surface.kappa", "low": 1.0, "high": 1000.0, "count": 32, "scale": "log"}


def with_map(*axes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a scene with a map."""
    return scene(lane("adam", lr=0.1), steps=50, map={"axes": list(axes) or [X, Y], **more})


def test_a_map_is_kept_as_it_was_said() -> None:
    settled = Scene.model_validate(with_map(measure="steps")).model_dump(mode="json")
    assert settled["map"] == {"lane": 0, "axes": [X, Y], "measure": "steps", "tolerance": None, "seeds": 1}
    assert "map" not in Scene.model_validate(scene()).model_dump(mode="json")


def test_a_run_does_not_read_it() -> None:
    """Nor does a run refuse one of a lane that is gone: the page shows the paths all the same."""
    with_one, without = Scene.model_validate(with_map(lane=3)).run(), Scene.model_validate(scene(lane("adam", lr=0.1), steps=50)).run()
    assert (with_one[0].x == without[0].x).all()


@pytest.mark.parametrize(
    ("axes", "path", "bound", "value"),
    [
        ([X, {**Y, "low": 5.0, "high": 5.0}], "map.axes.1.high", "> 5", "5.0"),
        ([X, {**Y, "low": 5.0, "high": 1.0}], "map.axes.1.high", "> 5", "1.0"),
        ([{**X, "low": 0.0}, Y], "map.axes.0.low", "> 0", "0.0"),
        ([{**X, "low": -1.0}, Y], "map.axes.0.low", "> 0", "-1.0"),
        ([{**X, "scale": "near_one"}, Y], "map.axes.0.high", "< 1", "1.0"),
        ([{**X, "low": -1e308, "scale": "linear"}, Y], "map.axes.0.low", ">= -1e+12", "-1e+308"),
        ([X, X], "map.axes.1.path", "another path", "knobs.lr"),
        ([{**X, "count": 1}, Y], "map.axes.0.count", ">= 2", "1"),
        ([{**X, "count": 100_000}, Y], "map.axes.0.count", "<= 2048", "100000"),
        ([{**X, "low": 1.0, "high": 1.0 + 1e-13, "scale": "linear"}, Y], "map.axes.0.high", f">= {1 + 2.0**-40}", str(1 + 1e-13)),
        ([{**X, "low": 0.5, "high": 1 - 2.0**-53, "scale": "near_one", "count": 2048}, Y], "map.axes.0.high", "", str(1 - 2.0**-53)),
        ([{**X, "low": 5e-324}, Y], "map.axes.0.high", "", "1.0"),
        ([X], "map.axes.1", "required", ""),
        ([X, Y, X], "map.axes", "at most 2", None),
        ([{**X, "scale": "cubic"}, Y], "map.axes.0.scale", "one of 'linear', 'log' or 'near_one'", "cubic"),
        ([{**X, "path": ""}, Y], "map.axes.0.path", "at least 1 characters", ""),
    ],
)
def test_a_wrong_axis_is_refused(axes: list[Any], path: str, bound: str, value: str | None) -> None:
    with pytest.raises(ValidationError) as raised:
        Scene.model_validate(with_map(*axes))
    fault = refusal(raised.value).faults[0]
    assert fault["path"] == path
    assert bound in fault["bound"]
    assert value is None or fault["value"] == value


def test_near_one_is_even_in_the_logarithm() -> None:
    """Of 0.9 ... 0.9999 half the pixels lie below 1 - sqrt(0.1 * 0.0001)."""
    chosen: Any = Scene.model_validate(with_map({**X, "low": 0.9, "high": 0.9999, "scale": "near_one"}, Y)).map
    middles = chosen.axes[0].middles()
    assert (middles < 1 - (0.1 * 0.0001) ** 0.5).sum() == 32
