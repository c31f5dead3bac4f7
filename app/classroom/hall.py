"""What one process knows of a class: its clients, the newest state, and each message encoded once for all who get the same."""

from collections import Counter
from typing import Any, get_args

import orjson

from app.classroom.client import Client, Role, Slot
from app.classroom.pictures.pictures import Pictures
from app.classroom.pictures.runs import Runs
from app.classroom.rules.reducer import public
from app.classroom.rules.room import Refusal, Room

ENDED = Refusal("ended", "this class has ended")
REMOVED = Refusal("removed", "the lecturer has removed you")


class Hall:
    """The clients of a class in this process."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.clients: set[Client] = set()
        self.places: dict[Role, Counter[str]] = {role: Counter() for role in get_args(Role)}
        """How many clients there are of each role and seat."""
        self.texts: dict[bool, tuple[Room, str]] = {}
        self.watched = False
        """Whether changes in other processes are heard."""
        self.connected = 0
        """Students, in all processes."""
        self.told: dict[Role, str] = {}
        """The tally that each role was told last."""
        self.whole: dict[str, Any] = {"t": "tally", "ask": "", "round": "", "voted": 0}
        """What was counted last."""
        self.pictures = Pictures(self)
        self.runs = Runs(self, self.pictures)

    def add(self, client: Client) -> None:
        """Take a client in, and tell it all that stands."""
        self.clients.add(client)
        self.places[client.role][client.seat] += 1
        client.put("state", self.text(client.host))
        if client.role in self.told:
            client.put("tally", self.told[client.role])
        self.pictures.greet(client)
        self.part(client)

    def part(self, client: Client) -> None:
        """Have a client leave that must; one that has just come may have missed it."""
        if self.room.ended or client.seat in self.room.removed:
            client.end(ENDED if self.room.ended else REMOVED)

    def discard(self, client: Client) -> None:
        """Let a client go."""
        if client in self.clients:
            self.clients.remove(client)
            places = self.places[client.role]
            places[client.seat] -= 1
            if not places[client.seat]:
                del places[client.seat]

    def text(self, host: bool) -> str:
        """Return the state for a role."""
        if host not in self.texts or self.texts[host][0] is not self.room:
            self.texts[host] = (self.room, public(self.room, host).decode())
        return self.texts[host][1]

    def tell(self, slot: Slot, said: str | bytes, *roles: Role) -> None:
        """Send the same to everybody, or to these roles."""
        for each in self.clients:
            if not roles or each.role in roles:
                each.put(slot, said)

    def show(self, room: Room) -> None:
        """Take a newer state, and send it to everybody; those leave who must."""
        if not room.newer(self.room):
            return
        self.room = room
        for each in self.clients:
            each.put("state", self.text(each.host))
            self.part(each)
        self.pictures.turn()
        self.runs.look()

    def move(self, rev: int, k: int) -> None:
        """Take a step of the marker, and send it to everybody."""
        self.room = self.room.model_copy(update={"rev": rev, "step": k})
        self.tell("step", orjson.dumps({"t": "step", "rev": rev, "k": k}).decode())

    def alike(self, role: Role, seat: str) -> int:
        """Return how many clients of this role and seat there are."""
        return self.places[role][seat]

    def asking(self, seat: str) -> Client | None:
        """Return the client of a seat that has no socket and asks instead."""
        return next((each for each in self.clients if each.socket is None and each.seat == seat), None)

    def seats(self) -> list[str]:
        """Return the seats of the students that are connected."""
        return list(self.places["student"])

    def here(self) -> int:
        """Return how many students are connected."""
        return len(self.places["student"])
