"""What a class is: the scene, where its marker stands, and at most one question. Nothing here knows a clock, a socket or a store."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.classroom.rules.forms import CODE, EVENT, NO_LINK_YET, TOKEN
from surfaces.sentence import Sentence

MOST_STEPS = 10_000_000
"""The largest step that a message may name."""

MOST_ASKED = 500
"""Questions of a class, at most: those that were opened are kept for the export."""


class Refusal(Exception):  # noqa: N818  (an answer, not a failure)
    """What is answered as `error`: a code for the page, a sentence for a person, and what the page translates, where it does.

    That is `template` and `params` of a Sentence, and the `path` of the field.
    """

    def __init__(self, code: str, says: str, parts: Mapping[str, Any] | None = None) -> None:
        super().__init__(says)
        self.code, self.says = code, says
        self.parts = parts or (says.parts() if isinstance(says, Sentence) else {})

    def anew(self) -> "Refusal":
        """Return the same once more, to be raised: an exception keeps the frames of everybody who ever raised it."""
        return Refusal(self.code, self.says, self.parts)


class Strict(BaseModel):
    """A model that takes nothing for something else: no unknown keys, no NaN, no texts for numbers."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False, frozen=True)


Counter = Annotated[int, Field(ge=0, le=2**52)]
"""Milliseconds since 1970, or revisions: every page and every store can count on from there."""
Step = Annotated[int, Field(ge=0, le=MOST_STEPS)]
Steps = Annotated[int, Field(ge=1, le=MOST_STEPS)]
Real = Annotated[float, Field(ge=-1e9, le=1e9)]
Code = Annotated[str, CODE]
Token = Annotated[str, TOKEN]
Small = Annotated[str, Field(min_length=1, max_length=80)]
Link = Annotated[str, Field(max_length=2000), NO_LINK_YET]
"""The part of a link to a scene behind #; empty before the first scene."""
View = tuple[Real, Real, Real, Real]
"""A part of the plane: x0, x1, y0, y1."""
Labels = Annotated[tuple[Small, ...], Field(max_length=8)]
Title = Annotated[str, Field(max_length=160)]
Mode = Literal["follow", "free", "paused"]
Phase = Literal["draft", "open", "closed", "shown"]


class Reads(Strict):
    """How a step is read as a number of another kind, as a rate that rises along the run.

    Step 0 is `low`, the last step `high`; in between it grows geometrically.
    """

    name: Small
    low: Annotated[float, Field(gt=0, le=1e9)]
    high: Annotated[float, Field(gt=0, le=1e9)]


class Question(Strict):
    """What is asked: one of the options, a place in the plane, or a step of the run.

    A place is where the lane `lane` is at step `at`, or where it ends; with `runs`, it is a start of one's own, which is then run.
    A step is the first one of the next event `event` of the lane behind `until`, or that of the rate that a range test suggests
    ("suggested_rate", with `reads`); without an event it has no right answer. With `covers`, no picture has the mark of the
    lowest loss while the future is hidden: the mark would be the answer.
    """

    kind: Literal["choice", "click", "step"]
    title: Annotated[str, Field(min_length=1, max_length=160)]
    options: Annotated[tuple[Small, ...], Field(max_length=6)] = ()
    until: Steps
    at: Step | None = None
    lane: Annotated[int, Field(ge=0, le=7)] = 0
    view: View = (-1.0, 1.0, -1.0, 1.0)
    right: Annotated[int, Field(ge=0, le=5)] | None = None
    answer: Annotated[str, Field(max_length=300)] = ""
    runs: bool = False
    event: Annotated[str, Field(max_length=40), EVENT] = ""
    reads: Reads | None = None
    covers: bool = False


class Truth(Strict):
    """The right answer of a question, from the run: a place or a step; neither where the run has none."""

    at: tuple[Real, Real] | None = None
    step: Step | None = None


class Ask(Question):
    """A question in a class. `truth` is there once it was opened; nobody but the host sees it before the reveal."""

    id: Annotated[int, Field(ge=1, le=MOST_ASKED)]
    round: Annotated[int, Field(ge=1, le=9)] = 1
    phase: Phase = "draft"
    truth: Truth | None = None


class Room(Strict):
    """A class as the server keeps it. A newer one has a larger `epoch` (milliseconds at creation) or, in the same epoch, `rev`."""

    code: Code
    epoch: Counter
    rev: Counter = 0
    scene: Link = ""
    labels: Labels = ()
    title: Title = ""
    """That of the lesson, or the surface's name. Nobody but the host has it while the future is hidden: it may be the answer."""
    step: Step = 0
    steps: Steps = 1
    until: Steps | None = None
    view: View | None = None
    covers: bool = False
    """Whether the scene hides the mark of its lowest loss together with its future, also before and after the question about it."""
    mode: Mode = "follow"
    locked: bool = False
    ended: bool = False
    asked: Annotated[int, Field(ge=0, le=MOST_ASKED)] = 0
    """The newest question's id."""
    ask: Ask | None = None
    removed: Annotated[tuple[Token, ...], Field(max_length=200)] = ()

    def newer(self, other: "Room") -> bool:
        """Return whether this is a later state than another."""
        return (self.epoch, self.rev) > (other.epoch, other.rev)

    def put(self, changes: dict[str, Any]) -> "Room":
        """Return the next state, with changes."""
        return self.model_copy(update={**changes, "rev": self.rev + 1})

    @property
    def last(self) -> int:
        """The last step that may be seen."""
        return min(self.steps, self.until or self.steps)

    @property
    def covered(self) -> bool:
        """Whether the lowest loss must not be marked now: the future is hidden, and the mark would answer what is asked."""
        return self.until is not None and (self.covers or (self.ask is not None and self.ask.covers))

    @property
    def round(self) -> str:
        """Which round was opened last and still stands, as "ASK.ROUND"; empty for none."""
        return f"{self.ask.id}.{self.ask.round}" if self.ask and self.ask.phase != "draft" and not self.ended else ""

    @property
    def stand(self) -> str:
        """Which round may be voted in; empty for none."""
        return self.round if self.ask and self.ask.phase == "open" else ""
