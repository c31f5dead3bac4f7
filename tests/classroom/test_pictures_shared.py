"""Pictures of a class whose phones are at several workers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import fakeredis
import pytest

from app.classroom.client import Client
from app.classroom.desk import Desk
from app.classroom.pictures import pictures as pictures_module
from app.classroom.rules.commands import Hello
from app.classroom.stores.shared import Shared
from tests.classroom.inside import QUESTION, School, school
from tests.classroom.secrecy import UNTIL, scene, shown
from tests.classroom.stores import running
from tests.classroom.unpacked import paths_of, stream_of
from tests.loops import ended
from tests.patience import PATIENCE


@asynccontextmanager
async def two_workers() -> AsyncIterator[tuple[School, Desk]]:
    """Open a class at one worker, and return another that shares it."""
    played = fakeredis.FakeServer()

    def share(desk: Desk) -> Shared:
        return Shared(desk.heard, desk.heard_frame, fakeredis.FakeAsyncRedis(server=played))

    other = Desk()
    other.store = share(other)
    async with school(store=lambda memory: share(memory.heard.__self__)) as made:
        assert isinstance(made.desk.store, Shared)
        async with running(made.desk.store), running(other.store):
            yield made, other
            for hall in other.halls.values():
                hall.pictures.stop()


async def phone(made: School, desk: Desk) -> Client:
    """Return a phone that is at this worker, and reads nothing yet."""
    client = Client(None, "student")
    await desk.enter(Hello(t="hello", code=made.code), client)
    return client


async def waits(client: Client, fits: Callable[[dict[str, Any]], bool]) -> bytes:
    """Wait until a picture waits for a phone whose head fits."""
    async with asyncio.timeout(PATIENCE):
        while not (isinstance(frame := client.slots.get("frame"), bytes) and fits(stream_of(frame)[0])):
            client.filled.clear()
            await client.filled.wait()
    return frame


def test_the_worker_with_the_host_makes_pictures_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures_module, "PATIENCE", PATIENCE)

    async def lesson() -> None:
        async with two_workers() as (made, other):
            host, near, far = await made.host(), await made.join(), await phone(made, other)
            await host.do("set", **scene())
            full = await near.until(shown(near, None))
            assert await waits(far, lambda head: head["until"] is None) == full
            await host.do("ask", question={**QUESTION, "until": UNTIL})
            hidden = await near.until(shown(near, UNTIL))
            assert await waits(far, lambda head: head["until"] == UNTIL) == hidden
            host.say(t="step", k=5)
            late = await phone(made, other)
            assert await waits(late, lambda head: head["until"] == UNTIL) == hidden
            assert "ground" in late.slots
            await host.do("drop")
            await host.do("set", **scene(rate=0.01))
            await waits(far, lambda head: head["until"] is None)
            host.say(t="drag", scene=scene(rate=0.02)["scene"])
            assert stream_of(await waits(far, lambda head: head["draft"]))[0]["until"] is None

    ended(lesson())


def test_a_worker_that_comes_late_finds_the_picture_that_was_made() -> None:
    async def lesson() -> None:
        async with two_workers() as (made, other):
            host, near = await made.host(), await made.join()
            await host.do("set", **scene(), until=UNTIL)
            hidden = await near.until(shown(near, UNTIL))
            await host.leave()
            far = await phone(made, other)
            assert await waits(far, lambda head: head["until"] == UNTIL) == hidden

    ended(lesson())


def test_where_the_host_is_gone_another_worker_makes_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: Any) -> bool:
        return True

    monkeypatch.setattr(pictures_module, "PATIENCE", 0.1)

    async def lesson() -> None:
        async with two_workers() as (made, other):
            host, far = await made.host(), await phone(made, other)
            made.desk.halls[made.code].pictures.publish = nothing  # its frames are lost
            await host.do("set", **scene(), until=UNTIL)
            frame = await waits(far, lambda head: head["until"] == UNTIL)
            assert paths_of(frame)[1][0]["steps"][-1] == UNTIL

    ended(lesson())
