"""A picture of a class: what it is made for, and what of it the class may see."""

import hashlib
from functools import lru_cache
from typing import NamedTuple

from app.classroom.client import Slot
from app.classroom.pictures.frames import View
from app.classroom.pictures.packed import DRAFT, Kind
from app.classroom.rules.room import Ask, Room
from app.classroom.stores.store import hides
from app.engine.landscape import Landscape

SLOTS: dict[Kind, Slot] = {Kind.PATHS: "frame", Kind.GROUND: "ground", Kind.STARTS: "starts", Kind.BASINS: "basins"}
MARK = 12
"""Bytes behind a published frame: the key of what it was made for, and the last step that it shows, 0 for none."""


def digest(what: object) -> bytes:
    """Return eight bytes for what nothing but this says of itself."""
    return hashlib.sha256(repr(what).encode()).digest()[:8]


@lru_cache(maxsize=32)
def ground_key(landscape: Landscape, view: View, covered: bool, draft: bool) -> bytes:
    """Return the key of a ground, which stands under many scenes."""
    return digest((landscape.key, dict(landscape.knobs), dict(landscape.settings), landscape.seen, view, covered, draft))


class Wanted(NamedTuple):
    """What a picture is made for."""

    link: str
    view: View | None
    last: int
    covered: bool
    draft: bool = False

    def key(self) -> bytes:
        """Return eight bytes that only this has."""
        return digest(self)


class Made(NamedTuple):
    """A frame, and what it was made for."""

    key: bytes
    last: int
    frame: bytes

    @classmethod
    def read(cls, published: bytes) -> "Made":
        """Read what another process has published."""
        return cls(published[-MARK:-4], int.from_bytes(published[-4:], "little"), published[:-MARK])

    def published(self) -> bytes:
        """Return what other processes read."""
        return self.frame + self.key + self.last.to_bytes(4, "little")

    @property
    def rests(self) -> bool:
        """Whether it is a picture of the class's scene, not a draft."""
        return self.frame[4] == Kind.PATHS and not self.frame[5] & DRAFT

    @property
    def number(self) -> int:
        """The frame's number."""
        return int.from_bytes(self.frame[:4], "little")


def question_key(ask: Ask) -> bytes:
    """Return the key of what belongs to a round of a question."""
    return (16 * ask.id + ask.round).to_bytes(8, "little")


def allowed(room: Room, kind: Kind, made: Made) -> bool:
    """Return whether a class may see a frame.

    Nothing of it is behind the hidden end, marks what is the answer, or belongs to an earlier round of a question.
    """
    if kind in (Kind.STARTS, Kind.BASINS):
        ask = room.ask
        return ask is not None and ask.phase == "shown" and room.until is None and made.key == question_key(ask)
    return not hides(room, made.frame, made.last)
