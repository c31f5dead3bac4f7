"""A class on a store that sleeps in every call: what a store in memory never shows, because it never waits."""

import asyncio
import random
from collections import Counter
from functools import partial
from typing import Any

import pytest

from app.classroom.client import Client
from app.classroom.hall import ENDED
from app.classroom.rules.room import Room
from tests.classroom.inside import QUESTION, SCENE, Guest, School, school
from tests.loops import ended

LONGEST = 0.005
"""Seconds of a sleep, at most."""

QUIET = ("run",)
"""What is no call, but goes on and on."""


class Sleepy:
    """A store that sleeps before and after each of its calls."""

    def __init__(self, store: Any, seed: int) -> None:
        self.store, self.random = store, random.Random(seed)
        self.calls: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Any:
        call = getattr(self.store, name)
        if name in QUIET or not asyncio.iscoroutinefunction(call):
            return call

        async def slowly(*said: Any) -> Any:
            self.calls[name] += 1
            await asyncio.sleep(self.random.uniform(0, LONGEST))
            try:
                return await call(*said)
            finally:
                await asyncio.sleep(self.random.uniform(0, LONGEST))

        return slowly


def stands(guest: Guest, k: int) -> bool:
    """Return whether a guest has heard of a step."""
    return any(said.get("k", said.get("step")) == k for said in guest.pipe.sent if said["t"] in ("step", "state"))


async def room_of(made: School) -> Room:
    """Return the class as the store has it."""
    found = await made.desk.store.load(made.code)
    assert found is not None
    return found.room


async def steps_to(guests: list[Guest], made: School, k: int) -> None:
    """Wait until all have heard of a step, or of a state with it."""
    for each in guests:
        await each.until(partial(stands, each, k))
    assert made.desk.halls[made.code].room.step == k


@pytest.mark.parametrize("seed", range(4))
def test_whoever_joins_at_the_same_time_is_in_the_same_hall(seed: int) -> None:
    async def wave() -> None:
        async with school(lambda store: Sleepy(store, seed)) as made:
            guests = await asyncio.gather(*(made.join() for _ in range(40)))
            host = await made.host()
            await host.do(**SCENE)
            host.say(t="step", k=7)
            await steps_to([host, *guests], made, 7)
            assert len(made.desk.halls) == 1
            await guests[0].hears("tally", connected=40)

    ended(wave())


@pytest.mark.parametrize("seed", range(4))
def test_who_comes_while_the_last_one_leaves_hears_everything(seed: int) -> None:
    async def change() -> None:
        rng = random.Random(seed)
        async with school(lambda store: Sleepy(store, seed)) as made:
            host = await made.host()
            await host.do(**SCENE)
            await host.leave()
            stayed: list[Guest] = []

            async def passer() -> None:
                await asyncio.sleep(rng.uniform(0, 0.6))
                guest = await made.join()
                await asyncio.sleep(rng.uniform(0, 0.6))
                await guest.leave()

            async def stays() -> None:
                await asyncio.sleep(rng.uniform(0, 0.9))
                stayed.append(await made.join())

            await asyncio.gather(*(passer() for _ in range(20)), *(stays() for _ in range(3)))
            again = await made.host()
            again.say(t="step", k=9)
            await steps_to([*stayed, again], made, 9)

    ended(change())


@pytest.mark.parametrize("seed", range(4))
def test_no_vote_is_acknowledged_that_the_close_has_not_seen(seed: int) -> None:
    async def votes() -> None:
        rng = random.Random(seed)
        async with school(lambda store: Sleepy(store, seed)) as made:
            host = await made.host()
            guests = await asyncio.gather(*(made.join() for _ in range(50)))
            await host.do(**SCENE)
            await host.do("ask", question=QUESTION)
            await host.do("open")
            await asyncio.gather(*(each.phase("open") for each in guests))

            async def one(guest: Guest) -> bool:
                await asyncio.sleep(rng.uniform(0, 0.05))
                answered = await guest.vote(rng.randrange(3))
                assert answered["t"] == "ack" or answered["code"] == "closed"
                return bool(answered["t"] == "ack")

            async def close() -> Any:
                await asyncio.sleep(0.03)
                return await host.do("close")

            *acked, closed = await asyncio.gather(*map(one, guests), close())
            assert closed["t"] == "done"
            kept = await made.desk.store.ballots(made.code, "1.1")
            assert set(kept) == {guest.last("welcome")["seat"] for guest, said in zip(guests, acked, strict=True) if said}
            await host.do("show")
            for each in guests:
                assert sum((await each.hears("tally", voted=len(kept)))["counts"]) == len(kept)

    ended(votes())


@pytest.mark.parametrize("seed", range(4))
def test_two_devices_of_the_host_agree_and_no_command_is_lost(seed: int) -> None:
    async def both() -> None:
        async with school(lambda store: Sleepy(store, seed)) as made:
            one, two, guest = await made.host(), await made.host(), await made.join()
            await one.do(**SCENE)

            async def device(host: Guest) -> list[int]:
                found = [await host.do("mode", mode=mode) for mode in ("free", "paused", "follow") * 3]
                assert all(each["t"] == "done" or each["code"] == "busy" for each in found)
                return [each["rev"] for each in found if each["t"] == "done"]

            revs = [rev for each in await asyncio.gather(device(one), device(two)) for rev in each]
            assert len(set(revs)) == len(revs)
            newest = await room_of(made)
            assert newest.rev == max(revs)
            for each in (one, two, guest):
                assert (await each.hears("state", rev=newest.rev))["mode"] == newest.mode
                seen = [said["rev"] for said in each.all("state")]
                assert seen == sorted(seen)

    ended(both())


def test_an_end_reaches_those_who_are_just_coming() -> None:
    async def end() -> None:
        async with school(lambda store: Sleepy(store, 1)) as made:
            host = await made.host()
            coming = [asyncio.create_task(made.turned_away()) for _ in range(3)]
            guests = [Guest(made) for _ in range(20)]
            made.guests += guests
            assert (await host.do("end"))["t"] == "done"
            assert await host.closed() == 4410
            assert {await each.closed() for each in guests} == {4410}
            assert {await each for each in coming} == {("ended", 4410)}

    ended(end())


def test_who_was_let_in_just_before_the_end_leaves_with_the_others() -> None:
    async def end() -> None:
        async with school() as made:
            host, found = await made.host(), await made.desk.store.load(made.code)
            assert found
            await host.do("end")
            late = Client(None, "student", "a" * 12)
            made.desk.seated(late, found, made.desk.halls[made.code])
            assert late.refusal is ENDED

    ended(end())
