"""What a knob must declare."""

from typing import Any

import pytest

from surfaces.knob import Knob


@pytest.mark.parametrize("most", [None, 1e10, 10**400], ids=["none", "1e10", "400 digits"])
def test_a_whole_number_has_a_greatest_value(most: Any) -> None:
    with pytest.raises(ValueError, match="whole number needs a max"):
        Knob("k", "period", 6, 1, 50, min=1, max=most, kind="integer")


@pytest.mark.parametrize("low", [0.0, -1.0])
def test_a_log_slider_begins_above_zero(low: float) -> None:
    with pytest.raises(ValueError, match="log slider"):
        Knob("k", "size", 6, low, 50, "log")
