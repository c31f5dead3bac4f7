"""Where classes and votes are kept, and how the workers of a server hear of changes."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from app.classroom.room import Ask, Room

LOAD = -1
"""The step that is heard where not only the step has changed."""

MOST_VOTES = 2000
"""Votes of one round, at most."""

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


class Store(Protocol):
    """Every method raises `Away` if the store cannot be reached."""

    async def create(self, room: Room, proof: bytes, key: bytes) -> bool:
        """Keep a new class; return False if there is one of this code."""

    async def load(self, code: str) -> Kept | None:
        """Return a class."""

    async def swap(self, room: Room, seen: int) -> bool:
        """Replace a class if its revision is still `seen`."""

    async def scrub(self, code: str, k: int) -> None:
        """Move the marker, never beyond a hidden future."""

    async def vote(self, code: str, at: str, seat: str, ballot: str) -> bool:
        """Keep a vote if the round `at` is open, in one breath; raise Refusal `full` if it has its votes."""

    async def ballots(self, code: str, at: str) -> dict[str, str]:
        """Return the votes of a round by seat."""

    async def voted(self, code: str, at: str) -> int:
        """Return how many have voted."""

    async def asked(self, code: str) -> dict[str, Ask]:
        """Return the question of every round that was ever opened, in their order, by "ASK.ROUND"."""

    async def beat(self, code: str, here: int) -> int:
        """Say how many are connected to this process; return how many are anywhere."""

    async def count(self) -> int:
        """Return how many classes there are."""

    async def drop(self, code: str) -> None:
        """Erase a class with all its votes."""

    async def watch(self, code: str, on: bool) -> None:
        """Hear of a class's changes, or no longer."""

    async def publish(self, code: str, frame: bytes) -> None:
        """Have the other processes hear a frame, and keep it for those that come late."""

    async def run(self) -> None:
        """Listen to the other processes, and sweep what has expired, until cancelled."""
