"""Ranges and ticks of axes, at 1, 2 or 5 times a power of ten."""

import math

Range = tuple[float, float]
SHORT = 1.7
"""An axis of fewer powers of ten has ticks at 2 and 5 times a power of ten too."""

DIGITS = [math.log10(digit) for digit in (1, 2, 5)]
NEAR = 1e-9
LEAST = 1e-300
"""The smallest distance of two ticks. Near the smallest float64 a quotient of two numbers is none that one could count to."""


def round_up(size: float) -> float:
    """Return the smallest number not below `size` that is 1, 2 or 5 times a power of ten, and at least `LEAST`."""
    power = 10.0 ** math.floor(math.log10(max(LEAST, size)))
    return next((digit for digit in (1, 2, 5) if digit * power >= size * (1 - NEAR)), 10) * power


def linear_ticks(low: float, high: float, count: float) -> list[float]:
    """Return about `count` round numbers within a range; none within one that is narrower than `LEAST`."""
    if high - low < LEAST:
        return []
    step = round_up((high - low) / max(1.0, count))
    first, last = math.ceil(low / step - NEAR), math.floor(high / step + NEAR)
    return [float(f"{i * step:.12g}") for i in range(first, last + 1)]


def log_ticks(low: float, high: float, count: float) -> list[float]:
    """Return the ticks of a logarithmic axis; all numbers are log10 of values."""
    fine = high - low < SHORT and count >= 3
    every = 1 if fine else max(1, math.ceil((high - low) / max(1.0, count)))
    decades = [float(i * every) for i in range(math.floor(low / every + NEAR), math.floor(high / every + NEAR) + 1)]
    ticks = [decade + digit for decade in decades for digit in DIGITS] if fine else decades
    return [tick for tick in ticks if low - NEAR <= tick <= high + NEAR]


def linear_bucket(low: float, high: float) -> Range:
    """Return the range of a linear axis; its bounds are multiples of a round step."""
    step = round_up((high - low or abs(high) or 1.0) / 5)
    start, end = math.floor(low / step + NEAR) * step, math.ceil(high / step - NEAR) * step
    return (start, end) if start < end else (start - step, end + step)


def log_bucket(low: float, high: float) -> Range:
    """Return the range of a logarithmic axis in log10: whole powers of ten, for a short axis also 2 and 5 times one."""
    down, up = math.floor(low + 1e-6), math.floor(high - 1e-6)
    if high - low > SHORT:
        return float(down), float(math.ceil(high - 1e-6))
    start = down + next((digit for digit in reversed(DIGITS) if down + digit <= low + 1e-6), 0.0)
    end = up + next((digit for digit in (*DIGITS, 1.0) if up + digit >= high - 1e-6), 1.0)
    return (start - 0.5, start + 0.5) if end - start < 0.5 else (start, end)
