"""The vertical axes of the charts: logarithmic or not, their ranges and ticks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from app.answers.numbers import chosen, minus, power_of_ten
from app.answers.ticks import Range, linear_bucket, linear_ticks, log_bucket, log_ticks
from app.engine.series import Series
from app.engine.thinning.strokes import reached

Scale = Literal["log", "linear"]

FLOOR, LARGEST = 1e-12, float(np.finfo(np.float32).max)
"""The smallest value of a logarithmic axis: rounding has long taken over; the largest of any, for curves travel as float32."""

HEADROOM = 2.0
"""A run that flies off does not decide the range: at most so many powers of ten above where it began, or three times as high."""

LONGEST = 6
"""So many characters have room beside a chart; longer numbers are written with three digits and a power of ten."""


class Span(NamedTuple):
    """What the curve of a lane covers: its lowest, its highest and its first value, and whether the run diverged."""

    low: float
    high: float
    first: float
    diverged: bool

    @classmethod
    def of(cls, pairs: NDArray[np.float64], diverged: bool) -> Self | None:
        """Return the span of min, max pairs, shape (columns, 2); None where there is no value that can be drawn."""
        low, high, first = reached(pairs, LARGEST)
        return cls(low, high, first, diverged) if low <= high else None

    def on(self, log: bool) -> Range:
        """Return which part of the axis it claims."""
        low, high, first = placed(self.low, log), placed(self.high, log), placed(self.first, log)
        return low, min(high, first + (HEADROOM if log else 2 * abs(first))) if self.diverged else high


@dataclass
class Axis:
    """Range and ticks, each with its text, in powers of ten if the axis is logarithmic. `bare`: no lane has a value."""

    log: bool
    range: Range
    ticks: list[tuple[float, str]]
    bare: bool


def placed(value: float, log: bool) -> float:
    """Return where a value stands on an axis."""
    return math.log10(max(FLOOR, value)) if log else value


def axis(
    series: Series,
    lanes: Sequence[Span | None],
    *,
    ticks: float = 6.0,
    scale: Scale = "log",
    near: Range | None = None,
    limited: bool = True,
) -> Axis:
    """Return the axis of a chart for the spans of its lanes, with about so many ticks.

    `near`: the part of the plane that is looked at; positions are shown to at most its width beyond it. `limited`: the line
    across the chart, where there is one, is drawn.
    """
    spans = [span for span in lanes if span]
    log = scale == "log" and series.log and not (series.signed and any(span.low < 0 for span in spans))
    # Zero may stand at the foot of a logarithmic axis, what is nearly zero may not.
    bare = not spans or (log and 0 < max(max(-span.low, span.high) for span in spans) < FLOOR)
    low, high = series.range or ((-1.0, 1.0) if bare else bucket(series, spans, log, near, limited))
    return Axis(log, (low, high), written(log, low, high, ticks), bare)


def bucket(series: Series, spans: list[Span], log: bool, near: Range | None, limited: bool) -> Range:
    """Return a range with round ends that holds the spans."""
    claims = [span.on(log) for span in spans]
    if series.limit and limited:
        claims.append((series.limit.on_axis(log),) * 2)
    low, high = min(a for a, _ in claims), max(b for _, b in claims)
    if log:
        return log_bucket(low, high)
    if series.axis and near:
        start, end = near
        low, high = max(low, 2 * start - end), min(high, 2 * end - start)
        low, high = (low, high) if low <= high else near  # all of it lies beyond
    return linear_bucket(low, high)


@lru_cache(maxsize=1024)
def written(log: bool, low: float, high: float, count: float) -> list[tuple[float, str]]:
    """Return the ticks of a range, each with its words; kept, for a range changes rarely under a hand."""
    return [(tick, tick_text(tick, log)) for tick in (log_ticks if log else linear_ticks)(low, high, count)]


def tick_text(value: float, log: bool) -> str:
    """Return the words at a tick."""
    if not log:
        plain = minus(f"{value:.12g}")
        return chosen(value) if len(plain) > LONGEST or "e" in plain else plain
    if -2 <= value <= 2.8:
        return f"{float(f'{10**value:.3g}'):g}"
    decade = math.floor(value + 1e-9)
    digit = round(10 ** (value - decade))
    return power_of_ten(decade) if digit == 1 else f"{digit}·{power_of_ten(decade)}"
