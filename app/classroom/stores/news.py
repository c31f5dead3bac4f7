"""What the workers of a server tell each other through Redis: one connection of each, subscribed to the classes that it has sockets of."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

BETWEEN = 10.0
"""Seconds of silence after which Redis is asked whether it is there."""

DEAF = 15.0
"""Seconds of silence after which the connection is given up. A machine that has gone closes nothing."""

PAUSE = 0.3
"""Seconds before a lost connection is opened again."""

log = logging.getLogger("ravine")

Said = Callable[[str, bytes], None]
"""Called with the name of a channel, and what was said there."""
Joined = Callable[[str], Awaitable[None]]
"""Called with the name of a channel when it begins to be heard: what was said before it is lost."""


class News:
    """The channels that are wanted, and one connection that hears them; after a fault it is opened anew."""

    def __init__(self, db: Any, faults: tuple[type[BaseException], ...], said: Said, joined: Joined) -> None:
        self.pubsub, self.faults, self.said, self.joined = db.pubsub(), faults, said, joined
        self.wanted: set[str] = set()
        self.some = asyncio.Event()
        """Whether any channel is wanted."""
        self.newest = 0.0
        """When something was heard last."""

    async def want(self, channels: set[str], on: bool) -> None:
        """Hear channels, or no longer; those that Redis does not answer for now are subscribed to later."""
        self.wanted = self.wanted | channels if on else self.wanted - channels
        (self.some.set if self.wanted else self.some.clear)()
        with suppress(*self.faults):
            await (self.pubsub.subscribe if on else self.pubsub.unsubscribe)(*channels)

    async def run(self) -> None:
        """Listen, until cancelled."""
        while await self.some.wait():
            try:
                await self.listen()
            except Exception as fault:  # whatever it is: who hears nothing any more would show an old class for ever
                if not isinstance(fault, self.faults):
                    log.exception("news of the classes could not be taken")
                with suppress(Exception):
                    await self.pubsub.aclose()
                await asyncio.sleep(PAUSE)

    async def listen(self) -> None:
        """Listen while a channel is wanted, or raise what is wrong with the connection."""
        self.newest, asked = time.monotonic(), False
        while self.wanted:
            if missing := self.wanted - {name.decode() for name in self.pubsub.channels}:
                await self.pubsub.subscribe(*missing)
            said = await self.pubsub.get_message(timeout=1.0)
            if said:
                self.newest, asked = time.monotonic(), False
                await self.take(said)
            elif time.monotonic() > self.newest + DEAF:
                raise TimeoutError("Redis says nothing")
            elif time.monotonic() > self.newest + BETWEEN and not asked:
                asked = True
                await self.pubsub.ping()

    async def take(self, said: dict[str, Any]) -> None:
        """Pass on what was heard."""
        if said["type"] == "message":
            self.said(said["channel"].decode(), said["data"])
        elif said["type"] == "subscribe":
            await self.joined(said["channel"].decode())
