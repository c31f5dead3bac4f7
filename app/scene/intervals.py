"""Intervals in requests: finite, rising, and wide enough for float64; the page has the same limits."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from app.scene.faults import unfit

FARTHEST = 1e12
"""Largest distance of an interval's end from zero; a run ends at 1e9."""
FINEST = 2.0**-40
"""Least width as a share of the farther end: some 4,000 float64 numbers, about one for each pixel of a screen."""
NARROWEST = 1e-30
"""Least width near zero, where float64 alone would set no limit."""

LIMITS = {"farthest": FARTHEST, "finest": FINEST, "narrowest": NARROWEST}
"""The limits as sent to the page."""


def least(low: float, high: float, narrowest: float = NARROWEST) -> float:
    """Return the least width of an interval with these ends."""
    return max(narrowest, FINEST * max(abs(low), abs(high)))


def wrong(low: float, high: float, narrowest: float = NARROWEST) -> tuple[str, float] | None:
    """Return the code of what is wrong with an interval, and the bound of its higher end; None if it is valid."""
    if not low < high:
        return "falling", low
    enough = least(low, high, narrowest)
    return None if high - low >= enough else ("narrow_end", low + enough)


def pair(value: Any) -> Any:
    """Turn a list into a tuple, which strict mode requires if the scene does not come from JSON text."""
    return tuple(value) if isinstance(value, list) else value


def rising(interval: tuple[float, float]) -> tuple[float, float]:
    """Refuse an interval that does not rise or is too narrow."""
    low, high = interval
    if not low < high:
        raise unfit("order")
    if not high - low >= least(low, high):
        raise unfit("narrow", least=f"{least(low, high):.6g}")
    return interval


def refuse_flat(low: float, high: float, path: str) -> None:
    """Refuse an interval as `wrong` does, if its ends are two fields; `path` names the higher one."""
    if found := wrong(low, high):
        raise unfit(found[0], path, high, bound=str(found[1]))


End = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]
Interval = Annotated[tuple[End, End], BeforeValidator(pair), AfterValidator(rising)]
Step = Annotated[float, Field(ge=0)]
Steps = Annotated[tuple[Step, Step], BeforeValidator(pair), AfterValidator(rising)]
