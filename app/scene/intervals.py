"""Intervals that can be asked for: finite, rising, and wider than float64 resolves where they lie; the page has the same limits."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

FARTHEST = 1e12
"""How far from zero a part of the plane may reach: a run ends at 1e9."""
FINEST = 2.0**-40
"""The least width, as a share of the farther end: some 4,000 numbers lie in it, about one for each pixel of a screen."""
NARROWEST = 1e-30
"""The least width about zero, where float64 would go on and on."""

LIMITS = {"farthest": FARTHEST, "finest": FINEST, "narrowest": NARROWEST}
"""As the page gets them."""

NARROW = "the interval is so narrow that numbers cannot tell its points apart"


def least(low: float, high: float, narrowest: float = NARROWEST) -> float:
    """Return the least width of an interval between such ends."""
    return max(narrowest, FINEST * max(abs(low), abs(high)))


def wrong(low: float, high: float, narrowest: float = NARROWEST) -> tuple[str, str] | None:
    """Return what is wrong with an interval, and the bound of its higher end; None where nothing is."""
    if not low < high:
        return "the interval must rise", f"> {low}"
    enough = least(low, high, narrowest)
    return None if high - low >= enough else (NARROW, f">= {low + enough}")


def pair(value: Any) -> Any:
    """Turn a list into the tuple that strict mode asks for when the scene does not come from JSON text."""
    return tuple(value) if isinstance(value, list) else value


def rising(interval: tuple[float, float]) -> tuple[float, float]:
    """Refuse an interval that does not rise, or not enough."""
    low, high = interval
    if not low < high:
        raise PydanticCustomError("rising", "the first number must be below the second", {"bound": "first < second"})
    if not high - low >= least(low, high):
        raise PydanticCustomError("narrow", NARROW, {"bound": f"second - first >= {least(low, high):.6g}"})
    return interval


def refuse_flat(low: float, high: float, path: str) -> None:
    """Refuse the same where the two ends are fields of their own; `path` is the higher one's."""
    if found := wrong(low, high):
        raise PydanticCustomError("rising", "{says}", {"says": found[0], "path": path, "value": high, "bound": found[1]})


End = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]
Interval = Annotated[tuple[End, End], BeforeValidator(pair), AfterValidator(rising)]
Step = Annotated[float, Field(ge=0)]
Steps = Annotated[tuple[Step, Step], BeforeValidator(pair), AfterValidator(rising)]
