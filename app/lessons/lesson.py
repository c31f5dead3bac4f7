"""The fields of a lesson, as each file of this folder declares them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Hero:
    """The lesson's main knob: its path in the scene and the range of its slider."""

    path: str
    low: float
    high: float
    scale: Literal["linear", "log"] = "log"


@dataclass(frozen=True)
class Table:
    """A sweep as a table; the claim compares every number in it.

    A number is a count, which the page formats by language; the first cell of a row is its name.
    """

    caption: str
    head: tuple[str | int, ...]
    rows: tuple[tuple[str | int, ...], ...]

    def texts(self) -> list[str]:
        """Return every text to be translated."""
        return [cell for cell in (self.caption, *self.head, *(cell for row in self.rows for cell in row)) if isinstance(cell, str)]


@dataclass(frozen=True)
class Reads:
    """How a class reads a step as another number: `low` at step 0, `high` at the last step, in between it grows geometrically."""

    name: str
    low: float
    high: float


@dataclass(frozen=True)
class Tap:
    """A question that a class answers in the picture, with everything behind step `until` hidden.

    A `click` asks where the lane is at step `at`, or where it ends; a `step` for the first step of the lane's `event`, or of the rate
    that a range test suggests ("suggested_rate"). The server takes the right answer from the run; the lesson's claim says the same.
    """

    kind: Literal["click", "step"]
    until: int
    lane: int = 0
    at: int | None = None
    event: str = ""
    reads: Reads | None = None


@dataclass(frozen=True)
class Words:
    """A lesson's words in English: the title, one sentence that ends with a verb, the folded text, the call to this lesson.

    `see` and `why` have at most 150 words together; `tries` describe the changes in the lesson's `tries`; `ask` is the text of
    the button in the previous lesson that leads here. `question`, `options` and `answer` are for the class while the rest of
    the run is hidden; `tap` and `tap_answer` are those of the lesson's question to be tapped. The `table` is between `see` and `why`.
    Line breaks in the source are not significant.
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
    tap: str = ""
    tap_answer: str = ""
    table: Table | None = None

    def lines(self) -> dict[str, Any]:
        """Return every text as one line, by name; the table's texts are separate."""
        texts = {name: text for name, text in vars(self).items() if name != "table"}
        return {name: line(text) if isinstance(text, str) else [line(each) for each in text] for name, text in texts.items()}


def line(text: str) -> str:
    """Return a text as one line."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Lesson:
    """A scene with words, and the claim that the tests run.

    `claim` runs the lesson's own scenes and asserts what its words say. `charts` are the two shown at first, those in `linear`
    on a linear axis; `view` is the part of the plane, as {"x": (low, high), "y": (low, high)}; `main` the marked lane; `replay`
    how far the opening replay goes and where it slows down, as {"to": step, "slow": (from, to)}; `order` the place in the course.
    `step` is where the lesson stops when it opens, if not at its end; a lesson with a replay needs none.
    `numbered`, as {"lane": 1, "steps": (50, 100)}, writes 1, 2, ... on that lane's path, which is then pale.
    `tries` are two or three changes of the scene, each from path to value ({"lanes.1.optimizer.knobs.lr": 0.2}), applied
    by a click. The question is asked with everything behind step `until` hidden; `right` is the index of the right option,
    and `reveal` that of the try whose change shows the answer, if the scene as it is does not.
    `covers` hides the marks × of the lowest loss together with the future, where they would answer the question.
    `tap` is a second question for a class, answered in the picture.
    `by`: the charts' horizontal axis counts steps or examples seen. On a surface made of examples, `data` shows them beside the panels,
    and `held` draws the contours of the validation loss.
    `lecture` is true in the 90-minute course, whose lessons open with the question, `opening` for the one lesson that the
    page opens with; `show` is the initial view if not contours side by side: "overlay", "profile", "surface" or "map".
    """

    order: float
    group: str
    words: Words
    scene: Mapping[str, Any]
    hero: tuple[Hero, ...]
    charts: tuple[str, str]
    claim: Callable[..., None]
    tries: tuple[Mapping[str, Any], ...] = ()
    linear: tuple[str, ...] = ()
    view: Mapping[str, tuple[float, float]] | None = None
    main: int | None = None
    replay: Mapping[str, Any] | None = None
    until: int | None = None
    right: int | None = None
    reveal: int | None = None
    covers: bool = False
    step: int | None = None
    numbered: Mapping[str, Any] | None = None
    tap: Tap | None = None
    by: Literal["steps", "examples"] = "steps"
    data: bool = True
    held: bool = True
    lecture: bool = False
    opening: bool = False
    show: Literal["overlay", "profile", "surface", "map"] | None = None
