"""One socket of a class: a slot for each kind of message, in which the newest waits, and one task that sends."""

import asyncio
import time
from typing import Literal

from fastapi import WebSocket

from app.classroom.bucket import Bucket

Role = Literal["student", "screen", "host"]
Slot = Literal["welcome", "state", "step", "frame", "ground", "starts", "basins", "tally", "ack", "done", "error", "beat"]


class Client:
    """A student, a screen or a device of the host. Nobody ever waits for it to read."""

    def __init__(self, socket: WebSocket, role: Role, seat: str = "") -> None:
        self.socket, self.role, self.seat = socket, role, seat
        self.slots: dict[Slot, str | bytes] = {}
        self.filled = asyncio.Event()
        self.pace = Bucket(60, 120) if role == "host" else Bucket(4, 10)
        self.excess = 0
        """Messages beyond its pace."""
        self.since = 0.0
        """When the message that is being sent began; 0 for none."""
        self.task: asyncio.Task[None] | None = None
        """That which reads the socket; cancelled to end it."""

    @property
    def host(self) -> bool:
        """Whether it is the host's."""
        return self.role == "host"

    def put(self, slot: Slot, said: str | bytes) -> None:
        """Replace the waiting message of a kind; a state also the waiting step."""
        if slot == "state":
            self.slots.pop("step", None)
        self.slots[slot] = said
        self.filled.set()

    async def send(self) -> None:
        """Send what waits, until cancelled."""
        while await self.filled.wait():
            self.filled.clear()
            while self.slots:
                self.since = time.monotonic()
                said = self.slots.pop(next(iter(self.slots)))
                await (self.socket.send_text(said) if isinstance(said, str) else self.socket.send_bytes(said))
                self.since = 0.0
