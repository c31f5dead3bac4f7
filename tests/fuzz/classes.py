"""Messages for a class, from its host and from a student: each leaves it standing, and the next command is done."""

import asyncio
import json
from collections.abc import Callable
from random import Random
from typing import Any

import httpx2
import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from app.catalog.link import link_to
from app.classroom.client import CLOSES
from app.web.sockets import SMALL
from tests.fuzz.numbers import number
from tests.fuzz.scenes import FEW, scene
from tests.fuzz.sockets import HANG, PATIENCE, broken, whole
from tests.fuzz.texts import text
from tests.fuzz.turned import bent, turned

KINDS = {"welcome", "state", "step", "tally", "ack", "done", "error", "beat"}
LARGEST = SMALL["/api/class"]
SURE = 10**9
"""The number of the command that must be done after each message; it counts up."""

PACE = 0.05
"""Seconds between two messages: a host may say 60 things a second."""


def question(rng: Random) -> dict[str, Any]:
    """Return a question, mostly one that may be asked."""
    kind = rng.choice(["choice", "click", "step"])
    options = [whole(text(rng)) for _ in range(rng.randrange(2, 7))] if kind == "choice" else []
    more: list[dict[str, Any]] = [{}, {"runs": True}, {"event": "suggested_rate"}, {"right": rng.randrange(6)}, {"at": 50}, {"lane": 3}]
    view = [-1.0, 1.0, -2.0, rng.choice([2.0, -2.0, 1e-300, 1e9])]
    return {"kind": kind, "title": whole(text(rng)), "options": options, "until": rng.randrange(1, 60), "view": view, **rng.choice(more)}


def shown(rng: Random) -> dict[str, Any]:
    """Return a scene to be shown."""
    made = scene(rng, FEW)
    labels = [whole(text(rng)) for _ in range(rng.randrange(9))]
    return {"do": "set", "scene": link_to(made)[1:], "labels": labels, "steps": made["steps"], "step": rng.randrange(100)}


COMMANDS: list[Callable[[Random], dict[str, Any]]] = [
    shown,
    lambda rng: {"do": "ask", "question": question(rng)},
    lambda rng: {"do": rng.choice(["open", "close", "again", "show", "reveal", "drop", "drop"])},
    lambda rng: {"do": "mode", "mode": rng.choice(["follow", "free", "paused", whole(text(rng))])},
    lambda rng: {"do": "lock", "on": rng.choice([True, False, 1, None])},
    lambda rng: {"do": "remove", "seat": rng.choice(["a" * 12, "", whole(text(rng))])},
    lambda rng: {"do": whole(text(rng)), whole(text(rng)): number(rng)},
]


def one(rng: Random) -> dict[str, Any]:
    """Return a message that may be said."""
    kind = rng.random()
    if kind < 0.6:
        return {"t": "do", "n": rng.randrange(9), "command": rng.choice(COMMANDS)(rng)}
    if kind < 0.8:
        value: list[dict[str, Any]] = [{"choice": rng.randrange(7)}, {"at": [number(rng), number(rng)]}, {"step": rng.randrange(200)}, {}]
        return {"t": "vote", "ask": rng.randrange(9), "round": rng.randrange(4), "n": rng.randrange(99), **rng.choice(value)}
    return rng.choice(
        [{"t": "step", "k": rng.randrange(200)}, {"t": "drag", "scene": link_to(scene(rng, FEW))[1:]}, {"t": whole(text(rng))}]
    )


def message(seed: int, i: int) -> str | bytes:
    """Return case number `i` of a seed: as it may be said, with a number turned, or broken."""
    rng = Random(f"class {seed} {i}")
    made, kind = one(rng), rng.random()
    if kind < 0.6:
        return json.dumps(made)
    if kind < 0.8:
        return json.dumps((turned if kind < 0.72 else bent)(rng, made))
    return broken(rng, json.dumps(made))


def wrong_text(said: Any) -> str | None:
    """Return what is wrong with a text of the server's."""
    if said.get("t") not in KINDS:
        return f"a message of no known kind: {str(said)[:200]}"
    if said["t"] == "error" and not (said["code"] and said["message"]):
        return f"an error without a word: {said}"
    return "the server failed" if "failed" in said.get("message", "") else None


class Class:
    """A class on a server, with its host and a student; opened again where it has ended."""

    def __init__(self, url: str) -> None:
        self.url, self.n = url, SURE
        self.made: dict[str, str] = {}
        self.host: ClientConnection | None = None
        self.student: ClientConnection | None = None

    async def joined(self, **hello: Any) -> ClientConnection:
        """Return a socket that has said hello."""
        address = f"ws{self.url.removeprefix('http')}/api/class"
        made = await connect(address, compression=None, max_size=None, open_timeout=None, ping_interval=None)
        await made.send(json.dumps({"t": "hello", "code": self.made["code"], **hello}))
        return made

    async def enter(self) -> None:
        """Have a class, and both in it."""
        if not self.made:
            async with httpx2.AsyncClient(base_url=self.url) as client:
                self.made = (await client.post("/api/class", json={})).json()
        self.host = self.host or await self.joined(role="host", secret=self.made["secret"])
        self.student = self.student or await self.joined()

    async def verdict(self, said: str | bytes) -> str | None:
        """Return what is wrong after both have said something, None where nothing is."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self.enter()
                return await self.tell(said)
        except TimeoutError:
            await self.close()
            return HANG
        except Exception as error:  # noqa: BLE001  (whatever it is, the fuzzer names the case and goes on)
            await self.close()
            return f"{type(error).__name__}: {error}"

    async def tell(self, said: str | bytes) -> str | None:
        """Say something as both, and have a command done by the host."""
        assert self.host
        assert self.student
        size = len(said if isinstance(said, bytes) else said.encode())
        try:
            await self.host.send(said)
            await self.student.send(said)
            self.n += 1
            await self.host.send(json.dumps({"t": "do", "n": self.n, "command": {"do": "lock", "on": False}}))
            found: Any = {}
            while (found.get("t"), found.get("n")) != ("done", self.n):
                came = await self.host.recv()
                found = {} if isinstance(came, bytes) else orjson.loads(came)  # which takes no NaN
                if found and (wrong := wrong_text(found)):
                    return wrong
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd else None
            await self.close()
            return None if size > LARGEST and code == 1009 else f"the socket closed: {closed}"
        return await self.listen()

    async def listen(self) -> str | None:
        """Read what the student has heard; one who says too much is sent away, and comes again."""
        assert self.student
        try:
            async with asyncio.timeout(PACE):
                while True:
                    came = await self.student.recv()
                    if isinstance(came, str) and (wrong := wrong_text(orjson.loads(came))):
                        return wrong
        except TimeoutError:
            return None
        except ConnectionClosed as closed:
            self.student = None
            known = closed.rcvd and closed.rcvd.code in CLOSES.values()
            return None if known else f"the student's socket closed: {closed}"

    async def close(self) -> None:
        """Leave; the class stays."""
        for each in (self.host, self.student):
            if each:
                await each.close()
        self.host = self.student = None
