"""Ranges and ticks of axes: on 1, 2, 5 times a power of ten."""

import math

Range = tuple[float, float]
SHORT = 1.7
"""Within less than so many powers of ten, 2 and 5 have their place too."""

DIGITS = [math.log10(digit) for digit in (1, 2, 5)]
NEAR = 1e-9


def round_up(size: float) -> float:
    """Return the smallest of 1, 2, 5 times a power of ten that is not below size."""
    power = 10.0 ** math.floor(math.log10(size))
    return next((digit for digit in (1, 2, 5) if digit * power >= size * (1 - NEAR)), 10) * power


def linear_ticks(low: float, high: float, count: float) -> list[float]:
    """Return about `count` round numbers within a range."""
    step = round_up((high - low) / max(1.0, count))
    first, last = math.ceil(low / step - NEAR), math.floor(high / step + NEAR)
    return [float(f"{i * step:.12g}") for i in range(first, last + 1)]


def log_ticks(low: float, high: float, count: float) -> list[float]:
    """Return the ticks of a logarithmic axis, in powers of ten."""
    fine = high - low < SHORT and count >= 3
    every = 1 if fine else max(1, math.ceil((high - low) / max(1.0, count)))
    decades = [float(i * every) for i in range(math.floor(low / every + NEAR), math.floor(high / every + NEAR) + 1)]
    ticks = [decade + digit for decade in decades for digit in DIGITS] if fine else decades
    return [tick for tick in ticks if low - NEAR <= tick <= high + NEAR]


def linear_bucket(low: float, high: float) -> Range:
    """Return the range of a linear axis: bounds on the grid of a round step."""
    step = round_up((high - low or abs(high) or 1.0) / 5)
    start, end = math.floor(low / step + NEAR) * step, math.ceil(high / step - NEAR) * step
    return (start, end) if start < end else (start - step, end + step)


def log_bucket(low: float, high: float) -> Range:
    """Return the range of a logarithmic axis, in powers of ten: whole decades, or from 1, 2, 5 to 1, 2, 5 where there are few."""
    down, up = math.floor(low + 1e-6), math.floor(high - 1e-6)
    if high - low > SHORT:
        return float(down), float(math.ceil(high - 1e-6))
    start = down + next((digit for digit in reversed(DIGITS) if down + digit <= low + 1e-6), 0.0)
    end = up + next((digit for digit in (*DIGITS, 1.0) if up + digit >= high - 1e-6), 1.0)
    return (start - 0.5, start + 0.5) if end - start < 0.5 else (start, end)
