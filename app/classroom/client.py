"""One client of a class: a slot for each kind of message, in which the newest waits, and one task that sends."""

import asyncio
from contextlib import suppress
from typing import Literal

import orjson
from fastapi import WebSocket, WebSocketDisconnect

from app.classroom.bucket import Bucket
from app.classroom.rules.room import Refusal

Role = Literal["student", "screen", "host"]
Slot = Literal["welcome", "state", "step", "frame", "ground", "starts", "basins", "tally", "ack", "done", "error", "remark", "beat"]

BURST = 900
"""Messages of a host that may come at once: its page says thirty a second, and gives a socket up after 25 s of silence."""

ANSWERS: tuple[Slot, ...] = ("done", "error")

CLOSES = {
    "no_class": 4404, "not_allowed": 4403, "removed": 4403, "locked": 4423, "ended": 4410, "too_fast": 4429, "full": 4503,
    "unavailable": 4503, "bad_hello": 4400,
}  # fmt: skip
"""The close code of each refusal that ends a socket."""


def error(refusal: Refusal, n: int | None = None) -> str:
    """Return the message that says what was wrong; `n` is that of the command."""
    number = {} if n is None else {"n": n}
    return orjson.dumps({"t": "error", "code": refusal.code, "message": str(refusal), **number, **refusal.parts}).decode()


async def dismiss(socket: WebSocket, refusal: Refusal) -> None:
    """Say why, and close; one that has left has left."""
    with suppress(WebSocketDisconnect, RuntimeError):
        await socket.send_text(error(refusal))
        await socket.close(CLOSES.get(refusal.code, 4400))


class Client:
    """A student, a screen or a device of the host. Nobody ever waits for it to read.

    A client without a socket asks from time to time, and what waits is all that it needs.
    """

    def __init__(self, socket: WebSocket | None, role: Role, seat: str = "") -> None:
        self.socket, self.role, self.seat = socket, role, seat
        self.slots: dict[Slot, str | bytes] = {}
        self.filled = asyncio.Event()
        self.pace = Bucket(60, BURST) if role == "host" else Bucket(4, 10)
        self.excess = 0
        """Messages beyond its pace."""
        self.refusal: Refusal | None = None
        """Why it must leave, once it must."""
        self.owed = False
        """Whether a command of it is being carried out: it leaves with the answer."""
        self.asked = 0.0
        """When one without a socket asked last."""

    @property
    def host(self) -> bool:
        """Whether it is the host's."""
        return self.role == "host"

    def put(self, slot: Slot, said: str | bytes) -> None:
        """Replace the waiting message of a kind; a state also the waiting step, and what was made for it comes after it.

        One that must leave gets nothing more but its answer: what comes faster than it reads would keep it here.
        """
        if self.refusal is not None and slot not in ANSWERS:
            return
        if slot == "state":
            kept = {key: waiting for key, waiting in self.slots.items() if key not in ("welcome", "state", "step")}
            self.slots = {**({"welcome": self.slots["welcome"]} if "welcome" in self.slots else {}), "state": said, **kept}
        self.slots[slot] = said
        self.filled.set()

    def refuse(self, refusal: Refusal, n: int | None = None) -> None:
        """Say what was wrong, with command `n` or with a message that has no number: this one does not replace a command's answer."""
        self.put("remark" if n is None else "error", error(refusal, n))

    def end(self, refusal: Refusal) -> None:
        """Send what waits, then why it must leave, and close."""
        self.refusal = self.refusal or refusal
        self.filled.set()

    async def send(self) -> None:
        """Send what waits, until it must leave or is gone."""
        assert self.socket is not None
        with suppress(WebSocketDisconnect, RuntimeError):
            while (self.refusal is None or self.owed) and await self.filled.wait():
                self.filled.clear()
                while self.slots:
                    said = self.slots.pop(next(iter(self.slots)))
                    await (self.socket.send_text(said) if isinstance(said, str) else self.socket.send_bytes(said))
        if self.refusal is not None:
            await dismiss(self.socket, self.refusal)
