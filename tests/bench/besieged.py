"""A class of honest phones while others attack it: `python -m tests.bench.besieged PORT PID PHONES` prints what each attack did.

Every attack is bounded, and goes to this machine only. The attackers' work is done by the process that measures.
"""

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from tests.bench.crowded import QUESTION, STEPS, Lesson, asked, spread
from tests.bench.phone import MASK, Phone, framed
from tests.bench.process import resident

JOINS, GUESSES, MUTE, FLOODERS, VOTES, LARGE, PIECE = 10_000, 1_000, 500, 20, 5_000, 8, 1 << 18
SECONDS = 4.0


class Silent(Phone):
    """A client that opens a socket and says nothing by itself."""

    def send(self, said: dict[str, Any]) -> None:
        """Say nothing."""


class Siege:
    """A class that is attacked."""

    def __init__(self, made: Lesson) -> None:
        self.made, self.hello = made, {"code": made.code}
        self.attackers: list[Phone] = []

    async def come(self, hello: dict[str, Any], kind: type[Phone] = Phone) -> Phone:
        """Have an attacker come, and wait for nothing."""
        phone = kind(self.made.port, hello)
        with suppress(OSError):
            await asyncio.get_running_loop().create_connection(lambda: phone, "127.0.0.1", self.made.port)
            self.attackers.append(phone)
        return phone

    async def mute(self) -> None:
        """Open sockets that never say hello; they are closed after ten seconds."""
        await asyncio.gather(*(self.come({}, Silent) for _ in range(MUTE)))
        await asyncio.sleep(12)

    async def guess(self) -> None:
        """Try codes."""
        for _ in range(GUESSES // 20):
            await asyncio.gather(*(self.come({"code": str(random.randrange(10**7, 10**8))}) for _ in range(20)))
            await asyncio.sleep(0.08)
        await asyncio.sleep(1.5)

    async def large(self) -> None:
        """Send messages of 60 MB."""
        await asyncio.gather(*(self.come(self.hello) for _ in range(LARGE)))
        await asyncio.sleep(0.5)
        head, piece = bytes([0x81, 0xFF]) + (60 << 20).to_bytes(8, "big") + MASK, b"a" * PIECE
        for i in range((60 << 20) // PIECE):
            for each in self.attackers:
                if not each.closed:
                    each.transport.write(piece if i else head)
            await asyncio.sleep(0.005)

    async def flood(self) -> None:
        """Vote thousands of times."""
        await self.made.do("ask", question={**QUESTION, "until": STEPS})
        await self.made.do("open")
        await asyncio.gather(*(self.come(self.hello) for _ in range(FLOODERS)))
        await asyncio.sleep(0.5)
        vote = framed(b'{"t":"vote","ask":1,"round":1,"n":1,"choice":2}') * 50
        for _ in range(VOTES // 50):
            for each in self.attackers:
                if not each.closed:
                    each.transport.write(vote)
            await asyncio.sleep(0.02)
        await self.made.do("close")

    async def join(self) -> None:
        """Join, many times more often than there are seats."""
        for _ in range(JOINS // 100):
            await asyncio.gather(*(self.come(self.hello) for _ in range(100)))
            await asyncio.sleep(0.02)
        await asyncio.sleep(1)


async def attacked(made: Lesson, attack: Callable[[Siege], Awaitable[None]]) -> dict[str, Any]:
    """Return what an attack did: how the attackers' sockets were closed, how much memory it took, what the others felt."""
    siege, before = Siege(made), made.used(resident)
    attacking = asyncio.ensure_future(attack(siege))
    delays, most = [], 0.0
    while not attacking.done():
        await made.scrub(1)
        delays += made.delays
        most = max(most, made.more(resident, before))
    await attacking
    await asyncio.sleep(0.5)
    codes = Counter("inside" if not each.closed else str(each.code or "no socket") for each in siege.attackers)
    for each in siege.attackers:
        each.transport.abort()
    await asyncio.sleep(1)
    lost = sum(each.closed for each in made.phones)
    return {"step": spread(delays), "codes": dict(codes), "grown": most, "lost": lost}


async def lesson(port: int, server: int, count: int) -> dict[str, Any]:
    """Return what every attack did, and how many votes were kept."""
    made = Lesson(port, server)
    await made.enter(count)
    await made.scrub(2)
    found: dict[str, Any] = {"calm": {"step": spread(made.delays)}}
    for attack in (Siege.mute, Siege.guess, Siege.large, Siege.flood, Siege.join):
        found[attack.__name__] = await attacked(made, attack)
    found["kept"] = len(asked(port, f"/api/class/{made.code}/votes.csv", secret=made.secret).splitlines()) - 1
    return found


if __name__ == "__main__":
    random.seed(7)
    print(json.dumps(asyncio.run(lesson(*map(int, sys.argv[1:])))))
