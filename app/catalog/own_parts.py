"""The parts of a lesson of one's own: its texts, question, changes to try, main settings and view."""

import unicodedata
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from app.engine.series import SERIES
from app.scene.choices import Strict
from app.scene.faults import unfit
from app.scene.intervals import Interval
from app.scene.limits import Index

BREAKS = "\n\t"
"""The control characters that a text may hold."""

Part = Literal["settings", "tools", "hero", "readout", "charts", "timeline"]
"""The parts of the page that a lesson may hide (PARTS in static/js/address/query.js)."""


def printable(said: str) -> str:
    """Refuse a null byte and other control characters: no page shows them, and programs stumble over them."""
    for sign in said:
        if unicodedata.category(sign) == "Cc" and sign not in BREAKS:
            raise unfit("control", sign=f"U+{ord(sign):04X}")
    return said


SHOWN = AfterValidator(printable)
Title = Annotated[str, Field(max_length=120), SHOWN]
Sentences = Annotated[str, Field(max_length=600), SHOWN]
Paragraph = Annotated[str, Field(max_length=1500), SHOWN]
Words = Annotated[str, Field(min_length=1, max_length=300), SHOWN]
Path = Annotated[str, Field(min_length=1, max_length=80), SHOWN]
"""The texts: what may be empty, then what may not."""


def known(key: str) -> str:
    """Refuse a chart that does not exist."""
    if key not in SERIES:
        raise unfit("no_chart", known=", ".join(SERIES))
    return key


Chart = Annotated[str, AfterValidator(known)]


class Question(Strict):
    """A question for the class; `right` is the index of the right option, or None if there is none."""

    ask: Words
    options: Annotated[list[Words], Field(min_length=2, max_length=6)]
    right: Index | None = None
    answer: Sentences = ""

    @model_validator(mode="after")
    def fit(self) -> "Question":
        """Refuse a right option that is not there."""
        if self.right is not None and self.right >= len(self.options):
            raise unfit("no_option", "right", self.right, last=len(self.options) - 1)
        return self


class Try(Strict):
    """A change to try: what its button says, and the new values by their paths in the scene."""

    says: Words
    changes: Annotated[dict[Path, Any], Field(min_length=1, max_length=10)]


class Knob(Strict):
    """A main setting: its path in the scene and the range of its slider."""

    path: Path
    low: Annotated[float, Field(ge=-1e9, le=1e9)]
    high: Annotated[float, Field(ge=-1e9, le=1e9)]
    scale: Literal["linear", "log"] = "linear"

    @model_validator(mode="after")
    def rise(self) -> "Knob":
        """Refuse a range that does not rise, or that a logarithm cannot hold."""
        if not self.low < self.high:
            raise unfit("falling", "high", self.high, bound=str(self.low))
        if self.scale == "log" and self.low <= 0:
            raise unfit("greater_than", "low", self.low, bound=0, name="low")
        return self


class View(Strict):
    """The part of the plane that is shown."""

    x: Interval
    y: Interval
