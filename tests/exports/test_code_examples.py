"""Scripts of lanes on surfaces made of examples, and of lanes with a ground or a start of their own.

Those with our own steps are run here; those with torch, optax or Keras by `make peers`.
"""

from typing import Any

import numpy as np
import pytest

from app.exports.scripts.code import script
from app.scene.scene import Scene
from tests.scenes import lane, scene

SIX = {"key": "linear_regression", "knobs": {"sample": 154}}
TWENTY = {"key": "linear_regression", "knobs": {"sample": 3, "n": 20, "rho": 0.5}}
CLASSES = {"key": "logistic_regression", "knobs": {"sample": 37}}
NETWORK = {"key": "tiny_network", "knobs": {"sample": 1}}
OWN = [[0.5, 1.0, 2.0], [1.0, -1.0, 0.25], [-0.75, 0.5, 1.5], [2.0, 1.0, 3.0], [1.5, 1.25, 2.0]]
SIGN = lane("sign_sgd", lr=0.05)
KINDS: list[dict[str, Any]] = [
    {},
    {"batch": 3},
    {"batch": 8, "order": "replacement", "clip": 1.0, "weight_decay": 0.1},
    {"batch": 5, "order": "fixed", "start": [1.0, 2.0]},
    {"knobs": {"keep": 0.8}},
    {"knobs": {"keep": 0.5, "scaled": 0}, "batch": 6},
    {"knobs": {"jitter": 0.3, "l2": 0.2}},
    {"knobs": {"jitter": 0.3}, "batch": 2},
    {"knobs": {"mix": 0.3, "n": 9}},
    {"knobs": {"mix": 0.3, "n": 9}, "batch": 4},
    {"knobs": {"resample": 3}},
    {"freeze": {"x": 7, "y": 3}, "batch": 4},
]
OF_TWO_INPUTS: list[dict[str, Any]] = [
    {"knobs": {"swap": 0.4, "lose": 1}},
    {"knobs": {"lose": 3, "l2": 0.1}},
    {"knobs": {"swap": 0.4}, "batch": 4},
]


def agrees(said: dict[str, Any]) -> None:
    """Every lane of a scene's script walks as the engine does."""
    made = Scene.model_validate(said)
    names: dict[str, Any] = {"__name__": "script"}
    text = script(made, "torch")
    assert "import ravine" not in text
    assert "from app" not in text
    assert "from surfaces" not in text
    exec(compile(text, "script", "exec"), names)
    for i, run in enumerate(made.run()):
        with np.errstate(all="ignore"):
            found = names[f"lane_{i}"]()
        np.testing.assert_allclose(found, np.column_stack([run.x, run.y]), rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("surface", [TWENTY, CLASSES, NETWORK], ids=lambda surface: surface["key"])
def test_a_script_makes_its_examples_and_walks_the_same_path(surface: dict[str, Any]) -> None:
    kinds = [kind for kind in KINDS if surface is not NETWORK or "keep" not in kind.get("knobs", {})]
    if surface is not NETWORK:
        kinds += OF_TWO_INPUTS
    if surface is CLASSES:
        kinds = [{**kind, "batch": min(kind["batch"], 8)} if "batch" in kind else kind for kind in kinds]
    for i in range(0, len(kinds), 6):
        agrees(scene(*(SIGN | kind for kind in kinds[i : i + 6]), surface=surface, seed=4, steps=40, start=[0.6, -0.4]))


def test_the_examples_of_ones_own_stand_in_the_script() -> None:
    lanes = [SIGN, SIGN | {"batch": 2}, lane("newton") | {"batch": 3}, lane("bfgs") | {"batch": 4}]
    agrees(scene(*lanes, surface={**SIX, "examples": OWN}, steps=12, start=[0, 0]))


def test_a_penalty_on_the_size_of_the_weights() -> None:
    agrees(scene(SIGN | {"knobs": {"l1": 0.2}}, surface=SIX, steps=40, start=[0, 1]))


def test_a_lane_has_its_own_ground_and_start_on_any_surface() -> None:
    lanes = [
        SIGN,
        SIGN | {"knobs": {"kappa": 7.0}, "start": [-3.0, 1.0]},
        lane("newton") | {"knobs": {"kappa": 3.0}},
        SIGN | {"freeze": {"y": 5}},
    ]
    agrees(scene(*lanes, surface={"key": "ellipse"}, steps=30))


def test_a_script_of_nothing_but_a_forked_lane_says_why_it_has_none() -> None:
    """Its examples were looked for at the first lane that it has."""
    forked = {**SIGN, "fork": {"step": 3, "before": SIGN}}
    text = script(Scene.model_validate(scene(forked, surface=SIX, steps=9)), "torch")
    assert "Lane 0 goes on from step 3 of another run" in text
    exec(compile(text, "script", "exec"), {"__name__": "__main__"})
