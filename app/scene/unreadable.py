"""What is wrong with a text of examples: a sentence, and the fault of the field `text` that it makes."""

from app.scene.faults import Fault, Refused, made
from surfaces.sentence import Sentence

LONGEST_QUOTE = 20
"""Most characters of a cell that a sentence quotes."""


class Unreadable(ValueError):  # noqa: N818  (a refusal, not a failure)
    """What is wrong with a line: a sentence, the cell or the number that it is about, and what would be right."""

    def __init__(self, says: Sentence, value: object, bound: str) -> None:
        super().__init__(says)
        self.says, self.value, self.bound = says, value, bound

    def fault(self) -> Fault:
        """Return it as a fault of the field `text`."""
        return made("setting", "text", self.value, {"says": self.says, "bound": self.bound})


def refused(says: Sentence, value: object, bound: str) -> Refused:
    """Return a refusal of the whole text."""
    return Refused([Unreadable(says, value, bound).fault()])


def shown(cell: str) -> str:
    """Return a cell as a sentence quotes it: not too long, and with a sign in the place of characters that nobody sees."""
    quoted = cell if len(cell) <= LONGEST_QUOTE else f"{cell[:LONGEST_QUOTE]}…"
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in quoted)
