"""Classes in this process, gone with it."""

import asyncio
import time
from collections.abc import Collection
from dataclasses import dataclass, field

from app.classroom.rules.reducer import number
from app.classroom.rules.room import Ask, Refusal, Room
from app.classroom.stores.store import LOAD, MOST_VOTES, UNHOSTED, Heard, Kept, hides, kind, left

SWEEP = 60.0
"""Seconds between two looks for what has expired."""


@dataclass
class Held:
    """A class, and all that was said in it."""

    kept: Kept
    ends: float
    """Monotonic seconds."""
    votes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: dict[str, Ask] = field(default_factory=dict)
    frames: dict[int, bytes] = field(default_factory=dict)

    def change(self, room: Room) -> None:
        """Take the next state."""
        old, self.kept = self.kept.room, self.kept._replace(room=room)
        if room.round:
            self.asked[room.round] = room.ask  # type: ignore[assignment]  # a round has a question
        if room.last < old.last or room.covered > old.covered:
            self.frames.clear()
        if room.ended:
            self.ends = time.monotonic() + UNHOSTED
            for said in (self.votes, self.asked, self.frames):
                said.clear()


class Memory:
    """The store of a single process."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self.held: dict[str, Held] = {}

    async def create(self, room: Room, proof: bytes, key: bytes) -> bool:
        """Keep a new class; return False if there is one of this code."""
        if room.code in self.held:
            return False
        self.held[room.code] = Held(Kept(room, proof, key), time.monotonic() + UNHOSTED)
        return True

    async def hosted(self, code: str) -> None:
        """Keep a class for its hours."""
        if held := self.held.get(code):
            held.ends = time.monotonic() + left(held.kept.room)

    async def load(self, code: str) -> Kept | None:
        """Return a class."""
        held = self.held.get(code)
        return held.kept if held else None

    async def swap(self, room: Room, seen: int) -> bool:
        """Replace a class if its revision is still `seen`."""
        held = self.held.get(room.code)
        if held is None or held.kept.room.rev != seen:
            return False
        held.change(room)
        self.heard(room.code, room.rev, LOAD)
        return True

    async def scrub(self, code: str, k: int) -> None:
        """Move the marker, never beyond a hidden future."""
        held = self.held.get(code)
        if held and not held.kept.room.ended:
            room = held.kept.room
            held.change(room.put({"step": min(k, room.last)}))
            self.heard(code, held.kept.room.rev, held.kept.room.step)

    async def vote(self, code: str, at: str, seat: str, ballot: str, late: bool = False) -> str:
        """Keep a vote if the round `at` is open, and return what is kept."""
        held = self.held.get(code)
        if held is None or held.kept.room.stand != at:
            return ""
        votes = held.votes.setdefault(at, {})
        if seat not in votes and len(votes) >= MOST_VOTES:
            raise Refusal("full", "this question has its votes")
        if not late or number(votes.get(seat, ballot)) <= number(ballot):
            votes[seat] = ballot
        return votes[seat]

    async def ballots(self, code: str, at: str) -> dict[str, str]:
        """Return the votes of a round by seat."""
        held = self.held.get(code)
        return dict(held.votes.get(at, {})) if held else {}

    async def voted(self, code: str, at: str) -> int:
        """Return how many have voted."""
        held = self.held.get(code)
        return len(held.votes.get(at, ())) if held else 0

    async def asked(self, code: str) -> dict[str, Ask]:
        """Return the question of every round."""
        held = self.held.get(code)
        return dict(held.asked) if held else {}

    async def beat(self, code: str, seats: Collection[str]) -> int:
        """Return how many are connected: there is no other process."""
        return len(seats)

    async def seats(self, code: str) -> set[str]:
        """Return who is connected elsewhere: there is no other process."""
        return set()

    async def count(self) -> int:
        """Return how many classes there are."""
        return sum(not held.kept.room.ended for held in self.held.values())

    async def drop(self, code: str) -> None:
        """Erase a class with all its votes."""
        self.held.pop(code, None)

    async def watch(self, code: str, on: bool) -> None:
        """Hear of a class's changes: here they are always heard."""

    async def publish(self, code: str, frame: bytes, last: int) -> bool:
        """Keep a frame: there is no other process."""
        held = self.held.get(code)
        if held is None or hides(held.kept.room, frame, last):
            return False
        held.frames[kind(frame)] = frame
        return True

    async def frames(self, code: str) -> list[bytes]:
        """Return the newest frame of each kind."""
        held = self.held.get(code)
        return list(held.frames.values()) if held else []

    async def run(self) -> None:
        """Sweep what has expired."""
        while True:
            await asyncio.sleep(SWEEP)
            for code in [code for code, held in self.held.items() if held.ends < time.monotonic()]:
                await self.drop(code)
