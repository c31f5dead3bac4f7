"""The stream: messages in as text, frames and texts out. It only hands messages to the channel of their kind."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from functools import partial
from typing import Any

from fastapi import WebSocket, WebSocketDisconnect

from app.engine.run import Abandoned, mark
from app.engine.threads import Client
from app.replies.wire import dumps
from app.scene.faults import Refused, plain, single
from app.scene.json_text import read
from app.settings import settings
from app.web.channel import Channel, Take
from app.web.formulas import is_new, understand
from app.web.messages import KINDS, Answers, Parts, answered, id_of, kind_of
from app.web.origin import deny, is_welcome
from app.web.work import load

log = logging.getLogger("ravine.stream")


def text_of(event: dict[str, Any]) -> str:
    """Return the text that came in; raise Refused where it is none, or too long."""
    text = event.get("text")
    if text is None:
        raise single("binary", "", f"{len(event.get('bytes') or b'')} bytes")
    size = event.get("size", len(text))  # `size` comes with what our protocol has thrown away
    if size > settings.max_body:
        raise single("message_too_large", "", size, most=settings.max_body)
    return str(text)


class Connection:
    """One client: a channel for every kind of message that it has sent."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.channels: dict[str, Channel] = {}
        self.client = Client()

    async def send(self, answer: bytes | str) -> None:
        """Send a frame, or a text."""
        await (self.socket.send_bytes(answer) if isinstance(answer, bytes) else self.socket.send_text(answer))

    async def refuse(self, refused: Refused, number: int | None = None, kind: str | None = None) -> None:
        """Say what is wrong; the socket stays open."""
        await self.send(dumps({"id": number, "kind": kind, **refused.answer()}).decode())

    async def take(self, event: dict[str, Any]) -> Channel | None:
        """Put what came in into the channel of its kind; return the channel if an older message still waited there."""
        number = None
        try:
            data = read(text_of(event))
            number = id_of(data)
            kind = kind_of(data)
        except Refused as refused:
            await self.refuse(refused, number)
            return None
        if kind not in self.channels:
            self.channels[kind] = Channel(KINDS[kind].rank, partial(self.respond, kind))
        channel = self.channels[kind]
        return channel if channel.put(data) else None

    async def respond(self, kind: str, take: Take) -> None:
        """Answer the newest message, even a faulty one; a message that becomes stale meanwhile gets no answer, or only part of one."""
        data = None
        try:
            async with load.turns.of(self.client):
                data, stale = take()
                mark.set(stale)
                made = None if is_new(data) else answered(data, stale)
            if made is None:
                await understand(data, self.client)
                async with load.turns.of(self.client):
                    made = answered(data, stale)
            async with aclosing(self.each(made, kind)) as answers:
                async for answer in answers:
                    await self.send(answer)
        except Abandoned:
            pass
        except WebSocketDisconnect:
            raise  # nobody is there to read an error
        except Refused as refused:
            await self.refuse(refused, id_of(data), kind)
        except Exception as error:  # our own fault must not cost the lecturer the connection
            log.exception("a message could not be answered")
            await self.refuse(single("failed", kind=plain(type(error).__name__)), id_of(data), kind)

    async def each(self, made: Answers | Callable[[], Answers] | Parts, kind: str) -> AsyncGenerator[bytes | str, None]:
        """Yield the answers that are there, or else have them made by a thread, or by those of maps."""
        if callable(made) or isinstance(made, AsyncGenerator):
            async with aclosing(load.onward(made, KINDS[kind].rank, self.client) if callable(made) else made) as answers:
                async for answer in answers:
                    yield answer
        else:
            for answer in made:
                yield answer

    async def listen(self) -> None:
        """Read messages until the client leaves, no faster than they are answered."""
        while (event := await self.socket.receive())["type"] == "websocket.receive":
            if hurried := await self.take(dict(event)):
                await hurried.emptied()

    async def close(self) -> None:
        """Abandon all work for this client."""
        tasks = [channel.end() for channel in self.channels.values()]
        if tasks:
            done, _ = await asyncio.wait(tasks)
            for task in done:
                _ = task.cancelled() or task.exception()  # the client left, or was left: either is no news


async def stream(socket: WebSocket) -> None:
    """Serve one client until it leaves, if its page may ask us."""
    if not is_welcome(socket):
        await deny(socket, f"its page is of {plain(socket.headers['origin'])}, and RAVINE_ORIGINS does not name that site")
        return
    await socket.accept()
    connection = Connection(socket)
    try:
        await connection.listen()
    except WebSocketDisconnect:
        pass
    finally:
        await connection.close()
