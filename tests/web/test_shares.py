"""The order in which requests compute: so many at once, a share for every client, a bounded line."""

import asyncio

import pytest

from app.scene.faults import Refused
from app.web.shares import Shares
from tests.loops import ended


def order(shares: Shares, clients: list[str]) -> list[str]:
    """Return the clients in the order in which they are served, all of which come at once; each takes some turns of the loop."""
    served: list[str] = []

    async def ask(client: str) -> None:
        async with shares.turn(client):
            served.append(client)
            await asyncio.sleep(0.001)

    async def all_at_once() -> None:
        await asyncio.gather(*map(ask, clients))

    ended(all_at_once())
    return served


def test_whoever_has_asked_least_is_served_first() -> None:
    assert order(Shares(1, 99), ["a", "a", "a", "b", "c"]) == ["a", "b", "c", "a", "a"]


def test_a_place_is_kept_for_others() -> None:
    most = 0

    async def ask(shares: Shares, client: str) -> None:
        nonlocal most
        async with shares.turn(client):
            most = max(most, shares._running[client])
            await asyncio.sleep(0)

    async def all_at_once() -> None:
        shares = Shares(3, 99)
        await asyncio.gather(*(ask(shares, "a") for _ in range(9)))

    ended(all_at_once())
    assert most == 2


def test_the_line_is_bounded_and_half_of_it_is_for_one_client() -> None:
    async def fill() -> None:
        shares = Shares(1, 4)
        tasks = [asyncio.create_task(hold(shares, client)) for client in "aa"]
        await asyncio.sleep(0)
        with pytest.raises(Refused, match="busy"):
            await hold(shares, "a")
        tasks += [asyncio.create_task(hold(shares, client)) for client in "bc"]
        await asyncio.sleep(0)
        with pytest.raises(Refused, match="busy"):
            await hold(shares, "d")
        tasks.append(asyncio.create_task(hold(shares, None)))  # asked for by everybody: never refused
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        assert (shares._running.total(), shares._waiting) == (0, [])

    async def hold(shares: Shares, client: str | None) -> None:
        async with shares.turn(client):
            await asyncio.Event().wait()

    ended(fill())
