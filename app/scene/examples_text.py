"""Examples as text: two or three columns, as tables are copied from a spreadsheet or saved as CSV."""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.scene.faults import Fault, Refused, made
from surfaces.data.model import OWN
from surfaces.sentence import Sentence

LONGEST = 200_000
"""Most characters of a text: 500 rows of three numbers have a fifth of them."""
FEWEST, EVERY = 4, 4
"""Fewest rows, and every which row is held out for validation."""
LARGEST = 1e9
"""Largest size of a number, as everywhere on the plane."""
REPORTED = 10
"""Most faults of one text that are reported."""
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
SIGN = re.compile(r"sep=.", re.IGNORECASE)
"""A first line for spreadsheets."""
BREAK = re.compile(r"\r\n|\r|\n")
SPACES = re.compile(r"\s+")

Row = tuple[float, ...]
Example = tuple[float, float, float]


class Line(NamedTuple):
    """A line with its number, its cells, and their columns, all from 1.

    `head`: number and cells of a header that chose the columns. Of a line with more or fewer cells there is none to choose: `columns` is
    empty, and `cells` are all.
    """

    number: int
    cells: list[str]
    columns: list[int]
    head: tuple[int, int] | None = None


class Unreadable(ValueError):  # noqa: N818  (a refusal, not a failure)
    """What is wrong with a line: a sentence, the cell or the number that it is about, and what would be right."""

    def __init__(self, says: Sentence, value: object, bound: str) -> None:
        super().__init__(says)
        self.says, self.value, self.bound = says, value, bound

    def fault(self) -> Fault:
        """Return it as a fault of the field `text`."""
        return made("setting", "text", self.value, {"says": self.says, "bound": self.bound})


def examples(text: str, classes: bool, intercept: float) -> list[Example]:
    """Return the examples a, b, t of a text; with two columns, b is `intercept`. With `classes`, targets must be 0 or 1.

    Raises Refused with the faults of the first lines that have some.
    """
    lines = list(split(text))
    rows, faults = [], []
    for line in lines[:OWN]:
        try:
            rows.append(numbers(line, lines[0], classes))
        except Unreadable as wrong:
            faults.append(wrong.fault())
    if faults:
        raise Refused(faults[:REPORTED])
    if not FEWEST <= len(lines) <= OWN:
        few = Sentence("there are {count} rows: at least {least} are needed", count=len(lines), least=FEWEST)
        much = Sentence("there are {count} rows: at most {most} are taken", count=len(lines), most=OWN)
        raise refused(few if len(lines) < FEWEST else much, len(lines), f"{FEWEST} to {OWN} rows")
    return [(row[0], intercept, row[1]) if len(row) == 2 else (row[0], row[1], row[2]) for row in rows]


def refused(says: Sentence, value: object, bound: str) -> Refused:
    """Return a refusal of the whole text."""
    return Refused([Unreadable(says, value, bound).fault()])


def parted(rows: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Return the training and the validation examples: every fourth row is held out."""
    return [row for i, row in enumerate(rows, 1) if i % EVERY], [row for i, row in enumerate(rows, 1) if i % EVERY == 0]


def split(text: str) -> Iterator[Line]:
    """Yield the lines that hold something, without a header and without comments; of a header that names columns only those that count."""
    lines = [(i, line.strip()) for i, line in enumerate(BREAK.split(text.removeprefix("\ufeff")), 1)]
    lines = [(i, line) for i, line in lines if line and not line.startswith("#") and not (i == 1 and SIGN.fullmatch(line))]
    sign = separator(lines[-1][1]) if lines else None
    filled = [(i, cells) for i, line in lines if any(cells := parts(line, sign))]  # spreadsheets end with lines of separators alone
    if not filled:
        return
    (first, names), wanted = filled[0], None
    if not any(map(NUMBER.fullmatch, names)):
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


def named(names: list[str]) -> list[int] | None:
    """Return which columns of a header count: those named a, b and t, in any order, or all behind a nameless one, which numbers the rows.

    None: all, as they stand. A saved table, which has a fourth column with the set, is never read by halves.
    """
    known = [names.index(name) for name in ("a", "b", "t") if names.count(name) == 1]
    if "set" not in names and {"a", "t"} <= {names[k] for k in known}:
        return known
    return [*range(1, len(names))] if len(names) > 2 and not names[0] and all(names[1:]) else None


def separator(line: str) -> str | None:
    """Return what stands between the cells of a line; None for spaces."""
    return next((sign for sign in (";", "\t", ",") if sign in line), None)


def numbers(line: Line, first: Line, classes: bool) -> Row:
    """Return the numbers of a line, as many as the first line has; raise Unreadable."""
    count, wanted = len(line.cells), len(first.cells)
    if line.head and not line.columns:
        raise uneven(line, *line.head)
    if count not in (2, 3):
        says = Sentence("line {line:d} has {count} columns: two, a and t, or three, a, b and t, are needed", line=line.number, count=count)
        raise Unreadable(says, count, "2 or 3 columns")
    if count != wanted:
        raise uneven(line, first.number, wanted)
    found = tuple(number(line.number, column, cell) for column, cell in zip(line.columns, line.cells, strict=True))
    if classes and found[-1] not in (0.0, 1.0):
        says = Sentence(
            "line {line:d}, column {column}: the target {value} is no class, 0 or 1",
            line=line.number,
            column=line.columns[-1],
            value=shown(line.cells[-1]),
        )
        raise Unreadable(says, line.cells[-1], "0 or 1")
    return found


def uneven(line: Line, first: int, wanted: int) -> Unreadable:
    """Return what is wrong with a line that has more or fewer cells than line `first`, which has `wanted`."""
    count = len(line.cells)
    says = Sentence(
        "line {line:d} has {count} columns, and line {first:d} has {wanted}", line=line.number, count=count, first=first, wanted=wanted
    )
    return Unreadable(says, count, f"{wanted} columns")


def number(line: int, column: int, cell: str) -> float:
    """Return the number in a cell; raise Unreadable."""
    if not cell:
        raise Unreadable(Sentence("line {line:d}, column {column} is empty", line=line, column=column), cell, "number")
    if not NUMBER.fullmatch(cell.replace("\u2212", "-")):
        says = Sentence("line {line:d}, column {column}: {value} is not a number", line=line, column=column, value=shown(cell))
        raise Unreadable(says, cell, "number")
    value = float(cell.replace("\u2212", "-"))
    if abs(value) > LARGEST:
        says = Sentence("line {line:d}, column {column}: {value} is too large", line=line, column=column, value=shown(cell))
        raise Unreadable(says, cell, f"-{LARGEST:g} to {LARGEST:g}")
    return value


def shown(cell: str) -> str:
    """Return a cell as a sentence quotes it."""
    return cell if len(cell) <= 20 else f"{cell[:20]}…"
