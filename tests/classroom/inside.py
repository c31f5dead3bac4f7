"""A class in this process, without a network: sockets are queues."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from fastapi import WebSocket, WebSocketDisconnect

from app.catalog.link import link_to
from app.classroom import desk as desks
from app.classroom import routes, socket
from app.classroom.desk import Desk
from app.classroom.opening import Opening, opened
from tests.patience import PATIENCE

QUESTION: dict[str, Any] = {
    "kind": "choice",
    "title": "What happens next?",
    "options": ["It bursts", "It stays calm", "It diverges"],
    "until": 34,
}
LINK = link_to(
    {"surface": {"key": "ellipse"}, "steps": 100, "lanes": [{"optimizer": {"key": key}} for key in ("adam", "gradient_descent")]}
)[1:]
SCENE: dict[str, Any] = {"do": "set", "scene": LINK, "labels": ["Adam", "SGD"], "steps": 100, "step": 0}


class Pipe:
    """A socket whose other end is this test."""

    def __init__(self) -> None:
        self.coming: asyncio.Queue[str | None] = asyncio.Queue()
        self.sent: list[Any] = []
        self.frames: list[bytes] = []
        self.record: list[str | bytes] = []
        """All that was sent, in its order."""
        self.code: int | None = None
        self.news = asyncio.Event()
        self.deaf = asyncio.Event()
        self.deaf.set()

    async def accept(self) -> None:
        """Open."""

    async def receive(self) -> dict[str, Any]:
        """Return what the client says next."""
        text = await self.coming.get()
        return {"type": "websocket.disconnect"} if text is None else {"type": "websocket.receive", "text": text}

    async def send_text(self, text: str) -> None:
        """Take a text, once the client reads."""
        await self.deaf.wait()
        if self.code is not None:
            raise WebSocketDisconnect
        self.sent.append(json.loads(text))
        self.record.append(text)
        self.news.set()

    async def send_bytes(self, data: bytes) -> None:
        """Take a frame."""
        await self.deaf.wait()
        self.frames.append(data)
        self.record.append(data)
        self.news.set()

    async def close(self, code: int) -> None:
        """End."""
        self.code = code
        self.coming.put_nowait(None)
        self.news.set()


class Guest:
    """One client of a class."""

    def __init__(self, school: "School", **hello: Any) -> None:
        self.pipe, self.n = Pipe(), 0
        self.say(**{"t": "hello", "code": school.code, **hello})
        self.task = asyncio.create_task(socket.classroom(cast(WebSocket, self.pipe)))

    def say(self, **said: Any) -> None:
        """Send a message."""
        self.pipe.coming.put_nowait(json.dumps(said))

    async def until(self, holds: Any) -> Any:
        """Wait until something holds."""
        async with asyncio.timeout(PATIENCE):
            while not (found := holds()):
                self.pipe.news.clear()
                await self.pipe.news.wait()
        return found

    def all(self, kind: str) -> list[Any]:
        """Return all messages of a kind so far."""
        return [each for each in self.pipe.sent if each["t"] == kind]

    def last(self, kind: str) -> Any:
        """Return the newest message of a kind."""
        return next(iter(self.all(kind)[::-1]), None)

    async def hears(self, kind: str, **parts: Any) -> Any:
        """Wait until the newest message of a kind has these parts."""
        fits = lambda: (last := self.last(kind)) and all(last[key] == value for key, value in parts.items()) and last  # noqa: E731
        return await self.until(fits)

    async def do(self, do: str, **more: Any) -> Any:
        """Give a command, and return what is answered."""
        self.n += 1
        n = self.n
        self.say(t="do", n=n, command={"do": do, **more})
        answered = lambda: next((each for each in self.pipe.sent if each["t"] in ("done", "error") and each.get("n") == n), None)  # noqa: E731
        return await self.until(answered)

    async def phase(self, phase: str) -> Any:
        """Wait until the question is in a phase."""
        return await self.until(lambda: (state := self.last("state")) and state["ask"] and state["ask"]["phase"] == phase and state)

    async def vote(self, choice: int, **more: Any) -> Any:
        """Answer the question that stands; return what is answered."""
        ask, self.n = self.last("state")["ask"], self.n + 1
        n, before = self.n, len(self.pipe.sent)
        self.say(**{"t": "vote", "ask": ask["id"], "round": ask["round"], "n": n, "choice": choice, **more})
        acked = lambda: next((x for x in self.pipe.sent[before:] if x["t"] == "error" or (x["t"] == "ack" and x["n"] >= n)), None)  # noqa: E731
        return await self.until(acked)

    async def closed(self) -> int | None:
        """Wait until the socket is closed; return the code."""
        await self.until(lambda: self.pipe.code)
        return self.pipe.code

    async def leave(self) -> None:
        """Close the tab."""
        self.pipe.coming.put_nowait(None)
        await self.task


class School:
    """A desk with one class, its host and its guests."""

    def __init__(self, desk: Desk, code: str, secret: str) -> None:
        self.desk, self.code, self.secret = desk, code, secret
        self.guests: list[Guest] = []

    async def join(self, **hello: Any) -> Guest:
        """Return a guest that is in."""
        guest = Guest(self, **hello)
        self.guests.append(guest)
        await guest.hears("state")
        return guest

    async def turned_away(self, **hello: Any) -> tuple[str, int | None]:
        """Return why a guest is not let in: the code of the error, and that of the close."""
        guest = Guest(self, **hello)
        code = await guest.closed()
        return guest.last("error")["code"], code

    async def host(self) -> Guest:
        """Return a device of the host."""
        return await self.join(role="host", secret=self.secret)


@asynccontextmanager
async def school(store: Any = None, counts: bool = True) -> AsyncIterator[School]:
    """Open a class at a desk of its own; `store` wraps the desk's store."""
    with pytest.MonkeyPatch.context() as patch:
        desk = Desk()
        if store is not None:
            desk.store = store(desk.store)
        for module in (desks, routes, socket):
            patch.setattr(module, "desk", desk)
        said = Opening()
        made = School(desk, await opened(desk, said), said.secret)
        counting = asyncio.create_task(desk.count()) if counts else None
        try:
            yield made
        finally:
            for guest in made.guests:
                guest.pipe.deaf.set()
                await guest.leave()
            if counting:
                counting.cancel()
