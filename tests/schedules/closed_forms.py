"""What the schedules without a peer must give: plain sums over plain numbers, written without a look at the code."""

from collections.abc import Callable

CLOSED_FORMS: dict[str, Callable[..., float]] = {
    "constant": lambda t, steps: 1.0,
    "inverse_time": lambda t, steps, k: 1.0 / (1.0 + k * t - k),
    "inverse_sqrt": lambda t, steps: t**-0.5,
}
"""`factor` of one step by schedule, from (t, steps, *knobs)."""
