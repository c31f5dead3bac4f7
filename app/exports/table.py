"""CSV with every row of every lane, written in blocks of rows."""

from collections.abc import Iterator
from itertools import chain, repeat

import numpy as np

from app.engine.run import Array, Run
from app.engine.series import columns_of
from app.exports import quantiles
from app.replies import committee
from app.replies.names import titles
from app.replies.rows import columns, described
from app.replies.wire import dumps
from app.scene.scene import Scene

BLOCK = 4096
"""Rows written at once: about half a megabyte."""


FORMULA = tuple("=+-@")
"""What a spreadsheet takes for the beginning of a formula: a label from a stranger's link must not become one."""


def quoted(text: str) -> str:
    """Return a text as a cell in quotes."""
    return '"' + text.replace('"', '""') + '"'


def named(text: str) -> str:
    """Return a name as a cell on one line; what a spreadsheet would run gets an apostrophe in front."""
    line = " ".join(text.split())
    return quoted(f"'{line}" if line.startswith(FORMULA) else line)


def block(lane: int, name: str, arrays: dict[str, Array], more: Array, begin: int, end: int) -> bytes:
    """Return the rows `begin` ... `end` - 1 of a lane; `more`, shape (rows, columns), comes after the arrays, `name` ends each row.

    Numbers are as short as possible, but read back to the same bits; a number that is not finite is an empty field.
    """
    numbers = np.full((end - begin, len(arrays)), np.nan)
    for column, array in enumerate(arrays.values()):
        values = array[begin:end]
        numbers[: len(values), column] = values
    rows = dumps(np.hstack([numbers, more[begin:end]]))[2:-2].replace(b"null", b"").split(b"],[")
    steps = dumps(np.arange(begin, end))[1:-1].split(b",")
    return b"".join(chain.from_iterable(zip(repeat(b"%d," % lane), steps, repeat(b","), rows, repeat(f",{name},\n".encode()))))


def padded(values: Array, rows: int) -> Array:
    """Return the first `rows` values, NaN where there is none."""
    return np.concatenate([values[:rows], np.full(max(0, rows - len(values)), np.nan)])


def csv_blocks(scene: Scene, runs: list[Run], together: bool = False) -> Iterator[bytes]:
    """Yield all rows as CSV: row k has the position after k steps and the rates of step k + 1, which the last row lacks.

    If a lane is run many times, `quantiles.COLUMNS` follow; with `together`, the loss of the committee at that step. The last two
    columns are the lane's name and its settings, which only its first row has: a scene of this lane alone, as JSON.
    """
    names, shared = titles(scene.lanes), committee.of_runs(scene, runs) if together else None
    keys = [*quantiles.columns_of(scene), *([committee.KEY] if shared is not None else [])]
    yield (",".join(["lane", "step", *columns_of(scene.landscape()), *keys, "name", "settings"]) + "\n").encode()
    for lane, run in enumerate(runs):
        arrays, rows, name = columns(scene.grounds[lane], scene.walkers[lane], run), len(run.x), named(names[lane])
        more = quantiles.spread_rows(scene, lane, run)
        if shared is not None:
            more = np.column_stack([more, padded(shared, rows)])
        settings = quoted(dumps(described(scene, lane, name)["settings"]).decode())
        for begin in range(0, rows, BLOCK):
            made = block(lane, name, arrays, more, begin, min(begin + BLOCK, rows))
            yield made if begin else made.replace(b"\n", settings.encode() + b"\n", 1)
