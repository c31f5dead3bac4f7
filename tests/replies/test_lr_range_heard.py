"""The range test and methods that do not hear that the rate grows."""

from typing import Any

import numpy as np
import pytest

from app.optimizers import OPTIMIZERS
from app.replies.lr_range import RangeTest
from tests.replies.test_lr_range import QUAD, measured

ROUND_RPROP = {"key": "lookahead", "inner": {"key": "rprop", "knobs": {}}}


@pytest.mark.parametrize("method", [{"key": "rprop"}, ROUND_RPROP])
@pytest.mark.parametrize("surface", ["ellipse", "rosenbrock"])
@pytest.mark.parametrize("scale", ["log", "linear"])
def test_a_method_that_reads_its_rate_once_is_declined(method: dict[str, Any], surface: str, scale: str) -> None:
    """Rprop's steps begin at the rate and then grow and shrink by themselves; so they do within a wrapper."""
    said = measured({**QUAD, "surface": {"key": surface}, "lanes": [{"optimizer": method}]}, scale=scale)["suggestion"]
    assert (said["lr"], said["rule"]) == (None, None)
    assert said["says"] == "this method reads its rate at the first step alone: a rate that grows says nothing about it"


@pytest.mark.parametrize("method", [key for key in OPTIMIZERS if key != "rprop"])
def test_every_other_method_hears_its_rate(method: str) -> None:
    asked = RangeTest.model_validate({"scene": {**QUAD, "lanes": [{"optimizer": {"key": method}}]}, "steps": 60})
    assert asked.rate_has_effect(asked.ramped())


def test_rates_grow_by_the_same_factor() -> None:
    found = measured(QUAD, low=1e-4, high=10.0, steps=200)
    assert found["lr"] == pytest.approx(np.geomspace(1e-4, 10, 200)[: len(found["lr"])], rel=1e-12)
    assert found["stopped"] == len(found["lr"]) < 200
