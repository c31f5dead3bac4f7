"""CSV with every row of every lane, written in blocks of rows."""

from collections.abc import Iterator
from itertools import chain, repeat

import numpy as np

from app.answers.rows import columns
from app.answers.wire import dumps
from app.engine.run import Array, Run
from app.engine.series import COLUMNS
from app.scene.scene import Scene

BLOCK = 4096
"""Rows written at once: about half a megabyte."""


def block(lane: int, arrays: dict[str, Array], begin: int, end: int) -> bytes:
    """Return the rows `begin` ... `end` - 1 of a lane.

    Numbers are as short as possible, but read back to the same bits; a number that is not finite is an empty field.
    """
    numbers = np.full((end - begin, len(COLUMNS)), np.nan)
    for column, name in enumerate(COLUMNS):
        values = arrays[name][begin:end]
        numbers[: len(values), column] = values
    rows = dumps(numbers)[2:-2].replace(b"null", b"").split(b"],[")
    steps = dumps(np.arange(begin, end))[1:-1].split(b",")
    return b"".join(chain.from_iterable(zip(repeat(b"%d," % lane), steps, repeat(b","), rows, repeat(b"\n"))))


def csv_blocks(scene: Scene, runs: list[Run]) -> Iterator[bytes]:
    """Yield all rows as CSV: row k has the position after k steps and the rates of step k + 1, which the last row lacks."""
    yield (",".join(["lane", "step", *COLUMNS]) + "\n").encode()
    landscape = scene.landscape()
    for lane, run in enumerate(runs):
        arrays, rows = columns(landscape, scene.walkers[lane], run), len(run.x)
        for begin in range(0, rows, BLOCK):
            yield block(lane, arrays, begin, min(begin + BLOCK, rows))
