"""Times calls in turns, so that whatever else the machine does falls on all of them."""

import time
from collections.abc import Callable
from statistics import median

Times = list[float]


Clock = Callable[[], float]


def seconds(call: Callable[[], object], clock: Clock = time.perf_counter) -> float:
    """Return how long a call takes."""
    begin = clock()
    call()
    return clock() - begin


def in_turns(rounds: int, *calls: Callable[[], object], clock: Clock = time.perf_counter) -> list[Times]:
    """Return the times of every call in seconds, shape (calls, rounds), after one round that does not count."""
    for call in calls:
        call()
    return list(map(list, zip(*([seconds(call, clock) for call in calls] for _ in range(rounds)), strict=True)))


def ratio(above: Times, below: Times) -> float:
    """Return the median of the ratios of every round."""
    return median(a / b for a, b in zip(above, below, strict=True))


def quantile(values: Times, share: float) -> float:
    """Return the value that this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
