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
class Words:
    """A lesson in one language: the title, one sentence that ends with a verb, the folded text, the call to the next.

    Line breaks are for the source's reader only.
    """

    title: str
    sentence: str
    see: str
    why: str
    try_this: str
    ask: str

    def lines(self) -> dict[str, str]:
        """Return every text as one line, by name."""
        return {name: " ".join(text.split()) for name, text in vars(self).items()}


@dataclass(frozen=True)
class Lesson:
    """A scene with words, and the claim that the tests run.

    `claim` runs the lesson's own scenes and asserts what its words say. `charts` are the two that show first; `view` is
    the part of the plane, as {"x": (low, high), "y": (low, high)}; `main` the lane drawn larger; `replay` how far the
    opening replay goes and where it slows down, as {"to": step, "slow": (from, to)}; `order` the place in the course.
    """

    order: int
    group: str
    words: Mapping[str, Words]
    scene: Mapping[str, Any]
    hero: tuple[Hero, ...]
    charts: tuple[str, str]
    claim: Callable[[], None]
    view: Mapping[str, tuple[float, float]] | None = None
    main: int | None = None
    replay: Mapping[str, Any] | None = None
    next: str | None = None
