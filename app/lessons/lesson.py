"""The form of a lesson: what one file of this folder declares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Hero:
    """The knob that a lesson puts in front: its path in the scene and the range of its slider."""

    path: str
    low: float
    high: float
    scale: Literal["linear", "log"] = "log"


@dataclass(frozen=True)
class Table:
    """A sweep that would be a list of numbers in a sentence; the claim compares every number of it.

    A number is a count, which the page writes as the language groups digits; the first cell of a row is its name.
    """

    caption: str
    head: tuple[str | int, ...]
    rows: tuple[tuple[str | int, ...], ...]

    def texts(self) -> list[str]:
        """Return everything that has to be said in other languages."""
        return [cell for cell in (self.caption, *self.head, *(cell for row in self.rows for cell in row)) if isinstance(cell, str)]


@dataclass(frozen=True)
class Words:
    """A lesson's words in English: the title, one sentence that ends with a verb, the folded text, the call to this lesson.

    `see` and `why` have at most 150 words together; `tries` say what the lesson's `tries` change; `ask` is the call to this
    lesson on the button of the one before. `question`, `options` and `answer` are put to the class while the future is
    hidden. The `table` stands between what is seen and why. Line breaks are for the source's reader only.
    """

    title: str
    sentence: str
    see: str
    why: str
    tries: tuple[str, ...]
    ask: str
    question: str = ""
    options: tuple[str, ...] = ()
    answer: str = ""
    table: Table | None = None

    def lines(self) -> dict[str, Any]:
        """Return every text as one line, by name; those of the table are its own."""
        texts = {name: text for name, text in vars(self).items() if name != "table"}
        return {name: line(text) if isinstance(text, str) else [line(each) for each in text] for name, text in texts.items()}


def line(text: str) -> str:
    """Return a text as one line."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Lesson:
    """A scene with words, and the claim that the tests run.

    `claim` runs the lesson's own scenes and asserts what its words say. `charts` are the two that show first; `view` is
    the part of the plane, as {"x": (low, high), "y": (low, high)}; `main` the lane drawn larger; `replay` how far the
    opening replay goes and where it slows down, as {"to": step, "slow": (from, to)}; `order` the place in the course.
    `tries` are two or three changes of the scene, each from path to value ({"lanes.1.optimizer.knobs.lr": 0.2}), that a
    click makes for the reader. The question is asked with the future hidden behind step `until`; `right` is the index of
    the option that comes true, and `reveal` that of the try whose change shows it, where the scene as it is does not.
    `lecture` says whether it belongs to the path of 90 minutes, where lessons open asked, `opening` whether the page
    begins with it (one does); `show` how it opens where not as contours side by side: "overlay", "profile" or "surface".
    """

    order: float
    group: str
    words: Words
    scene: Mapping[str, Any]
    hero: tuple[Hero, ...]
    charts: tuple[str, str]
    claim: Callable[[], None]
    tries: tuple[Mapping[str, Any], ...] = ()
    view: Mapping[str, tuple[float, float]] | None = None
    main: int | None = None
    replay: Mapping[str, Any] | None = None
    until: int | None = None
    right: int | None = None
    reveal: int | None = None
    lecture: bool = False
    opening: bool = False
    show: Literal["overlay", "profile", "surface"] | None = None
