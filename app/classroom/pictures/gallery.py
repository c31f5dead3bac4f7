"""The newest frames of a class in one process, and who gets them.

What shows more than the class may see is dropped in the moment in which the future is hidden, in the same breath as the state says so.
"""

import time
from collections.abc import Awaitable, Callable
from typing import Protocol

from app.classroom.client import Client
from app.classroom.pictures.made import SLOTS, Made, allowed
from app.classroom.pictures.packed import Kind, numbered
from app.classroom.rules.room import Room
from app.classroom.stores.store import Away

Publish = Callable[[str, bytes, int], Awaitable[bool]]


async def alone(_code: str, _frame: bytes, _last: int) -> bool:
    """Publish a frame where there is no other process."""
    return True


class Audience(Protocol):
    """Who sees the pictures."""

    room: Room
    clients: set[Client]
    connected: int


class Gallery:
    """The newest frame of each kind."""

    def __init__(self, hall: Audience) -> None:
        self.hall = hall
        self.publish: Publish = alone
        """Has other processes hear a frame, and is false where the class hides its last step by now."""
        self.newest: dict[Kind, Made] = {}
        self.early: dict[Kind, Made] = {}
        """What came before the state that allows it."""
        self.number = 0
        self.done = b""
        """The key of the picture that the class sees, apart from drafts."""

    def sort(self) -> None:
        """Forget what must not be seen any more, and give what may be seen now."""
        room = self.hall.room
        for kind in [kind for kind, made in self.newest.items() if not allowed(room, kind, made)]:
            self.done = b"" if kind is Kind.PATHS else self.done
            del self.newest[kind]
            for each in self.hall.clients:
                each.slots.pop(SLOTS[kind], None)
        for kind in [kind for kind, made in self.early.items() if allowed(room, kind, made)]:
            self.take(kind, self.early.pop(kind))

    def give(self, kind: Kind, made: Made) -> None:
        """Give a frame to everybody."""
        self.newest[kind] = made
        self.number = max(self.number, made.number)
        self.done = made.key if made.rests else self.done
        for each in self.hall.clients:
            each.put(SLOTS[kind], made.frame)

    def heard(self, published: bytes) -> None:
        """Take a frame that another process has made."""
        made, kind = Made.read(published), Kind(published[4])
        if allowed(self.hall.room, kind, made):
            self.take(kind, made)
        else:
            self.early[kind] = made

    def take(self, kind: Kind, made: Made) -> None:
        """Give a frame to everybody if it is newer than the one that they have."""
        old = self.newest.get(kind)
        if old is None or made.number > old.number:
            self.give(kind, made)

    async def offer(self, kind: Kind, key: bytes, last: int, frame: bytes) -> bool:
        """Give a new frame to the whole class, if it may see it still; return whether it may."""
        self.number = max(self.number + 1, int(time.time() * 10) % 2**32)
        made = Made(key, last, numbered(self.number, frame))
        try:
            stands = await self.publish(self.hall.room.code, made.published(), last)
        except Away:
            stands = True
        if stands := stands and allowed(self.hall.room, kind, made):
            self.give(kind, made)
        return stands
