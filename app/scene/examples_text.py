"""Examples as text: two or three columns, as tables are copied from a spreadsheet or saved as CSV."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from app.scene.class_names import Names, class_of, names_of
from app.scene.faults import Refused
from app.scene.table_lines import MINUS, Line, is_number, split
from app.scene.unreadable import Unreadable, refused, shown
from surfaces.data.model import OWN
from surfaces.sentence import Sentence

FEWEST, EVERY = 4, 4
"""Fewest rows, and every which row is held out for validation."""
LARGEST = 1e9
"""Largest size of a number, as everywhere on the plane."""
REPORTED = 10
"""Most faults of one text that are reported."""

L = TypeVar("L")
R = TypeVar("R")
Row = tuple[float, ...]
Example = tuple[float, float, float]


class Columns(NamedTuple):
    """What the lines of a text have in common: how many cells, said by the first line that could be an example, and what targets are.

    `names` are those of the classes, none where targets are numbers.
    """

    first: int
    wide: int
    classes: bool
    names: Names = ()

    @classmethod
    def of(cls, lines: Sequence[Line], classes: bool) -> "Columns":
        """Return those of the lines of a text."""
        likely = [line for line in lines if len(line.cells) in (2, 3) and (line.columns or not line.head)]
        first, wide = (likely[0].number, len(likely[0].cells)) if likely else (0, 0)
        targets = [line.cells[-1] for line in likely if len(line.cells) == wide]
        names = names_of(targets, [is_number(cell) for cell in targets]) if classes else ()
        return cls(first, wide, classes, names)


def examples(text: str, classes: bool, intercept: float) -> tuple[list[Example], Names]:
    """Return the examples a, b, t of a text, and the names of the classes 0 and 1 if its targets are words.

    With two columns, b is `intercept`. With `classes`, targets must be 0 or 1, or two words. Raises Refused with the faults of the first
    lines that have some.
    """
    lines = list(split(text))
    columns = Columns.of(lines[:OWN], classes)
    rows = read_all(lines[:OWN], lambda line: numbers(line, columns))
    if refusal := number_of(lines):
        raise refusal
    return [(row[0], intercept, row[1]) if len(row) == 2 else (row[0], row[1], row[2]) for row in rows], columns.names


def read_all(lines: Sequence[L], read: Callable[[L], R]) -> list[R]:
    """Return what is read of each line; raise Refused with the faults of the first lines that have some."""
    rows, faults = [], []
    for line in lines:
        try:
            rows.append(read(line))
        except Unreadable as wrong:
            faults.append(wrong.fault())
    if faults:
        raise Refused(faults[:REPORTED])
    return rows


def number_of(lines: Sequence[Line]) -> Refused | None:
    """Return why there are too few or too many lines."""
    count = len(lines)
    if FEWEST <= count <= OWN:
        return None
    few = Sentence("there are {count} rows: at least {least} are needed", count=count, least=FEWEST)
    if count == 1:
        few = Sentence("there is one row: at least {least} are needed", least=FEWEST)
    much = Sentence("there are {count} rows: at most {most} are taken", count=count, most=OWN)
    return refused(few if count < FEWEST else much, count, f"{FEWEST} to {OWN} rows")


def parted(rows: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Return the training and the validation examples: every fourth row is held out."""
    return [row for i, row in enumerate(rows, 1) if i % EVERY], [row for i, row in enumerate(rows, 1) if i % EVERY == 0]


def numbers(line: Line, columns: Columns) -> Row:
    """Return the numbers of a line, as many as the first one has; raise Unreadable."""
    if line.head and not line.columns:
        raise uneven(line.number, len(line.cells), *line.head)
    if not columns.wide or line.number < columns.first:
        raise too_few_or_many(line)
    if len(line.cells) != columns.wide:
        raise uneven(line.number, len(line.cells), columns.first, columns.wide)
    *inputs, (column, cell) = zip(line.columns, line.cells, strict=True)
    found = tuple(number(line.number, *each) for each in inputs)
    if columns.names:
        return *found, class_of(columns.names, line.number, column, cell)
    if columns.classes and cell and (not is_number(cell) or number(line.number, column, cell) not in (0.0, 1.0)):
        raise no_class(line.number, column, cell)
    return *found, number(line.number, column, cell)


def too_few_or_many(line: Line) -> Unreadable:
    """Return what is wrong with a line that has neither two nor three cells."""
    count = len(line.cells)
    says = Sentence("line {line:d} has {count} columns: two, a and t, or three, a, b and t, are needed", line=line.number, count=count)
    if count == 1:
        says = Sentence("line {line:d} has one column: two, a and t, or three, a, b and t, are needed", line=line.number)
    return Unreadable(says, count, "2 or 3 columns")


def no_class(line: int, column: int, cell: str) -> Unreadable:
    """Return what is wrong with a target that is a number but no class."""
    says = Sentence("line {line:d}, column {column}: the target {value} is no class, 0 or 1", line=line, column=column, value=shown(cell))
    return Unreadable(says, cell, "0 or 1")


def uneven(line: int, count: int, first: int, wanted: int) -> Unreadable:
    """Return what is wrong with a line of `count` cells; line `first` has `wanted`."""
    says = Sentence(
        "line {line:d} has {count} columns, and line {first:d} has {wanted}", line=line, count=count, first=first, wanted=wanted
    )
    if count == 1:
        says = Sentence("line {line:d} has one column, and line {first:d} has {wanted}", line=line, first=first, wanted=wanted)
    return Unreadable(says, count, f"{wanted} columns")


def number(line: int, column: int, cell: str) -> float:
    """Return the number in a cell; raise Unreadable."""
    if not cell:
        raise Unreadable(Sentence("line {line:d}, column {column} is empty", line=line, column=column), cell, "number")
    if not is_number(cell):
        says = Sentence("line {line:d}, column {column}: {value} is not a number", line=line, column=column, value=shown(cell))
        raise Unreadable(says, cell, "number")
    value = float(cell.replace(MINUS, "-"))
    if abs(value) > LARGEST:
        says = Sentence("line {line:d}, column {column}: {value} is too large", line=line, column=column, value=shown(cell))
        raise Unreadable(says, cell, f"-{LARGEST:g} to {LARGEST:g}")
    return value
