"""The scene: defaults, and a clear fault for every bad value."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from app.catalog.catalog import catalog
from app.optimizers import OPTIMIZERS
from app.scene.faults import Fault, Refused, refusal
from app.scene.json_text import read
from app.scene.scene import Scene
from surfaces import SURFACES
from tests.scenes import lane, scene


def faults(said: Any) -> list[Fault]:
    """Return the faults of a scene; strings are JSON text."""
    try:
        Scene.model_validate(read(said) if isinstance(said, str) else said)
    except ValidationError as error:
        return refusal(error).faults
    except Refused as refused:
        return refused.faults
    return []


def changed(path: str, value: Any) -> Any:
    """Return a good scene with one place changed."""
    said: Any = json.loads(json.dumps(scene(lane("adam", lr=0.1), start=[-20, 1.5])))
    *before, last = path.split(".")
    place = said
    for part in before:
        place = place[int(part)] if part.isdigit() else place.setdefault(part, {})
    place[int(last) if last.isdigit() else last] = value
    return said


def test_the_smallest_scene_is_filled_from_the_declarations() -> None:
    made = Scene.model_validate({"surface": {"key": "canyon"}, "steps": 5, "lanes": [{"optimizer": {"key": "adam"}}]}).model_dump()
    assert made["start"] == SURFACES["canyon"].start
    assert made["surface"]["knobs"] == {name: knob.default for name, knob in SURFACES["canyon"].knobs.items()}
    assert made["lanes"][0]["optimizer"]["knobs"] == {"lr": 0.16, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
    assert made["lanes"][0]["schedule"] == {"key": "constant", "knobs": {}}
    assert (made["version"], made["seed"], made["noise"]) == (1, 0, (0.0, 0.0))
    assert Scene.model_validate(json.loads(json.dumps(made))).model_dump() == made


def test_the_default_rate_is_the_catalog_s() -> None:
    for surface, unit in catalog("en")["surfaces"].items():
        for optimizer in OPTIMIZERS:
            made = Scene.model_validate({"surface": {"key": surface}, "steps": 1, "lanes": [{"optimizer": {"key": optimizer}}]})
            assert made.lanes[0].optimizer.values()["lr"] == unit["lr"][optimizer]


@pytest.mark.parametrize(
    "good", [("noise", 1), ("noise", [0.5, 1]), ("start", [1, 2]), ("steps", 1), ("lanes.0.optimizer.knobs.lr", 0), ("lanes.0.clip", None)]
)
def test_a_whole_number_is_a_real_one(good: tuple[str, Any]) -> None:
    assert faults(changed(*good)) == []


@pytest.mark.parametrize(
    ("path", "value", "where", "bound", "shown"),
    [
        ("lanes.0.optimizer.knobs.beta1", 2, None, "< 1", "2"),
        ("lanes.0.optimizer.knobs.beta1", 1, None, "< 1", "1"),
        ("lanes.0.optimizer.knobs.beta1", -0.1, None, ">= 0", "-0.1"),
        ("lanes.0.optimizer.knobs.lr", "0.4", None, "number", "0.4"),
        ("lanes.0.optimizer.knobs.lr", True, None, "number", "true"),
        ("lanes.0.optimizer.knobs.lr", None, None, "number", "null"),
        ("lanes.0.optimizer.knobs.lr", float("nan"), None, "finite", "NaN"),
        ("lanes.0.optimizer.knobs.lr", float("inf"), None, "finite", "Infinity"),
        ("lanes.0.optimizer.knobs.lr", 10**400, None, None, None),
        ("lanes.0.optimizer.knobs.speed", 1, None, "known fields only", "1"),
        ("lanes.0.optimizer.key", "adem", None, None, "adem"),
        ("lanes.0.optimizer.key", 5, None, None, "5"),
        ("lanes.0.schedule", {"key": "cosin"}, "lanes.0.schedule.key", None, "cosin"),
        ("lanes.0.schedule", {}, "lanes.0.schedule.key", "required", None),
        ("lanes.0.warmup", 1.5, None, "integer", "1.5"),
        ("lanes.0.clip", 0, None, "> 0", "0"),
        ("lanes.0.lr_scale", [1], "lanes.0.lr_scale.1", "required", None),
        ("lanes.0.lr_scale", [1, -1], "lanes.0.lr_scale.1", ">= 0", "-1"),
        ("lanes.0.label", "x" * 81, None, "at most 80 characters", "x" * 81),
        ("lanes.0.label", "\ud800", None, "text", "\\ud800"),
        ("lanes.0.colour", "red", None, "known fields only", "red"),
        ("surface.key", "nowhere", None, None, "nowhere"),
        ("surface", "canyon", None, "object", "canyon"),
        ("surface.knobs.kappa", "big", None, "number", "big"),
        ("start", [1, 2, 3], None, "at most 2", "[1, 2, 3]"),
        ("start.0", float("-inf"), None, "finite", "-Infinity"),
        ("start", {"x": 1}, None, None, None),
        ("steps", 0, None, ">= 1", "0"),
        ("steps", 200_001, None, "<= 200000", "200001"),
        ("steps", 2000.0, None, "integer", "2000.0"),
        ("steps", "9", None, "integer", "9"),
        ("steps", True, None, "integer", "true"),
        ("noise", -1, None, ">= 0", "-1"),
        ("noise", [0, -1], "noise.1", ">= 0", "-1"),
        ("noise", 10**400, None, "fewer digits", "1" + "0" * 99),
        ("noise", True, None, None, "true"),
        ("start.0", 10**400, None, "fewer digits", "1" + "0" * 99),
        ("map", {"axes": 3}, "map.axes", "list", "3"),
        ("map", {"lane": 10**30, "axes": []}, "map.lane", f"<= {2**53 - 1}", str(10**30)),
        ("surface", {"key": "formula", "formula": "x", "domain": 3}, "surface.domain", "list", "3"),
        ("lanes.0.schedule", {"key": "multistep", "knobs": {"boundaries": 3}}, "lanes.0.schedule.knobs.boundaries", "list", "3"),
        ("seed", -1, None, ">= 0", "-1"),
        ("version", 2, None, "<= 1", "2"),
        ("lanes", [], None, "at least 1", "[]"),
        ("lanes", [{"optimizer": {"key": "adam"}}] * 9, None, "at most 8", None),
        ("lanes", "all", None, "list", "all"),
        ("extra", 1, None, "known fields only", "1"),
    ],
)
def test_a_bad_value_is_named_with_its_place_and_bound(
    path: str, value: Any, where: str | None, bound: str | None, shown: str | None
) -> None:
    first = faults(changed(path, value))[0]
    assert first["path"] == (where or path)
    assert bound is None or first["bound"] == bound
    assert shown is None or first["value"] == shown
    assert first["message"]
    assert all(str(text).isascii() and len(str(text)) <= 1000 for text in first.values())
    assert len(first["value"]) <= 100


def test_what_is_wrong_with_a_noise_that_is_one_number_is_said_once() -> None:
    assert [fault["message"] for fault in faults(changed("noise", -1))] == ["noise must be at least 0"]


def test_a_key_is_quoted_as_short_as_a_value() -> None:
    assert len(faults(changed("surface.key", "x" * 5000))[0]["message"]) < 150


def test_steps_times_lanes_has_a_limit() -> None:
    fault = faults(scene(*[lane("adam")] * 7, steps=200_000))[0]
    assert (fault["path"], fault["value"], fault["bound"]) == ("steps", "1400000", "<= 1200000")


def test_a_newer_scene_is_refused_with_a_sentence() -> None:
    assert "newer Ravine" in faults(scene(version=3, wings=2))[0]["message"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"surface": {"key": "can',
        "nonsense",
        "[" * 100_000,
        '{"a":' * 1_000,
        '"\\ud800"',
        "\x00",
        '{"surface": 1e999',
        "{'a': 1}",
    ],
)
def test_text_that_is_no_json_is_refused_as_such(text: str) -> None:
    fault = faults(text)[0]
    assert fault["message"].startswith("the message is not JSON")
    assert fault["bound"] == "JSON"


def test_numbers_beyond_float64_are_refused_by_name() -> None:
    text = json.dumps(scene(lane("adam", lr=1.0))).replace('"lr": 1.0', '"lr": 1e999')
    assert (faults(text)[0]["path"], faults(text)[0]["bound"]) == ("lanes.0.optimizer.knobs.lr", "finite")


def test_a_flood_of_faults_is_cut() -> None:
    assert len(faults({f"field{i}": i for i in range(5000)})) <= 100


def test_what_only_the_page_reads_is_kept_and_checked() -> None:
    """Linked knobs and the looks of lanes travel with the scene; without them the scene is as it always was."""
    plain = Scene.model_validate(changed("seed", 0)).model_dump(mode="json")
    assert "linked" not in plain
    assert "pen" not in plain["lanes"][0]
    made = Scene.model_validate({**changed("lanes.0.pen", 3), "linked": ["optimizer.knobs.lr"]})
    said = made.model_dump(mode="json")
    assert (said["linked"], said["lanes"][0]["pen"], made.pens) == (["optimizer.knobs.lr"], 3, (3,))
    for path, value in (("lanes.0.pen", 8), ("lanes.0.pen", "blue"), ("linked", "lr"), ("linked", ["x" * 81]), ("linked", ["a"] * 65)):
        assert [fault["path"].startswith(path) for fault in faults(changed(path, value))] == [True], path
