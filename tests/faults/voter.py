"""A phone of a class that keeps the rules of every client: it comes back, and says its vote again until it is stored."""

import asyncio
import random
import time
from contextlib import suppress
from typing import Any

from tests.bench.phone import Phone

AGAIN = 2.0
"""Seconds after which a vote that was not acknowledged is said again."""

LOST, FAILED, NO_CLASS = (0.3, 2.0), (0.5, 5.0), (2.0, 5.0)
"""Seconds after which a lost socket is opened again: the first time, later, and where the class is not there."""


class Voter(Phone):
    """One phone, or the host's device."""

    def __init__(self, port: int, code: str, **hello: str) -> None:
        super().__init__(port, {"code": code, **hello})
        self.newest = (0, 0)
        self.backward = self.failed = 0
        """How often a state was older than one before, and how often in a row no socket opened."""
        self.asked = (0, 0)
        """The round in which it votes."""
        self.choice: int | None = None
        self.stored = False
        self.back = 0.0
        """When its newest connection had a state."""
        self.renewed = 0.0
        """When it heard of a new epoch."""
        self.commands = 0

    async def stay(self) -> None:
        """Be in the class until cancelled."""
        while True:
            self.buffer, self.upgraded, self.closed, self.joined, self.code = b"", False, False, 0.0, 0
            with suppress(OSError, TimeoutError):
                await self.join()
                await self.until(lambda: self.closed, patience=1e6)
            first, self.failed = not self.failed, 0 if self.joined else self.failed + 1
            await asyncio.sleep(random.uniform(*(NO_CLASS if self.code == 4404 else LOST if first else FAILED)))

    def hear(self, said: dict[str, Any]) -> None:
        """Take a text; after a reconnection, and in a new epoch, the vote counts as not stored."""
        if said["t"] == "state":
            at, again = (said["epoch"], said["rev"]), not self.joined
            self.backward += at < self.newest
            if at[0] != self.newest[0] or again:
                self.stored = False
            if at[0] > self.newest[0] > 0:
                self.renewed = time.monotonic()
            self.newest = max(at, self.newest)
            self.back = time.monotonic() if again else self.back
        elif said["t"] == "welcome" and said["seat"]:
            self.hello |= {"seat": said["seat"], "secret": said["secret"]}
        elif said["t"] == "ack" and said["n"] == len(self.votes) - 1 and (said["ask"], said["round"]) == self.asked:
            self.stored = True
        before = self.joined
        super().hear(said)
        if said["t"] == "state" and not before:
            self.say()

    def say(self) -> None:
        """Say the vote, if its round is open and it is not known to be stored."""
        ask = self.said["state"]["ask"] if "state" in self.said else None
        if self.choice is None or self.stored or not ask or (ask["id"], ask["round"], ask["phase"]) != (*self.asked, "open"):
            return
        self.vote(self.choice)

    async def vote_within(self, seconds: float) -> None:
        """Vote once to three times within some seconds, then see to it that the vote is stored; until cancelled."""
        ask, begin = self.said["state"]["ask"], time.monotonic()
        for wait in sorted(random.uniform(0, seconds) for _ in range(random.choice((1, 1, 2, 3)))):
            await asyncio.sleep(max(0.0, begin + wait - time.monotonic()))
            self.asked, self.choice, self.stored = (ask["id"], ask["round"]), random.randrange(len(ask["options"])), False
            self.say()
        while True:
            await asyncio.sleep(AGAIN)
            self.say()

    async def do(self, do: str, **more: Any) -> None:
        """Give a command; where it was not stored, or its answer was lost, look at the state and give it again."""
        self.commands += 1
        for _ in range(30):
            self.send({"t": "do", "n": self.commands, "command": {"do": do, **more}})
            with suppress(TimeoutError):
                await self.until(self.answered, patience=1.0)
            if self.said.get("done", {}).get("n") == self.commands:
                return
            await asyncio.sleep(0.5)
        raise AssertionError(f"{do} is not done: {self.errors[-3:]}")

    def answered(self) -> bool:
        """Return whether the newest command has an answer."""
        return any(self.said.get(kind, {}).get("n") == self.commands for kind in ("done", "error"))
