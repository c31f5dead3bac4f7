"""One process's classes: who may enter, what a message does, and what is counted."""

import asyncio
import secrets
from contextlib import suppress
from typing import Any

import orjson

from app.classroom.bucket import Bucket
from app.classroom.client import Client
from app.classroom.commands import Do, Drag, Hello, Scrub, Vote
from app.classroom.hall import Hall
from app.classroom.memory import Memory
from app.classroom.reducer import ballot, reduce
from app.classroom.room import Refusal, Room
from app.classroom.secret import digest, same, signed
from app.classroom.store import LOAD, Away, Kept, Store
from app.classroom.tally import tally
from app.settings import settings

ALIKE = {"student": 4, "screen": 20, "host": 10}
"""Sockets of one seat, screens, and devices of the host, at most."""

SLOW = 1.0
"""Seconds after which a wrong code is answered."""

TRIES = 8
"""How often a command is tried where another device of the host was faster."""


class Desk:
    """The classes of this process."""

    def __init__(self) -> None:
        self.halls: dict[str, Hall] = {}
        self.store: Store = Memory(self.heard)
        self.guesses, self.makes = Bucket(20, 100), Bucket(1, 20)
        self.tasks: set[asyncio.Task[None]] = set()

    def heard(self, code: str, rev: int, step: int) -> None:
        """Pass a change on to the sockets of a class."""
        hall = self.halls.get(code)
        if hall and step != LOAD and rev == hall.room.rev + 1:
            hall.move(rev, step)
        elif hall and (rev > hall.room.rev or not rev):
            task = asyncio.get_running_loop().create_task(self.refresh(code))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def refresh(self, code: str) -> None:
        """Show the newest state."""
        with suppress(Away):
            found = await self.store.load(code)
            if found and code in self.halls:
                self.halls[code].show(found.room)

    async def look_up(self, code: str) -> Kept:
        """Return a class; a wrong code is answered slowly, and only so many are looked up."""
        known = code in self.halls
        if not known and not self.guesses.take():
            raise Refusal("too_fast", "the server is busy, it tries again")
        found = await self.store.load(code)
        if found is None:
            await asyncio.sleep(SLOW)
            raise Refusal("no_class", "there is no class with this code")
        if not known:
            self.guesses.give_back()
        if found.room.ended:
            raise Refusal("ended", "this class has ended")
        return found

    def seat(self, hello: Hello, found: Kept) -> str:
        """Return the seat of who enters, a new one where it proves none; empty for host and screen."""
        room, proof, key = found
        if hello.role == "host":
            if not hello.secret or not same(digest("host", hello.secret), proof):
                raise Refusal("not_allowed", "this is not the host's link")
            return ""
        if hello.role == "screen":
            return ""
        if hello.seat and hello.secret and same(signed(key, hello.seat).encode(), hello.secret.encode()):
            if hello.seat in room.removed:
                raise Refusal("removed", "the lecturer has removed you")
            return hello.seat
        hall = self.halls.get(hello.code)
        if room.locked:
            raise Refusal("locked", "this class takes nobody new")
        if hall and hall.here() >= settings.class_seats:
            raise Refusal("full", "this class is full")
        return secrets.token_urlsafe(9)

    async def enter(self, hello: Hello, client: Client) -> Hall:
        """Let a client into its class, or raise Refusal."""
        found = await self.look_up(hello.code)
        client.seat = self.seat(hello, found)
        hall = self.halls.get(hello.code)  # after the wait: another may have opened the hall meanwhile
        if hall and hall.alike(client.role, client.seat) >= ALIKE[client.role]:
            raise Refusal("full", "this link is open too often")
        if hall is None:
            hall = self.halls[hello.code] = Hall(found.room)
            await self.store.watch(hello.code, True)
        hall.show(found.room)
        hall.clients.add(client)
        proof = signed(found.key, client.seat) if client.seat else ""
        client.put("welcome", orjson.dumps({"t": "welcome", "role": client.role, "seat": client.seat, "secret": proof}).decode())
        client.put("state", hall.text(client.host))
        return hall

    async def leave(self, client: Client, hall: Hall) -> None:
        """Forget a client, and its hall with the last."""
        hall.clients.discard(client)
        if not hall.clients and self.halls.pop(hall.room.code, None) is not None:
            with suppress(Away):
                await self.store.watch(hall.room.code, False)

    async def act(self, client: Client, hall: Hall, said: Any) -> None:
        """Do what a message says."""
        if isinstance(said, Vote):
            if client.role != "student":
                raise Refusal("not_allowed", "only students vote")
            await self.vote(client, hall, said)
        elif not client.host:
            raise Refusal("not_allowed", "only the host does this")
        elif isinstance(said, Scrub):
            await self.store.scrub(hall.room.code, said.k)
        elif isinstance(said, Do):
            made = await self.command(hall.room.code, said.command)
            client.put("done", orjson.dumps({"t": "done", "n": said.n, "rev": made.rev}).decode())
        elif isinstance(said, Drag):
            pass

    async def vote(self, client: Client, hall: Hall, said: Vote) -> None:
        """Keep a vote, and say so."""
        room, code = hall.room, hall.room.code
        if room.ask is None or (said.ask, said.round) != (room.ask.id, room.ask.round):
            found = await self.store.load(code)
            room = found.room if found else room
        if not await self.store.vote(code, f"{said.ask}.{said.round}", client.seat, ballot(room, said)):
            raise Refusal("closed", "the vote is closed")
        client.put("ack", orjson.dumps({"t": "ack", "ask": said.ask, "round": said.round, "n": said.n}).decode())

    async def command(self, code: str, said: Any) -> Room:
        """Carry out a command of the host."""
        for _ in range(TRIES):
            found = await self.store.load(code)
            if found and await self.store.swap(made := reduce(found.room, said), found.room.rev):
                return made
        raise Refusal("busy", "too many commands at once")

    async def count(self) -> None:
        """Four times a second say who has voted, once a second who is here, every ten seconds look whether a change was missed."""
        turn = 0
        while True:
            await asyncio.sleep(0.25)
            turn += 1
            for code, hall in list(self.halls.items()):
                with suppress(Away):
                    await self.look(code, hall, turn)

    async def look(self, code: str, hall: Hall, turn: int) -> None:
        """Count one class."""
        if turn % 40 == 0:
            await self.refresh(code)
        if turn % 4 == 0:
            hall.connected = await self.store.beat(code, hall.here())
        ask = hall.room.ask
        at = f"{ask.id}.{ask.round}" if ask and ask.phase != "draft" else ""
        seen = (at, await self.store.voted(code, at) if at else 0, hall.connected, ask and ask.phase)
        if seen == hall.counted:
            return
        hall.counted = seen
        few: dict[str, Any] = {
            "t": "tally",
            "ask": ask.id if at and ask else "",
            "round": ask.round if at and ask else "",
            "voted": seen[1],
        }
        whole = tally(ask, (await self.store.ballots(code, at)).values()) if at and ask else few
        shown = bool(ask and ask.phase == "shown")
        texts = {host: orjson.dumps({**(whole if host or shown else few), "connected": hall.connected}).decode() for host in (True, False)}
        for each in hall.clients:
            each.put("tally", texts[each.host])


desk = Desk()
