"""A class that joins, follows and votes, as a process of its own: `python -m tests.bench.crowded PORT PID PHONES` prints what it saw.

PID is that of the server, whose processor time and memory are read meanwhile.
"""

import asyncio
import csv
import io
import json
import random
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from app.catalog.link import link_to
from tests.bench.clock import quantile
from tests.bench.phone import Phone
from tests.bench.process import cpu_of, family, resident

JOIN, SCRUB, VOTE, RATE = 5.0, 8.0, 3.0, 20
"""Seconds in which all join, in which the host scrubs at `RATE` steps a second, and in which all vote."""

STEPS = 2_000
"""Of the run that is followed."""

QUESTION = {
    "kind": "choice",
    "title": "What happens next?",
    "options": ["It bursts", "It stays calm", "It diverges", "It stalls"],
    "until": 34,
}


def scene(rate: float = 0.1) -> dict[str, Any]:
    """Return a scene of three lanes that drag; its link has as many characters as a lesson's."""
    lanes = [{"optimizer": {"key": key, "knobs": {"lr": rate}}} for key in ("adam", "gradient_descent", "rmsprop")]
    link = link_to({"surface": {"key": "canyon"}, "steps": STEPS, "lanes": lanes})[1:]
    return {"scene": link, "labels": ["Adam", "SGD", "RMSProp"], "steps": STEPS, "step": 0}


def asked(port: int, path: str, body: Any = None, secret: str = "") -> str:
    """Return the text of an answer."""
    headers = {"content-type": "application/json", "authorization": f"Bearer {secret}"}
    said = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}{path}", said, headers), timeout=30) as answer:
        return str(answer.read().decode())


def spread(values: list[float]) -> dict[str, float]:
    """Return median and percentiles in milliseconds."""
    return (
        {f"p{share}": quantile(values, share / 100) * 1e3 for share in (50, 95, 99)} if values else dict.fromkeys(("p50", "p95", "p99"), -1)
    )


def is_open(phone: Phone) -> bool:
    """Return whether a phone may vote."""
    return (phone.said["state"]["ask"] or {}).get("phase") == "open"


class Lesson:
    """A class of so many phones."""

    def __init__(self, port: int, server: int) -> None:
        self.port, self.server = port, server
        made = json.loads(asked(port, "/api/class", {}))
        self.code, self.secret = made["code"], made["secret"]
        self.phones: list[Phone] = []
        self.host = Phone(port, {"code": self.code, "role": "host", "secret": self.secret})
        self.sent: dict[int, float] = {}
        self.delays: list[float] = []
        self.n = 0
        self.seen: dict[str, Any] = {}

    def moved(self, said: bytes) -> None:
        """Note how long a step was on its way."""
        self.delays.append(time.perf_counter() - self.sent.get(int(said[said.rfind(b":") + 1 : -1]), time.perf_counter()))

    async def do(self, do: str, **more: Any) -> None:
        """Give a command, and wait until it is done."""
        self.n += 1
        self.host.send({"t": "do", "n": self.n, "command": {"do": do, **more}})
        await self.host.until(lambda: self.host.said.get("done", {}).get("n") == self.n)

    async def join(self, count: int, seconds: float = JOIN) -> list[float]:
        """Have phones join within some seconds; return how long each took."""

        async def one(wait: float) -> float:
            await asyncio.sleep(wait)
            self.phones.append(phone := Phone(self.port, {"code": self.code}, self.moved))
            return await phone.join()

        return await asyncio.gather(*(one(random.uniform(0, seconds)) for _ in range(count)))

    async def scrub(self, seconds: float) -> None:
        """Move the marker."""
        self.delays.clear()
        begin, first = time.perf_counter(), len(self.sent) + 1
        for i in range(int(RATE * seconds)):
            await asyncio.sleep(max(0.0, begin + i / RATE - time.perf_counter()))
            self.sent[first + i] = time.perf_counter()
            self.host.send({"t": "step", "k": first + i})
        await asyncio.sleep(0.3)

    async def vote(self, phones: list[Phone]) -> None:
        """Have all vote, once to three times each."""

        async def one(phone: Phone) -> None:
            begin = time.perf_counter()
            for wait in sorted(random.uniform(0, VOTE) for _ in range(random.choice((1, 1, 1, 2, 3)))):
                await asyncio.sleep(max(0.0, begin + wait - time.perf_counter()))
                phone.vote(random.randrange(4))

        await asyncio.gather(*map(one, phones))
        await asyncio.sleep(1)

    def used(self, of: Callable[[int], float]) -> dict[int, float]:
        """Return what every process of the server uses."""
        return {pid: of(pid) for pid in family(self.server)}

    def more(self, of: Callable[[int], float], before: dict[int, float]) -> float:
        """Return how much more that is now; a process that has ended meanwhile does not count."""
        return sum(now - before[pid] for pid, now in self.used(of).items() if pid in before)

    @contextmanager
    def measured(self, name: str) -> Iterator[None]:
        """Note the share of a core that the server takes for something, and the seconds."""
        used, begin = self.used(cpu_of), time.perf_counter()
        yield
        self.seen[name] = self.more(cpu_of, used) / (time.perf_counter() - begin)

    async def enter(self, count: int) -> None:
        """Have the host and all phones join."""
        await self.host.join()
        await self.do("set", **scene())
        await asyncio.sleep(2)  # until the picture is there
        before = self.used(resident)
        took = await self.join(count)
        self.seen["memory"] = self.more(resident, before) * 1e6 / 1024 / count
        self.seen["join"], self.seen["refused"] = spread([each for each in took if each >= 0]), sum(each < 0 for each in took)

    async def answers(self) -> None:
        """Ask, and compare what was acknowledged, stored and told."""
        await self.do("ask", question=QUESTION)
        await self.do("open")
        for phone in self.phones:
            await phone.until(partial(is_open, phone))
        with self.measured("voting"):
            await self.vote(self.phones)
        await self.do("close")
        await self.do("show")
        await asyncio.sleep(1.5)
        whole = [phone for phone in self.phones if len(phone.votes) - 1 in phone.acked]
        last = Counter(phone.votes[len(phone.votes) - 1][0] for phone in whole)
        kept = list(csv.DictReader(io.StringIO(asked(self.port, f"/api/class/{self.code}/votes.csv", secret=self.secret))))
        stored = Counter(int(row["choice"]) - 1 for row in kept)
        counts = [last[i] for i in range(4)]
        told = sum(phone.said.get("tally", {}).get("counts") == counts for phone in [self.host, *self.phones])
        self.seen |= {
            "ack": spread([took for phone in self.phones for took in phone.acked.values()]),
            "acked": len(whole), "stored": len(kept), "equal": last == stored, "told": told, "tally": self.host.said["tally"]["voted"],
        }  # fmt: skip


async def lesson(port: int, server: int, count: int) -> dict[str, Any]:
    """Return what a class saw."""
    made = Lesson(port, server)
    await made.enter(count)
    with made.measured("scrubbing"):
        await made.scrub(SCRUB)
    made.seen["step"], made.seen["got"] = spread(made.delays), len(made.delays) / (count * int(RATE * SCRUB))
    await made.answers()
    await made.do("end")
    await asyncio.sleep(0.5)
    wrong = Counter(each for phone in made.phones for each in phone.errors if each != "ended")
    return {**made.seen, "closed": sum(phone.code == 4410 for phone in made.phones), "errors": wrong}


if __name__ == "__main__":
    random.seed(7)
    print(json.dumps(asyncio.run(lesson(*map(int, sys.argv[1:])))))
