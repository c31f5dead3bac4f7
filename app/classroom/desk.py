"""One process's classes: what a message does, and who hears of it."""

import asyncio
import logging
import time
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import orjson

from app.classroom.bucket import Bucket
from app.classroom.client import Client
from app.classroom.counting import SECOND, TURN, look, place_of
from app.classroom.door import ALIKE, Door, seat_of
from app.classroom.hall import ENDED, Hall
from app.classroom.marker import Marker
from app.classroom.pictures.shown import check
from app.classroom.pictures.truth import truth
from app.classroom.rules.commands import Do, Drag, Hello, Scrub, Vote
from app.classroom.rules.reducer import ballot, number, reduce
from app.classroom.rules.room import Refusal, Room
from app.classroom.rules.secret import signed
from app.classroom.stores.choice import chosen
from app.classroom.stores.store import LOAD, Away, Kept, Store

TRIES = 8
"""How often a command is tried where another device of the host was faster."""

SILENT = 6.0
"""Seconds after which one without a socket, which asks every two seconds, counts as gone."""

log = logging.getLogger("ravine")


class Desk:
    """The classes of this process."""

    def __init__(self) -> None:
        self.halls: dict[str, Hall] = {}
        self.markers: dict[str, Marker] = {}
        self.store: Store = chosen(self.heard, self.heard_frame)
        self.door, self.makes = Door(), Bucket(1, 20)
        self.tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside what is done."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def heard(self, code: str, rev: int, step: int) -> None:
        """Pass a change on to the clients of a class."""
        hall = self.halls.get(code)
        if hall and step != LOAD and rev == hall.room.rev + 1:
            hall.move(rev, step)
        elif hall and (rev > hall.room.rev or not rev):
            self.start(self.refresh(code) if rev else self.catch_up(hall))

    def heard_frame(self, code: str, frame: bytes) -> None:
        """Pass on a frame that another process has made."""
        if hall := self.halls.get(code):
            hall.pictures.heard(frame)

    async def refresh(self, code: str) -> None:
        """Show the newest state; with the answers, everybody sees them at once."""
        with suppress(Away):
            found, hall = await self.store.load(code), self.halls.get(code)
            if hall is None:
                return
            before = place_of(hall.room.ask)
            hall.show(found.room if found else hall.room.put({"ended": True}))
            if "shown" in (now := place_of(hall.room.ask)) and now != before:
                await look(self.store, hall)

    async def enter(self, hello: Hello, client: Client) -> Hall:
        """Let a client into its class, or raise Refusal."""
        found = await self.door.found(self.store, hello, hello.code in self.halls)
        hall = self.halls.get(hello.code)  # after the wait: another may have opened the hall meanwhile
        client.seat = seat_of(hello, found, hall)
        if hall and hall.alike(client.role, client.seat) >= ALIKE[client.role]:
            raise Refusal("full", "this link is open too often")
        if client.host:
            await self.store.hosted(hello.code)
            hall = self.halls.get(hello.code)
        return self.seated(client, found, hall)

    def seated(self, client: Client, found: Kept, hall: Hall | None) -> Hall:
        """Take a client in, without a wait: a hall that is found is the hall that stands."""
        code = found.room.code
        if hall is None:
            hall = self.halls[code] = Hall(found.room)
            hall.pictures.publish = self.store.publish
            self.markers[code] = Marker(lambda k: self.store.scrub(code, k))
            self.start(self.attend(hall))
        hall.show(found.room)
        proof = signed(found.key, client.seat) if client.seat else ""
        client.put("welcome", orjson.dumps({"t": "welcome", "role": client.role, "seat": client.seat, "secret": proof}).decode())
        hall.add(client)
        return hall

    async def attend(self, hall: Hall) -> None:
        """Hear of a class's changes from now on, and of those that were missed until now."""
        with suppress(Away):
            await self.store.watch(hall.room.code, True)
            hall.watched = True
            await self.catch_up(hall)

    async def catch_up(self, hall: Hall) -> None:
        """Take what was missed: the newest state, and the frames that others have made."""
        with suppress(Away):
            await self.refresh(hall.room.code)
            for frame in await self.store.frames(hall.room.code):
                hall.pictures.heard(frame)

    async def close(self, code: str) -> None:
        """Forget a class that nobody here follows any more."""
        hall = self.halls.pop(code)
        hall.pictures.stop()
        hall.runs.stop()
        self.markers.pop(code).stop()
        with suppress(Away):
            await self.store.watch(code, False)
        if again := self.halls.get(code):  # somebody came meanwhile
            await self.attend(again)

    async def act(self, client: Client, hall: Hall, said: Any) -> None:
        """Do what a message says."""
        if isinstance(said, Vote):
            if client.role != "student":
                raise Refusal("not_allowed", "only students vote")
            await self.vote(client, hall, said)
        elif not client.host:
            raise Refusal("not_allowed", "only the host does this")
        elif isinstance(said, Scrub):
            self.markers[hall.room.code].to(said.k)
        elif isinstance(said, Do):
            await self.do(client, hall, said)
        elif isinstance(said, Drag):
            hall.pictures.drag(said.scene)

    async def do(self, client: Client, hall: Hall, said: Do) -> None:
        """Carry out a command, and say so, also where the class ends with it."""
        client.owed = True
        try:
            await check(said.command)
            await self.markers[hall.room.code].settle()
            made = await self.command(hall.room.code, said.command)
            hall.runs.turn(self.store, made, said.command)
            client.put("done", orjson.dumps({"t": "done", "n": said.n, "rev": made.rev}).decode())
        finally:
            client.owed = False

    async def vote(self, client: Client, hall: Hall, said: Vote, late: bool = False) -> None:
        """Keep a vote, and say so; of two that may have changed places on their way (`late`) the one with the higher `n`."""
        room, code = hall.room, hall.room.code
        if room.ask is None or (said.ask, said.round) != (room.ask.id, room.ask.round):
            found = await self.store.load(code)
            room = found.room if found else room
        if not (kept := await self.store.vote(code, f"{said.ask}.{said.round}", client.seat, ballot(room, said), late)):
            raise Refusal("closed", "the vote is closed")
        client.put("ack", orjson.dumps({"t": "ack", "ask": said.ask, "round": said.round, "n": number(kept)}).decode())

    async def command(self, code: str, said: Any) -> Room:
        """Carry out a command of the host."""
        for _ in range(TRIES):
            found = await self.store.load(code)
            if found is None:
                raise ENDED.anew()
            if await self.store.swap(made := reduce(found.room, said, await truth(found.room, said)), found.room.rev):
                return made
        raise Refusal("busy", "too many commands at once")

    async def count(self) -> None:
        """Count all classes, again and again, whatever happens to one of them."""
        turn = 0
        while True:
            await asyncio.sleep(TURN)
            turn += 1
            halls = list(self.halls.values())
            for found in await asyncio.gather(*(self.turn(hall, turn) for hall in halls), return_exceptions=True):
                if isinstance(found, Exception) and not isinstance(found, Away):
                    log.error("a class could not be counted: %s", type(found).__name__)

    async def turn(self, hall: Hall, turn: int) -> None:
        """Count one class, every ten seconds look whether a change was missed, and see who is gone."""
        code = hall.room.code
        for each in [each for each in hall.clients if each.socket is None and time.monotonic() - each.asked > SILENT]:
            hall.discard(each)
        if not hall.clients:
            await self.close(code)
            return
        if turn % SECOND == 0 and not hall.watched:
            await self.attend(hall)
        if turn % (10 * SECOND) == 0:
            await self.refresh(code)
        await look(self.store, hall, turn)


desk = Desk()
