"""Where classes and votes are kept, and how the workers of a server hear of changes."""

import time
from collections.abc import Callable, Collection
from typing import NamedTuple, Protocol

from app.classroom.rules.room import Ask, Room
from app.settings import settings

LOAD = -1
"""The step that is heard where not only the step has changed."""

MOST_VOTES = 2000
"""Votes of one round, at most."""

UNHOSTED = 600.0
"""Seconds that a class is kept without its host: until one has connected, and after its end, so that everybody hears of it."""

Heard = Callable[[str, int, int], None]
"""Called with code, rev and step for every change, in this process or another."""
HeardFrame = Callable[[str, bytes], None]
"""Called with code and bytes for every frame that another process has published."""


class Kept(NamedTuple):
    """A class, the hash of its host's secret and the key of its seats."""

    room: Room
    proof: bytes
    key: bytes


class Away(Exception):  # noqa: N818
    """The store does not answer; nothing was stored."""


def left(room: Room) -> float:
    """Return for how many seconds a class may still be kept: its `epoch` is when it was opened, by a clock that may have been set since."""
    hours = settings.class_hours * 3600
    return max(UNHOSTED, min(hours, room.epoch / 1000 + hours - time.time()))


def kind(frame: bytes) -> int:
    """Return the kind of a frame."""
    return frame[4]


def marks(frame: bytes) -> bool:
    """Return whether a frame marks the lowest loss, which its flag 2 says."""
    return bool(frame[5] & 2)


def hides(room: Room, frame: bytes, last: int) -> bool:
    """Return whether a class must not see a frame whose last step this is, 0 for none: it is behind the hidden end, or marks the answer."""
    return room.ended or last > room.last or (marks(frame) and room.covered)


class Store(Protocol):
    """Every method raises `Away` if the store cannot be reached."""

    async def create(self, room: Room, proof: bytes, key: bytes) -> bool:
        """Keep a new class for ten minutes; return False if there is one of this code."""

    async def hosted(self, code: str) -> None:
        """A host has connected: keep the class for its hours."""

    async def load(self, code: str) -> Kept | None:
        """Return a class. One that has ended is returned for ten minutes more, without anything that was said in it."""

    async def swap(self, room: Room, seen: int) -> bool:
        """Replace a class if its revision is still `seen`. Where it has ended, its votes are erased in the same breath.

        Where it hides more than before, a step or the mark of the lowest loss, the frames that were published are forgotten.
        """

    async def scrub(self, code: str, k: int) -> None:
        """Move the marker, never beyond a hidden future."""

    async def vote(self, code: str, at: str, seat: str, ballot: str, late: bool = False) -> str:
        """Keep a vote if the round `at` is open, in one breath; raise Refusal `full` if it has its votes.

        The last one counts. `late`: it came by HTTP, maybe after a newer one of its page's socket; then the one with the higher `n` counts.
        Return what is kept of the seat now: this vote, or the newer one; empty if it is closed.
        """

    async def ballots(self, code: str, at: str) -> dict[str, str]:
        """Return the votes of a round by seat."""

    async def voted(self, code: str, at: str) -> int:
        """Return how many have voted."""

    async def asked(self, code: str) -> dict[str, Ask]:
        """Return the question of every round that was ever opened, in their order, by "ASK.ROUND"."""

    async def beat(self, code: str, seats: Collection[str]) -> int:
        """Say who is connected to this process; return how many are anywhere."""

    async def seats(self, code: str) -> set[str]:
        """Return who was connected to other processes when they beat last."""

    async def count(self) -> int:
        """Return how many classes there are."""

    async def drop(self, code: str) -> None:
        """Erase a class with all its votes. Workers that still hold it may bring it back: an end is a `swap`."""

    async def watch(self, code: str, on: bool) -> None:
        """Hear of a class's changes, or no longer. Away or not, they will be heard once they can."""

    async def publish(self, code: str, frame: bytes, last: int) -> bool:
        """Have the other processes hear a frame, and keep it for those that come late.

        `last` is the last step that it shows, 0 if none. Return False, and do nothing, where the class hides by now this step, or a mark
        that the frame has.
        """

    async def frames(self, code: str) -> list[bytes]:
        """Return the newest published frame of each kind, for those that come late."""

    async def run(self) -> None:
        """Listen to the other processes, and sweep what has expired, until cancelled."""
