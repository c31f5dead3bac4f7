"""Everything that is fuzzed: python -m tests.fuzz.every COUNT [SEED]. Messages and requests go to a server process; needs Linux and Node.

Of COUNT cases, `SHARES` says how many are of which kind. The server is watched: what it answers, how long that takes, what it
writes down, how much memory it has afterwards. `start` is after `FIRST` requests and messages, when all that is loaded on first use is,
and the bounded caches are full.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from random import SystemRandom
from typing import Any

import httpx2

from tests.fuzz import classes, formulas, labels, links, requests, schemas, sockets
from tests.fuzz.serving import Fuzzed, fuzzed

SHARES = {"messages": 0.45, "classes": 0.02, "requests": 0.18, "formulas": 0.20, "links": 0.14, "labels": 0.005, "schema": 0.005}
"""Of all cases. Labels and what the schema makes take a hundred times as long as the others."""

FIRST = 4_500
"""Of each. A server that starts with 300 MB has 320 more after 1,500 of each, 60 more after three times as many, then 5 more a time."""

LONGEST = 2.0
"""Seconds of the server's processors after which an answer that also took so long is a hang: other programs' load does not count."""

MOST_GROWTH = 50.0
"""MB of the server after all of it."""

SHOWN, OFTEN = 20, 5000
"""Faults of a kind that are printed, and cases after which its tally is."""


@dataclass
class Tally:
    """What came of one kind."""

    name: str
    count: int = 0
    failed: int = 0
    hung: int = 0
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def take(self, case: object, found: str | None, seconds: float, used: float = 0.0, count: int = 1) -> None:
        """Count a case: what is wrong with it, how long it took, how much of a processor the server used meanwhile."""
        self.count += count
        if self.count // OFTEN > (self.count - count) // OFTEN:
            print(f"{self.line()} so far", flush=True)
        self.slowest = max(self.slowest, min(seconds, used))
        self.hung += found == sockets.HANG or min(seconds, used) > LONGEST
        self.failed += bool(found and ("status 500" in found or "the server failed" in found))
        if found or min(seconds, used) > LONGEST:
            self.wrong.append(f"{self.name} {case}: {found or f'{seconds:.1f} s'}")
            if len(self.wrong) <= SHOWN:
                print(self.wrong[-1][:2000], flush=True)

    def line(self) -> str:
        """Return what is said of it."""
        said = f"{self.name:10}{self.count:8} sent, {self.failed} status 500, {self.hung} hangs, {len(self.wrong)} wrong"
        return f"{said}, the slowest {self.slowest:.2f} s"


async def watched(server: Fuzzed, tally: Tally, case: object, work: Callable[[], Awaitable[str | None]], count: int = 1) -> None:
    """Do one case on the server, and count it; one that took long is asked again, for another case may have taken the processors."""
    for again in (False, True):
        begun, used = time.monotonic(), server.used()
        found = await work()
        seconds, used = time.monotonic() - begun, server.used() - used
        if again or min(seconds, used) <= LONGEST:
            tally.take(case, found, seconds, used, count)
            return


async def messages(server: Fuzzed, seed: int, count: int) -> Tally:
    """Send bursts of messages over one socket until there were `count`."""
    tally, stream, i = Tally("messages"), sockets.Stream(server.url), 0
    while tally.count < count and server.runs():
        sent = sockets.burst(seed, i)
        await watched(server, tally, f"{seed} {i}", partial(stream.verdict, sent), len(sent.messages))
        i += 1
    await stream.close()
    return tally


async def said(server: Fuzzed, seed: int, count: int) -> Tally:
    """Send messages to a class."""
    tally, made = Tally("classes"), classes.Class(server.url)
    for i in range(count):
        if server.runs():
            await watched(server, tally, f"{seed} {i}", partial(made.verdict, classes.message(seed, i)))
    await made.close()
    return tally


async def asked(server: Fuzzed, seed: int, count: int) -> Tally:
    """Send requests."""
    tally = Tally("requests")
    async with httpx2.AsyncClient(base_url=server.url, timeout=sockets.PATIENCE) as client:
        for i in range(count):
            if server.runs():
                await watched(server, tally, f"{seed} {i}", partial(requests.verdict, client, requests.request(seed, i)))
    return tally


def here(name: str, seed: int, count: int, verdict: Callable[[int], str | None]) -> Tally:
    """Try cases in this process."""
    tally = Tally(name)
    for i in range(count):
        for again in (False, True):  # what is made on first use takes long
            used = time.process_time()
            found = verdict(i)
            used = time.process_time() - used
            if again or used <= LONGEST:
                tally.take(f"{seed} {i}", found, used, used)
                break
    return tally


def of_schema(server: Fuzzed, seed: int, count: int) -> Tally:
    """Send what Schemathesis makes of the schema."""
    tally = Tally("schema")
    sent, wrong = schemas.every(seed, count, lambda case: case.call(base_url=server.url, timeout=sockets.PATIENCE))
    tally.count = sent
    for each in wrong:
        tally.take(seed, each, 0.0, count=0)
    return tally


def tallies(server: Fuzzed, seed: int, counts: dict[str, int]) -> Iterator[Tally]:
    """Yield the tally of every kind."""

    async def together() -> list[Tally]:
        kinds = ((messages, "messages"), (asked, "requests"), (said, "classes"))
        return await asyncio.gather(*(kind(server, seed, counts[name]) for kind, name in kinds))

    yield from asyncio.run(together())
    yield of_schema(server, seed, counts["schema"])
    yield here("formulas", seed, counts["formulas"], partial(formulas.verdict, seed))
    with closing(links.Page()) as page:
        yield here("links", seed, counts["links"], lambda i: links.verdict(seed, i, page))
    with asyncio.Runner() as runner:
        yield here("labels", seed, counts["labels"], lambda i: runner.run(labels.verdict(*labels.label(seed, i))))


def fuzz(server: Fuzzed, count: int, seed: int) -> int:
    """Send everything, say what came of it, and return how much was wrong."""
    list(asyncio.run(warmed(server, seed + 1)))
    before, begun = server.memory(), time.monotonic()
    wrong = 0
    for tally in tallies(server, seed, {name: round(count * share) for name, share in SHARES.items()}):
        print(f"{tally.line()}, {time.monotonic() - begun:.0f} s", flush=True)
        wrong += len(tally.wrong)
    after, written = server.memory(), server.tracebacks()
    print(f"server: {written} tracebacks, {before:.0f} MB at the start, {after:.0f} MB at the end, {'runs' if server.runs() else 'DIED'}")
    return wrong + written + (after - before > MOST_GROWTH) + (not server.runs())


async def warmed(server: Fuzzed, seed: int) -> list[Any]:
    """Send cases of another seed that are not counted."""
    return [await messages(server, seed, FIRST), await asked(server, seed, FIRST)]


def main(said: list[str]) -> None:
    """Run one command."""
    given = [int(each) for each in said if each]
    count, seed = [*given, *[10_000, SystemRandom().randrange(10**6)][len(given) :]]
    print(f"seed {seed}: {count} cases of every kind", flush=True)
    with fuzzed() as server:
        wrong = fuzz(server, count, seed)
    print(f"{wrong} wrong", flush=True)
    raise SystemExit(min(1, wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
