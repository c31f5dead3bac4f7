"""Classes in this process, gone with it."""

import asyncio
import time

from app.classroom.room import Ask, Refusal, Room
from app.classroom.store import LOAD, MOST_VOTES, Heard, Kept
from app.settings import settings

SWEEP = 60.0
"""Seconds between two looks for what has expired."""


class Memory:
    """The store of a single process."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self.kept: dict[str, Kept] = {}
        self.votes: dict[str, dict[str, dict[str, str]]] = {}
        self.ends: dict[str, float] = {}
        self.rounds: dict[str, dict[str, Ask]] = {}

    async def create(self, room: Room, proof: bytes, key: bytes) -> bool:
        """Keep a new class; return False if there is one of this code."""
        if room.code in self.kept:
            return False
        self.kept[room.code], self.votes[room.code] = Kept(room, proof, key), {}
        self.ends[room.code] = time.monotonic() + settings.class_hours * 3600
        return True

    async def load(self, code: str) -> Kept | None:
        """Return a class."""
        return self.kept.get(code)

    async def swap(self, room: Room, seen: int) -> bool:
        """Replace a class if its revision is still `seen`."""
        old = self.kept.get(room.code)
        if old is None or old.room.rev != seen:
            return False
        self.kept[room.code] = old._replace(room=room)
        if room.ask and room.stand:
            self.rounds.setdefault(room.code, {})[room.stand] = room.ask
        self.heard(room.code, room.rev, LOAD)
        return True

    async def scrub(self, code: str, k: int) -> None:
        """Move the marker, never beyond a hidden future."""
        if old := self.kept.get(code):
            room = old.room.put({"step": min(k, old.room.last)})
            self.kept[code] = old._replace(room=room)
            self.heard(code, room.rev, room.step)

    async def vote(self, code: str, at: str, seat: str, ballot: str) -> bool:
        """Keep a vote if the round `at` is open."""
        if code not in self.kept or self.kept[code].room.stand != at:
            return False
        votes = self.votes[code].setdefault(at, {})
        if seat not in votes and len(votes) >= MOST_VOTES:
            raise Refusal("full", "this question has its votes")
        votes[seat] = ballot
        return True

    async def ballots(self, code: str, at: str) -> dict[str, str]:
        """Return the votes of a round by seat."""
        return dict(self.votes.get(code, {}).get(at, {}))

    async def voted(self, code: str, at: str) -> int:
        """Return how many have voted."""
        return len(self.votes.get(code, {}).get(at, ()))

    async def asked(self, code: str) -> dict[str, Ask]:
        """Return the question of every round."""
        return dict(self.rounds.get(code, {}))

    async def beat(self, code: str, here: int) -> int:
        """Return how many are connected: there is no other process."""
        return here

    async def count(self) -> int:
        """Return how many classes there are."""
        return len(self.kept)

    async def drop(self, code: str) -> None:
        """Erase a class with all its votes."""
        self.kept.pop(code, None)
        self.votes.pop(code, None)
        self.ends.pop(code, None)
        self.rounds.pop(code, None)

    async def watch(self, code: str, on: bool) -> None:
        """Hear of a class's changes: here they are always heard."""

    async def publish(self, code: str, frame: bytes) -> None:
        """Do nothing: there is no other process."""

    async def run(self) -> None:
        """Sweep what has expired."""
        while True:
            await asyncio.sleep(SWEEP)
            for code in [code for code, end in self.ends.items() if end < time.monotonic()]:
                await self.drop(code)
