"""Clients share the event loop and the threads."""

import asyncio

import pytest

from app.engine.threads import SCENE, Client
from app.web.turns import Turns
from app.web.work import Load
from tests.loops import ended
from tests.patience import PATIENCE


def test_who_has_short_work_keeps_a_thread_from_a_hog(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.engine.threads.MOMENT", PATIENCE)

    async def lent(others: bool) -> bool:
        load, hog = Load(2, 1), Client()
        if others:
            async with load.turns.of(Client()):
                pass
        return await load.share("lent", lambda: load._threads.lend(int, SCENE, hog) is not None, client=hog)

    assert ended(lent(others=False))
    assert not ended(lent(others=True))


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
