"""Three hundred phones in mid-vote, to which something happens."""

import asyncio
import csv
import io
import json
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from app.catalog.link import link_to
from tests.bench.crowded import QUESTION, asked
from tests.faults.voter import Voter

PHONES, OPTIONS = 300, 4

JOIN, VOTE, FAULT = 3.0, 6.0, 2.0
"""Seconds in which all join, in which all vote, and after which the fault happens."""

BACK = 5.0
"""Seconds after which every phone is in the class again, and every vote is stored."""

PATIENCE = 60.0
"""Seconds until a fault is given up."""

SCENE = {"surface": {"key": "canyon"}, "steps": 500, "lanes": [{"optimizer": {"key": "gradient_descent"}}]}


@dataclass
class Class:
    """A class of a server, its host and its phones."""

    port: int
    code: str = ""
    secret: str = ""
    phones: list[Voter] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def enter(self) -> None:
        """Open the class."""
        made = json.loads(asked(self.port, "/api/class", {}))
        self.code, self.secret = made["code"], made["secret"]
        self.host = Voter(self.port, self.code, role="host", secret=self.secret)

    def stay(self, each: Voter) -> None:
        """Have somebody in the class."""
        self.tasks.append(asyncio.create_task(each.stay()))

    async def fill(self) -> None:
        """Have everybody join."""
        self.enter()
        self.stay(self.host)
        await self.host.until(lambda: self.host.joined)
        await self.host.do("set", scene=link_to(SCENE)[1:], steps=500, step=0)
        for _ in range(PHONES):
            self.phones.append(phone := Voter(self.port, self.code))
            self.stay(phone)
            await asyncio.sleep(JOIN / PHONES)
        await all_of(self.phones, lambda phone: phone.joined)

    async def ask(self) -> None:
        """Open a question."""
        await self.host.do("ask", question=QUESTION)
        await self.host.do("open")
        await all_of(self.phones, lambda phone: (phone.said["state"]["ask"] or {}).get("phase") == "open")

    def leave(self) -> None:
        """Leave, all of them."""
        for task in self.tasks:
            task.cancel()
        for each in [*self.phones, self.host]:
            if not each.closed:
                each.transport.abort()


async def all_of(phones: list[Voter], holds: Callable[[Voter], object]) -> float:
    """Wait until something holds of all phones; return for how many seconds."""
    begin = time.monotonic()
    while missing := sum(not holds(phone) for phone in phones):
        errors = Counter(error for phone in phones for error in phone.errors)
        assert time.monotonic() < begin + PATIENCE, f"{missing} of {len(phones)} are missing; {errors}"
        await asyncio.sleep(0.02)
    return time.monotonic() - begin


def counts(hall: Class) -> tuple[int, list[int]]:
    """Return how many votes there are in the lecturer's table, and of each option."""
    rows = list(csv.DictReader(io.StringIO(asked(hall.port, f"/api/class/{hall.code}/votes.csv", secret=hall.secret))))
    found = Counter(int(row["choice"]) - 1 for row in rows)
    return len(rows), [found[i] for i in range(OPTIONS)]


Happens = Callable[[Class], Awaitable[float]]
"""Makes the fault happen; returns the monotonic time from which the class must be whole again within `BACK`."""


async def voted(hall: Class, before: Callable[[Class], None], early: Callable[[Class], None], happens: Happens) -> list[str]:
    """Vote, have a fault happen in the middle, and check that nothing is lost; return what was seen."""
    random.seed(17)
    await hall.fill()
    before(hall)
    await hall.ask()
    hall.tasks += [asyncio.create_task(phone.vote_within(VOTE)) for phone in hall.phones]
    begin = time.monotonic()
    await asyncio.sleep(FAULT / 2)
    early(hall)
    await asyncio.sleep(begin + FAULT - time.monotonic())
    acked = sum(phone.stored for phone in hall.phones)
    lost = time.monotonic()
    since = await happens(hall)
    await asyncio.sleep(max(0.0, begin + VOTE - time.monotonic()))
    await whole(hall)
    gone = sorted(max(0.0, each.back - since) for each in hall.phones if each.back > lost)
    renewed = sorted(max(0.0, each.renewed - since) for each in hall.phones if each.renewed > lost)
    assert len(renewed) in {0, PHONES}
    line = f"{acked} had an acknowledged vote; in the end {PHONES} of {PHONES} are stored, each the last that was said"
    return [line, *said("lost their socket and were back", gone), *said("heard of a new epoch", renewed)]


def said(what: str, seconds: list[float]) -> list[str]:
    """Return how long something took the phones that it happened to, within the bound."""
    if not seconds:
        return []
    assert seconds[-1] <= BACK, seconds[::20]
    return [f"{len(seconds)} phones {what} after {seconds[len(seconds) // 2]:.1f} s (median), {seconds[-1]:.1f} s (last; bound {BACK:g} s)"]


async def whole(hall: Class) -> None:
    """Wait until everybody is there and every vote stored, close the vote, and check what is kept and told."""
    await all_of([*hall.phones, hall.host], lambda each: each.joined and not each.closed)
    await all_of(hall.phones, lambda phone: phone.stored)
    await hall.host.do("close")
    await all_of(hall.phones, lambda phone: phone.said["state"]["ask"]["phase"] == "closed")
    choices = Counter(phone.choice for phone in hall.phones)
    expected = [choices[i] for i in range(OPTIONS)]
    assert counts(hall) == (PHONES, expected), (counts(hall), expected)
    with suppress(TimeoutError):
        await hall.host.until(lambda: hall.host.said["tally"].get("counts") == expected, patience=BACK)
    assert hall.host.said["tally"]["counts"] == expected, (hall.host.said["tally"], expected)
    assert not sum(each.backward for each in [*hall.phones, hall.host]), "an older state came after a newer one"


def nothing(_: Class) -> None:
    """Do nothing at this moment."""


def lecture(port: int, happens: Happens, before: Callable[[Class], None] = nothing, early: Callable[[Class], None] = nothing) -> list[str]:
    """Hold a class at a server. `before` is called before the question is asked, `early` a second before the fault."""

    async def held() -> list[str]:
        hall = Class(port)
        try:
            return await voted(hall, before, early, happens)
        finally:
            hall.leave()

    return asyncio.run(held())
