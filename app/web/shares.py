"""A bounded queue of requests in which every client has a share."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

from app.scene.faults import single

Place = tuple[int, int, str, "asyncio.Future[None]"]
"""How many requests of the same client came before, the number of this one, its client, and what is set when it may begin."""


class Shares:
    """`most` at once, of one client one fewer where there are several; whoever has the fewest requests before begins first.

    `most_waiting` requests may be at work or wait, half of them of one client; the next is refused with status 503.
    """

    def __init__(self, most: int, most_waiting: int) -> None:
        self._most = most
        self._most_waiting = most_waiting
        self._running: Counter[str] = Counter()
        self._waiting: list[Place] = []
        self._number = count()

    @asynccontextmanager
    async def turn(self, client: str | None) -> AsyncIterator[None]:
        """Wait for a turn, and hold it. Without a client, the request is never refused."""
        own = client or ""
        begun = asyncio.get_running_loop().create_future()
        place: Place = (self._admit(client), next(self._number), own, begun)
        self._waiting.append(place)
        self._begin()
        try:
            await begun
            yield
        finally:
            if place in self._waiting:
                self._waiting.remove(place)
            if begun.done() and not begun.cancelled():
                self._running[own] -= 1
            self._begin()

    def _admit(self, client: str | None) -> int:
        """Return how many requests of this client there are; refuse one too many."""
        own = self._running[client or ""] + sum(place[2] == (client or "") for place in self._waiting)
        every = self._running.total() + len(self._waiting)
        if client is not None and (every >= self._most_waiting or own >= -(-self._most_waiting // 2)):
            raise single("busy", "", every, most=self._most_waiting)
        return own

    def _begin(self) -> None:
        """Start the requests whose turn it is."""
        share = max(1, self._most - 1)
        for place in sorted(self._waiting, key=lambda place: place[:2]):
            _, _, client, begun = place
            if self._running.total() < self._most and self._running[client] < share:
                self._waiting.remove(place)
                if not begun.done():  # the waiter was cancelled, and has not heard of it yet
                    self._running[client] += 1
                    begun.set_result(None)
