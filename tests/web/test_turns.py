"""Clients share the event loop and the threads, which step back behind it."""

import asyncio
import os
import sys
from threading import get_native_id

import pytest

from app.engine.threads import SCENE, Client
from app.exports.worker import NICE
from app.web.turns import Turns
from app.web.work import Load
from tests.loops import ended

PATIENCE = 30


@pytest.mark.skipif(sys.platform != "linux", reason="threads have a niceness of their own on Linux only")
def test_threads_step_back_behind_the_event_loop_and_tell_a_hog_of_short_work() -> None:
    async def asked() -> tuple[int, bool]:
        load, hog = Load(2, 1), Client(running=1)
        niceness = await load.share("niceness", lambda: os.getpriority(os.PRIO_PROCESS, get_native_id()), client=hog)
        async with load.turns.of(Client()):
            hog.running, load._threads._free = 1, 1  # it has one of two threads
            return niceness, load._threads.lend(lambda: None, SCENE, hog) is None

    before = os.getpriority(os.PRIO_PROCESS, get_native_id())
    assert ended(asked()) == (NICE, True)
    assert os.getpriority(os.PRIO_PROCESS, get_native_id()) == before < NICE


def test_of_short_work_the_client_that_has_used_least_goes_first() -> None:
    order: list[str] = []

    async def ask(turns: Turns, name: str, client: Client) -> None:
        async with turns.of(client):
            order.append(name)
            client.used += 0.002

    async def all_at_once() -> None:
        turns, greedy, modest = Turns(), Client(), Client()
        names = [("greedy", greedy)] * 5 + [("modest", modest)]
        await asyncio.gather(*(ask(turns, *each) for each in names))

    ended(all_at_once())
    assert order[:2] == ["greedy", "modest"]


def test_a_turn_that_is_given_up_goes_to_the_next() -> None:
    order: list[str] = []

    async def ask(turns: Turns, name: str) -> None:
        async with turns.of(Client()):
            order.append(name)

    async def some_leave() -> None:
        turns = Turns()
        async with turns.of(Client()):
            asked = [asyncio.create_task(ask(turns, name)) for name in "abc"]
            await asyncio.sleep(0)
            asked[0].cancel()
        turns._next()
        asked[1].cancel()  # it is its turn, and it leaves
        await asyncio.wait_for(asked[2], PATIENCE)

    ended(some_leave())
    assert order == ["c"]
