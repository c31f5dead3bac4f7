"""The lines of a table as text, as it is copied from a spreadsheet or saved as CSV, and their cells."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
MINUS = "\u2212"
"""The sign of typographers, as some tables have it."""
SIGN = re.compile(r"sep=.", re.IGNORECASE)
"""A first line for spreadsheets."""
COMMENT = re.compile(r"#(?![A-Z\xc0-\xde]+(/[A-Z0-9]+)?[!?]?\s*[;,\t])")
"""How a comment begins. A spreadsheet writes #N/A or #DIV/0! for a number that it does not have: such a line is not skipped."""
BREAK = re.compile(r"\r\n|\r|\n")
SPACES = re.compile(r"\s+")


class Line(NamedTuple):
    """A line with its number, its cells, and their columns, all from 1.

    `head`: number and cells of a header that chose the columns. Of a line with more or fewer cells there is none to choose: `columns` is
    empty, and `cells` are all.
    """

    number: int
    cells: list[str]
    columns: list[int]
    head: tuple[int, int] | None = None


def filled_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines that are not empty, with their numbers from 1."""
    return [(i, line.strip()) for i, line in enumerate(BREAK.split(text.removeprefix("\ufeff")), 1) if line.strip()]


def split(text: str) -> Iterator[Line]:
    """Yield the lines that hold something, without a header and without comments; of a header that names columns only those that count."""
    lines = [(i, line) for i, line in filled_lines(text) if not COMMENT.match(line) and not (i == 1 and SIGN.fullmatch(line))]
    sign = separator([line for _, line in lines])
    filled = [(i, cells) for i, line in lines if any(cells := parts(line, sign))]  # spreadsheets end with lines of separators alone
    if not filled:
        return
    (first, names), wanted = filled[0], None
    if is_head(names, next(line for i, line in lines if i == first)):
        wanted, filled = named([name.lower() for name in names]), filled[1:]
    for i, cells in filled:
        if wanted is None:
            yield Line(i, cells, [*range(1, len(cells) + 1)])
        elif len(cells) == len(names):
            yield Line(i, [cells[k] for k in wanted], [k + 1 for k in wanted], (first, len(names)))
        else:
            yield Line(i, cells, [], (first, len(names)))


def parts(line: str, sign: str | None) -> list[str]:
    """Return the cells of a line; in quotes, a separator is text. Between semicolons and tabs, a comma is a decimal comma."""
    try:
        cells = next(csv.reader([line], delimiter=sign, skipinitialspace=True)) if sign else SPACES.split(line)
    except csv.Error:  # a cell too long for it
        cells = line.split(sign)
    cells = [cell.strip().strip("\"'").strip() for cell in cells]
    return [cell.replace(",", ".") if cell.count(",") == 1 else cell for cell in cells] if sign in (";", "\t") else cells


def is_head(cells: list[str], line: str) -> bool:
    """Return whether the cells of a first line are names: none is a number, nor are they inputs with another separator between them."""
    inputs = parts(line, separator([line]))[:-1]
    return not any(map(is_number, cells)) and not (inputs and all(map(is_number, inputs)))


def named(names: list[str]) -> list[int] | None:
    """Return which columns of a header count: those named a, b and t, in any order, or all behind a nameless one, which numbers the rows.

    None: all, as they stand. A saved table, which has a fourth column with the set, is never read by halves.
    """
    known = [names.index(name) for name in ("a", "b", "t") if names.count(name) == 1]
    if "set" not in names and {"a", "t"} <= {names[k] for k in known}:
        return known
    return [*range(1, len(names))] if len(names) > 2 and not names[0] and all(names[1:]) else None


def separator(lines: Sequence[str]) -> str | None:
    """Return what stands between the cells of most lines; None for spaces. So a line that has another one is wrong, not all others."""
    found = Counter(next((sign for sign in (";", "\t", ",") if sign in line), None) for line in lines)
    return max(found, key=lambda sign: found[sign], default=None)


def is_number(cell: str) -> bool:
    """Return whether a cell holds a number, of whatever size."""
    return bool(NUMBER.fullmatch(cell.replace(MINUS, "-")))
