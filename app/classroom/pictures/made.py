"""A picture of a class: what it is made for, and what of it the class may see."""

import hashlib
from typing import NamedTuple

from app.classroom.client import Slot
from app.classroom.pictures.frames import View
from app.classroom.pictures.packed import Kind
from app.classroom.rules.room import Ask, Room

SLOTS: dict[Kind, Slot] = {Kind.PATHS: "frame", Kind.GROUND: "ground", Kind.STARTS: "starts", Kind.BASINS: "basins"}
MARK = 12
"""Bytes behind a published frame: the key of what it was made for, and the last step that it shows, 0 for none."""


class Wanted(NamedTuple):
    """What a picture is made for."""

    link: str
    view: View | None
    last: int
    draft: bool = False

    def key(self) -> bytes:
        """Return eight bytes that only this has."""
        return hashlib.sha256(repr(self).encode()).digest()[:8]


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
        return self.frame[4] == Kind.PATHS and not self.frame[5]

    @property
    def number(self) -> int:
        """The frame's number."""
        return int.from_bytes(self.frame[:4], "little")


def question_key(ask: Ask) -> bytes:
    """Return the key of what belongs to a round of a question."""
    return (16 * ask.id + ask.round).to_bytes(8, "little")


def allowed(room: Room, kind: Kind, made: Made) -> bool:
    """Return whether a class may see a frame: nothing beyond its hidden end, and nothing of an earlier round of a question."""
    if kind in (Kind.STARTS, Kind.BASINS):
        ask = room.ask
        return ask is not None and ask.phase == "shown" and room.until is None and made.key == question_key(ask)
    return made.last <= room.last and not room.ended
