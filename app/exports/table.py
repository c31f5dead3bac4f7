"""CSV with every row of every lane, written in blocks of rows."""

from collections.abc import Iterator
from itertools import chain, repeat

import numpy as np

from app.engine.run import Array, Run
from app.engine.series import COLUMNS
from app.exports.quantiles import columns_of, spread_rows
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
    numbers = np.full((end - begin, len(COLUMNS)), np.nan)
    for column, key in enumerate(COLUMNS):
        values = arrays[key][begin:end]
        numbers[: len(values), column] = values
    rows = dumps(np.hstack([numbers, more[begin:end]]))[2:-2].replace(b"null", b"").split(b"],[")
    steps = dumps(np.arange(begin, end))[1:-1].split(b",")
    return b"".join(chain.from_iterable(zip(repeat(b"%d," % lane), steps, repeat(b","), rows, repeat(f",{name},\n".encode()))))


def csv_blocks(scene: Scene, runs: list[Run]) -> Iterator[bytes]:
    """Yield all rows as CSV: row k has the position after k steps and the rates of step k + 1, which the last row lacks.

    If a lane is run many times, `quantiles.COLUMNS` follow. The last two columns are the lane's name and its settings, which only its
    first row has: a scene of this lane alone, as JSON.
    """
    yield (",".join(["lane", "step", *COLUMNS, *columns_of(scene), "name", "settings"]) + "\n").encode()
    landscape, names = scene.landscape(), titles(scene.lanes)
    for lane, run in enumerate(runs):
        arrays, rows, name = columns(landscape, scene.walkers[lane], run), len(run.x), named(names[lane])
        more = spread_rows(scene, lane, run)
        settings = quoted(dumps(described(scene, lane, name)["settings"]).decode())
        for begin in range(0, rows, BLOCK):
            made = block(lane, name, arrays, more, begin, min(begin + BLOCK, rows))
            yield made if begin else made.replace(b"\n", settings.encode() + b"\n", 1)
