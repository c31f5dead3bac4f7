"""What one process knows of a class: its sockets, the newest state, and each message encoded once for all who get the same."""

from typing import Any

import orjson

from app.classroom.client import Client
from app.classroom.reducer import public
from app.classroom.room import Room


class Hall:
    """The sockets of a class in this process."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.clients: set[Client] = set()
        self.texts: dict[bool, tuple[Room, str]] = {}
        self.connected = 0
        """Students, in all processes."""
        self.counted: tuple[Any, ...] = ()
        """What the last tally was made of."""

    def text(self, host: bool) -> str:
        """Return the state for a role."""
        if host not in self.texts or self.texts[host][0] is not self.room:
            self.texts[host] = (self.room, public(self.room, host).decode())
        return self.texts[host][1]

    def show(self, room: Room) -> None:
        """Take a newer state, and send it to everybody."""
        if room.newer(self.room):
            self.room = room
            for each in self.clients:
                each.put("state", self.text(each.host))

    def move(self, rev: int, k: int) -> None:
        """Take a step of the marker, and send it to everybody."""
        self.room = self.room.model_copy(update={"rev": rev, "step": k})
        text = orjson.dumps({"t": "step", "rev": rev, "k": k}).decode()
        for each in self.clients:
            each.put("step", text)

    def alike(self, role: str, seat: str) -> int:
        """Return how many sockets of this role and seat there are."""
        return sum((each.role, each.seat) == (role, seat) for each in self.clients)

    def here(self) -> int:
        """Return how many students are connected."""
        return len({each.seat for each in self.clients if each.seat})
