"""`WS /api/class`: the first message says which class, and who; the code is not in the address, which servers log."""

import asyncio
from contextlib import suppress

from fastapi import WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from app.classroom.client import Client, dismiss
from app.classroom.desk import desk
from app.classroom.hall import Hall
from app.classroom.rules.commands import HELLO, SAID
from app.classroom.rules.room import Refusal
from app.classroom.said import AWAY, LATE, NOT_STORED, greeting, number, wrong
from app.classroom.stores.store import Away

HELLO_TIME = 10.0
"""Seconds for the first message."""

MOST_EXCESS = 100
"""Messages beyond its pace after which a socket is closed."""


async def first(socket: WebSocket) -> tuple[Client, Hall]:
    """Wait for the first message, and enter."""
    try:
        async with asyncio.timeout(HELLO_TIME):
            text = (await socket.receive()).get("text") or ""
        hello = HELLO.validate_json(text)
    except ValidationError as bad:
        raise greeting(bad) from None
    except TimeoutError:  # it may be this machine that stood still, or the phone: it comes again
        raise LATE.anew() from None
    client = Client(socket, hello.role)
    try:
        return client, await desk.enter(hello, client)
    except Away:
        raise AWAY.anew() from None


async def take(client: Client, hall: Hall, text: str) -> None:
    """Do what a message says, or say why not."""
    if not client.pace.take():
        client.excess += 1
        client.refuse(Refusal("too_fast", "one moment"))
        if client.excess > MOST_EXCESS:
            client.end(Refusal("too_fast", "too many messages"))
        return
    n = None
    try:
        said = SAID.validate_json(text)
        n = said.n if said.t == "do" else None
        await desk.act(client, hall, said)
    except Refusal as refusal:
        client.refuse(refusal, n)
    except ValidationError as bad:
        client.refuse(wrong(bad), number(text))
    except Away:
        client.refuse(NOT_STORED, n)


async def classroom(socket: WebSocket) -> None:
    """Serve one socket until it leaves."""
    with suppress(WebSocketDisconnect):
        await socket.accept()
        try:
            client, hall = await first(socket)
        except Refusal as refusal:
            await dismiss(socket, refusal)
            return
        sending = asyncio.create_task(client.send())
        try:
            while (event := await socket.receive())["type"] == "websocket.receive":
                if client.refusal is None:
                    await take(client, hall, event.get("text") or "")
        finally:
            sending.cancel()
            hall.discard(client)
