"""Intervals in requests: finite, increasing, and wide enough for float64; the page has the same limits."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from app.scene.faults import unfit

FARTHEST = 1e12
"""Largest distance of an interval's end from zero; a run ends at 1e9."""
FINEST = 2.0**-40
"""Least width, as a share of the larger end: some 4,000 float64 numbers, about one per pixel of a screen."""
NARROWEST = 1e-30
"""Least width near zero, where the precision of float64 would set no limit."""

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
    """Turn a list into a tuple; strict mode requires one if the scene does not come from JSON text."""
    return tuple(value) if isinstance(value, list) else value


def rising(interval: tuple[float, float]) -> tuple[float, float]:
    """Refuse an interval that does not increase or is too narrow."""
    low, high = interval
    if not low < high:
        raise unfit("order")
    if not high - low >= least(low, high):
        raise unfit("narrow", least=f"{least(low, high):.6g}")
    return interval


def refuse_flat(low: float, high: float, path: str) -> None:
    """Refuse an interval whose ends are two fields, if it is `wrong`; `path` is that of the higher end."""
    if found := wrong(low, high):
        raise unfit(found[0], path, high, bound=str(found[1]))


End = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]
Interval = Annotated[tuple[End, End], BeforeValidator(pair), AfterValidator(rising)]
Step = Annotated[float, Field(ge=0)]
Steps = Annotated[tuple[Step, Step], BeforeValidator(pair), AfterValidator(rising)]
