"""CSV: every row of every lane, a block of rows at a time."""

from collections.abc import Iterator
from itertools import chain, repeat

import numpy as np

from app.answers.rows import POSITIONS, RATES
from app.answers.wire import dumps
from app.engine.run import Run

COLUMNS = ("lane", "step", *POSITIONS, *RATES)
BLOCK = 4096
"""Rows written at once: about half a megabyte."""


def block(lane: int, run: Run, begin: int) -> bytes:
    """Return up to `BLOCK` rows of a lane from row `begin`; numbers as short as reads back to the same bits, nothing where not finite."""
    end = min(begin + BLOCK, len(run.x))
    numbers = np.full((end - begin, len(POSITIONS) + len(RATES)), np.nan)
    for column, name in enumerate(POSITIONS + RATES):
        values = getattr(run, name)[begin:end]
        numbers[: len(values), column] = values
    rows = dumps(numbers)[2:-2].replace(b"null", b"").split(b"],[")
    steps = dumps(np.arange(begin, end))[1:-1].split(b",")
    return b"".join(chain.from_iterable(zip(repeat(b"%d," % lane), steps, repeat(b","), rows, repeat(b"\n"))))


def csv_blocks(runs: list[Run]) -> Iterator[bytes]:
    """Yield all rows as CSV: row k is the position after k steps, with the rates of step k + 1 (none in the last row)."""
    yield (",".join(COLUMNS) + "\n").encode()
    for lane, run in enumerate(runs):
        for begin in range(0, len(run.x), BLOCK):
            yield block(lane, run, begin)
