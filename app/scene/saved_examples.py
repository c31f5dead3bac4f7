"""A table of examples that the page has saved: its column `set` says which are for training and which for validation."""

from collections.abc import Sequence

from app.scene.examples_text import Example, no_class, number, read_all, uneven
from app.scene.table_lines import filled_lines, parts, separator
from app.scene.unreadable import Unreadable, refused, shown
from surfaces.data.model import LEAST, OWN
from surfaces.sentence import Sentence

NAMES = ("a", "b", "t", "set")
SETS = {"training": LEAST, "validation": 1}
"""What stands in the column `set`, and of how many rows at least."""


def saved(text: str, classes: bool) -> tuple[list[Example], list[Example]] | None:
    """Return the training and the validation examples of a saved table, None of any other text.

    Anything that a scene may say is read: two rows, one class, an input that is constant. Raises Refused with the faults of the first
    lines that have some.
    """
    lines = filled_lines(text)
    if not lines:
        return None
    first, head = lines[0]
    sign = separator([head])
    if [name.lower() for name in parts(head, sign)] != [*NAMES]:
        return None
    found: dict[str, list[Example]] = {name: [] for name in SETS}
    for name, example in read_all(lines[1 : 2 * OWN + 2], lambda line: row(line[0], parts(line[1], sign), first, classes)):
        found[name].append(example)
    for name, least in SETS.items():
        count(name, len(found[name]), least)
    train, held = found.values()
    return train, held


def row(line: int, cells: Sequence[str], first: int, classes: bool) -> tuple[str, Example]:
    """Return the set and the example of a line; `first` is that of the head. Raise Unreadable."""
    if len(cells) != len(NAMES):
        raise uneven(line, len(cells), first, len(NAMES))
    a, b, t = (number(line, column, cell) for column, cell in enumerate(cells[:3], 1))
    if classes and not 0 <= t <= 1:
        raise no_class(line, 3, cells[2])
    if cells[3] not in SETS:
        cell = shown(cells[3])
        says = Sentence("line {line:d}, column {column}: {value} is neither training nor validation", line=line, column=4, value=cell)
        raise Unreadable(says, cells[3], " or ".join(SETS))
    return cells[3], (a, b, t)


def count(name: str, rows: int, least: int) -> None:
    """Refuse too few or too many rows of a set."""
    if least <= rows <= OWN:
        return
    few = Sentence("there are {count} rows for {set}: at least {least} are needed", count=rows, set=name, least=least)
    much = Sentence("there are {count} rows for {set}: at most {most} are taken", count=rows, set=name, most=OWN)
    raise refused(few if rows < least else much, rows, f"{least} to {OWN} rows")
