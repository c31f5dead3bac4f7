"""Targets of classes in a text: 0 and 1, or two words."""

from collections import Counter
from collections.abc import Sequence

from app.scene.unreadable import Unreadable, shown
from surfaces.sentence import Sentence

Names = tuple[str, ...]


def names_of(targets: Sequence[str], is_number: Sequence[bool]) -> Names:
    """Return the two words that name most of these cells' classes, in the order of the alphabet; none if one of the cells is a number.

    Upper and lower case are the same; a word is as it is first written. As in LabelEncoder of scikit-learn the second name is class 1.
    """
    if any(is_number):
        return ()
    written: dict[str, str] = {}
    for target in filter(None, targets):
        written.setdefault(target.casefold(), target)
    frequent = Counter(target.casefold() for target in targets if target).most_common(2)
    return tuple(written[key] for key, _ in sorted(frequent))


def class_of(names: Names, line: int, column: int, cell: str) -> float:
    """Return the class that a word names, 0 or 1; raise Unreadable for a third one."""
    if not cell:
        raise Unreadable(Sentence("line {line:d}, column {column} is empty", line=line, column=column), cell, "a class")
    known = [name.casefold() for name in names]
    if cell.casefold() not in known:
        first, second = map(shown, names)
        says = Sentence(
            "line {line:d}, column {column}: {value} is a third class, beside {first} and {second}",
            line=line, column=column, value=shown(cell), first=first, second=second,
        )  # fmt: skip
        raise Unreadable(says, cell, f"{first} or {second}")
    return float(known.index(cell.casefold()))
