"""The vertical axes of the charts: linear or logarithmic, with range and ticks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from app.engine.series import Series
from app.engine.thinning.columns import reached
from app.replies.numbers import chosen, minus, power_of_ten
from app.replies.ticks import Range, linear_bucket, linear_ticks, log_bucket, log_ticks

Scale = Literal["log", "linear"]

FLOOR, LARGEST = 1e-12, float(np.finfo(np.float32).max)
"""The smallest value of a logarithmic axis, far below rounding, and the largest of any axis, because curves are sent as float32."""

HEADROOM = 2.0
"""Powers of ten above its first value up to which a diverged run extends a logarithmic axis; a linear one, to 3 times that value."""

LONGEST = 6
"""Most characters of a tick's text; longer numbers get at most three digits and a power of ten."""


class Span(NamedTuple):
    """The lowest, highest and first value of a lane's curve, and whether the run diverged."""

    low: float
    high: float
    first: float
    diverged: bool

    @classmethod
    def of(cls, pairs: NDArray[np.float64], diverged: bool) -> Self | None:
        """Return the span of min-max pairs, shape (columns, 2); None if no value can be drawn."""
        low, high, first = reached(pairs, LARGEST)
        return cls(low, high, first, diverged) if low <= high else None

    def on(self, log: bool) -> Range:
        """Return the part of the axis that the curve needs."""
        low, high, first = placed(self.low, log), placed(self.high, log), placed(self.first, log)
        return low, min(high, first + (HEADROOM if log else 2 * abs(first))) if self.diverged else high


@dataclass
class Axis:
    """The range and the ticks with their texts, as log10 of the values if `log`. `bare`: no lane has a value to draw."""

    log: bool
    range: Range
    ticks: list[tuple[float, str]]
    bare: bool


def placed(value: float, log: bool) -> float:
    """Return a value's coordinate on an axis."""
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
    """Return the axis of a chart for the spans of its lanes, with about `ticks` ticks.

    `near`: the visible part of the plane; positions are shown up to its width beyond it. `limited`: the range includes the series'
    limit line, if there is one.
    """
    spans = [span for span in lanes if span]
    log = scale == "log" and series.log and not (series.signed and any(span.low < 0 for span in spans))
    # A curve of zeros is drawn at the lower end of a logarithmic axis; one of tiny values is not drawn.
    bare = not spans or (log and 0 < max(max(-span.low, span.high) for span in spans) < FLOOR)
    low, high = series.range or ((-1.0, 1.0) if bare else bucket(series, spans, log, near, limited))
    return Axis(log, (low, high), written(log, low, high, ticks), bare)


def bucket(series: Series, spans: list[Span], log: bool, near: Range | None, limited: bool) -> Range:
    """Return a range with round ends that contains the spans."""
    claims = [span.on(log) for span in spans]
    if series.limit and limited:
        claims.append((series.limit.on_axis(log),) * 2)
    low, high = min(a for a, _ in claims), max(b for _, b in claims)
    if log:
        return log_bucket(low, high)
    if series.axis and near:
        start, end = near
        low, high = max(low, 2 * start - end), min(high, 2 * end - start)
        low, high = (low, high) if low <= high else near  # all positions lie outside
    return linear_bucket(low, high)


@lru_cache(maxsize=1024)
def written(log: bool, low: float, high: float, count: float) -> list[tuple[float, str]]:
    """Return the ticks of a range with their texts; cached, because the range changes rarely while the user drags."""
    return [(tick, tick_text(tick, log)) for tick in (log_ticks if log else linear_ticks)(low, high, count)]


def tick_text(value: float, log: bool) -> str:
    """Return the text at a tick."""
    if not log:
        plain = minus(f"{value:.12g}")
        return chosen(value) if len(plain) > LONGEST or "e" in plain else plain
    if -2 <= value <= 2.8:
        return f"{float(f'{10**value:.3g}'):g}"
    decade = math.floor(value + 1e-9)
    digit = round(10 ** (value - decade))
    return power_of_ten(decade) if digit == 1 else f"{digit}·{power_of_ten(decade)}"
