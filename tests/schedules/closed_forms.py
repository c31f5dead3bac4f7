"""What the schedules without a peer must give: plain sums over plain numbers, written without a look at the code."""

from collections.abc import Callable

CLOSED_FORMS: dict[str, Callable[..., float]] = {
    "constant": lambda t, steps: 1.0,
    "inverse_time": lambda t, steps, k: 1.0 / (1.0 + k * t - k),
    "inverse_sqrt": lambda t, steps: t**-0.5,
    "piecewise": lambda t, steps, boundaries, values: values[sum(t > b for b in boundaries)],
    "sawtooth": lambda t, steps, period, floor: 1.0 - (1.0 - floor) * ((t - 1) % period) / (period - 1),
    "noam": lambda t, steps, ramp: min(t**-0.5, t * ramp**-1.5) * ramp**0.5,
    "warmup_stable_decay": lambda t, steps, warm, decay: trapezium(t, steps, warm * steps, decay * steps),
}
"""`factor` of one step by schedule, from (t, steps, *knobs)."""


def trapezium(t: float, steps: int, climb: float, fall: float) -> float:
    """Return the height of a line up over `climb` steps, 1, and a line down over the last `fall` steps."""
    if t <= climb and t / climb <= 1:
        rising = t / climb
    else:
        rising = 1.0
    left = steps + 1 - t
    return min(rising, left / fall) if left < fall else rising
