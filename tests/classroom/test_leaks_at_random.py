"""Lectures in which anything happens at any time: at no moment does a follower get what is hidden then."""

import asyncio
import random
from typing import Any

import pytest

from app.classroom.pictures import pictures
from tests.classroom.inside import QUESTION, Guest, School, school
from tests.classroom.secrecy import SECRETS, scene, tight
from tests.classroom.test_races import Sleepy
from tests.loops import ended

COMMANDS = 60
TURNS = ("open", "close", "show", "reveal", "again", "drop")


def command(chance: random.Random) -> tuple[str, dict[str, Any]]:
    """Return any command; half of them turn the question, so that it gets somewhere."""
    if chance.random() < 0.5:
        return chance.choice(TURNS), {}
    until = chance.choice((None, 1, 20, 34, 59, 100))
    if chance.random() < 0.5:
        hidden = {} if until is None else {"until": until}
        return "set", {**scene(chance.choice((1.0, 50.0)), rate=chance.choice((0.02, 0.05))), **hidden, "covers": True}
    return "ask", {"question": {**QUESTION, **SECRETS, "until": until or 34, "covers": True}}


async def lecture(made: School, host: Guest, chance: random.Random) -> list[Guest]:
    """Give commands, drag, scrub, let students in; some of them read nothing for a while."""
    guests = [await made.join(), await made.join(role="screen")]
    for _ in range(COMMANDS):
        do, more = command(chance)
        answering = asyncio.create_task(host.do(do, **more))
        if chance.random() < 0.5:
            host.say(t="drag", scene=scene(chance.choice((1.0, 50.0)), rate=chance.uniform(0.02, 0.1))["scene"])
            host.say(t="step", k=chance.randrange(120))
        if chance.random() < 0.2:
            guests.append(await made.join())
        reader = chance.choice(guests).pipe.deaf
        (reader.clear if chance.random() < 0.3 else reader.set)()
        await answering
        await asyncio.sleep(chance.choice((0, 0, 0.003, 0.02)))
    for each in guests:
        each.pipe.deaf.set()
    return guests


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_nothing_is_seen_that_is_hidden_then(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "SHORTEST", 0.002)  # many more pictures than in a class
    monkeypatch.setattr("app.classroom.client.Bucket.take", lambda _: True)

    async def lesson() -> None:
        async with school(lambda store: Sleepy(store, seed)) as made:
            guests = await lecture(made, await made.host(), random.Random(seed))
            await asyncio.sleep(0.05)
            hidden = [tight(each.pipe.record, covers=True) for each in guests]
            pictures_seen = sum(len(each.pipe.frames) for each in guests)
            assert min(sum(hidden), pictures_seen) > 0

    ended(lesson())
