"""Every kind of store, on one footing: in memory, in a Redis that is played, in a real one."""

import asyncio
import itertools
import random
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import fakeredis
import orjson
import pytest

from app.classroom.rules.commands import COMMAND
from app.classroom.rules.reducer import reduce
from app.classroom.rules.room import Room
from app.classroom.stores import connected
from app.classroom.stores.memory import Memory
from app.classroom.stores.shared import Shared
from app.classroom.stores.store import LOAD, Store
from tests.loops import ended
from tests.patience import PATIENCE, within
from tests.setup.try_wheel import free_port

KINDS = ("memory", "fakeredis", "redis")

QUESTION = {"kind": "choice", "title": "What happens next?", "options": ["It bursts", "It stays calm"], "until": 34}

CODES = itertools.count(random.Random(17).randrange(10**7, 9 * 10**7))


class Redis:
    """A redis-server on a free port."""

    def __init__(self, folder: Path, *options: str) -> None:
        program = shutil.which("redis-server")
        assert program, "there is no redis-server, which the classes of several workers need: apt-get install redis-server"
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self.command = [program, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(folder), *(options or ("--save", ""))]
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with (self.folder / "redis.log").open("ab") as log:
            self.process = subprocess.Popen(self.command, stdout=log, stderr=log)
        within(lambda: self.cli("ping") == "PONG")

    def cli(self, *words: str) -> str:
        """Give a command; return what is answered, empty if nothing is."""
        command = ["redis-cli", "-p", str(self.port), *words]
        said = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=PATIENCE)
        return said.stdout.strip()

    def kill(self) -> None:
        """End it as a crash does."""
        self.process.kill()
        self.process.wait()


@asynccontextmanager
async def running(store: Store) -> AsyncIterator[None]:
    """Have a store listen meanwhile."""
    task = asyncio.create_task(store.run())
    try:
        yield
    finally:
        while not task.done():  # the played Redis loses a cancellation that comes together with a message
            task.cancel()
            await asyncio.wait([task], timeout=0.5)
        if isinstance(store, Shared):
            await store.news.pubsub.aclose()
            await store.db.aclose()


class Heard(list[tuple[Any, ...]]):
    """What a store has said."""

    def __init__(self) -> None:
        super().__init__()
        self.news = asyncio.Event()

    def change(self, code: str, rev: int, step: int) -> None:
        """Hear of a change."""
        self.append((code, rev, step))
        self.news.set()

    def frame(self, code: str, frame: bytes) -> None:
        """Hear a frame."""
        self.append((code, frame))
        self.news.set()

    async def of(self, *said: Any) -> None:
        """Wait until this was said."""
        async with asyncio.timeout(PATIENCE):
            while said not in self:
                self.news.clear()
                await self.news.wait()

    async def follows(self, store: Store, code: str) -> None:
        """Have a store hear of a class, and wait until it does."""
        await store.watch(code, True)
        if isinstance(store, Shared):
            await self.of(code, 0, LOAD)


Make = Callable[[Heard], Store]


def opened_redis(url: str, patience: float = PATIENCE) -> Any:
    """Return a client of Redis that waits for it so many seconds: those of a server would be over while a machine stands still."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PATIENCE", "CONNECT"):
            patch.setattr(connected, name, patience)
        return connected.open_redis(url)


def makers(kind: str, redis: Redis | None) -> Iterator[Make]:
    """Yield what makes a store of a kind; all of a test share what they keep, those in memory excepted."""
    if kind == "memory":
        yield lambda heard: Memory(heard.change)
    elif kind == "fakeredis":
        played = fakeredis.FakeServer()
        yield lambda heard: Shared(heard.change, heard.frame, fakeredis.FakeAsyncRedis(server=played))
    else:
        assert redis
        yield lambda heard: Shared(heard.change, heard.frame, opened_redis(redis.url))


def fresh(**more: Any) -> Room:
    """Return a class of a code of its own that was opened now."""
    return Room(code=str(next(CODES)), epoch=int(time.time() * 1000), steps=500, step=3, **more)


async def done(store: Store, code: str, do: str, **more: Any) -> Room:
    """Carry out a command, which nobody disturbs."""
    found = await store.load(code)
    assert found
    made = reduce(found.room, COMMAND.validate_json(orjson.dumps({"do": do, **more})))
    assert await store.swap(made, found.room.rev)
    return made


async def voting(store: Store) -> Room:
    """Return a new class in which a question is open."""
    room = fresh()
    assert await store.create(room, b"proof", b"key")
    await store.hosted(room.code)
    await done(store, room.code, "ask", question=QUESTION)
    return await done(store, room.code, "open")


def tried(make: Make, work: Callable[[Store, Heard], Coroutine[Any, Any, None]]) -> None:
    """Do something with a store that listens."""

    async def alone() -> None:
        store = make(heard := Heard())
        async with running(store):
            await work(store, heard)

    ended(alone())
