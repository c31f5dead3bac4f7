"""`WS /api/class`: the first message says which class, and who; the code is not in the address, which servers log."""

import asyncio
from contextlib import suppress

import orjson
from fastapi import WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from app.classroom.client import Client
from app.classroom.commands import HELLO, SAID
from app.classroom.desk import desk
from app.classroom.hall import Hall
from app.classroom.room import Refusal
from app.classroom.store import Away

CLOSES = {
    "no_class": 4404, "not_allowed": 4403, "removed": 4403, "locked": 4423, "ended": 4410, "too_fast": 4429, "full": 4503,
    "unavailable": 4503, "bad_hello": 4400,
}  # fmt: skip
"""The close code of each refusal that ends a socket."""

LARGEST = 8192
"""Bytes of a message, at most."""

HELLO_TIME = 10.0
"""Seconds for the first message."""

MOST_EXCESS = 100
"""Messages beyond its pace after which a socket is closed."""


def error(refusal: Refusal, n: int | None = None) -> str:
    """Return the message that says what was wrong."""
    return orjson.dumps({"t": "error", "code": refusal.code, "message": str(refusal), **({} if n is None else {"n": n})}).decode()


async def first(socket: WebSocket) -> tuple[Client, Hall]:
    """Wait for the first message, and enter."""
    try:
        async with asyncio.timeout(HELLO_TIME):
            text = (await socket.receive()).get("text") or ""
        hello = HELLO.validate_json(text[: LARGEST + 1])
    except (ValidationError, TimeoutError):
        raise Refusal("bad_hello", "the first message must be a hello") from None
    client = Client(socket, hello.role)
    client.task = asyncio.current_task()
    return client, await desk.enter(hello, client)


async def take(client: Client, hall: Hall, text: str) -> None:
    """Do what a message says, or say why not; raise Refusal if the socket must close."""
    if not client.pace.take():
        client.excess += 1
        client.put("error", error(Refusal("too_fast", "one moment")))
        if client.excess > MOST_EXCESS:
            raise Refusal("too_fast", "too many messages")
        return
    try:
        await desk.act(client, hall, SAID.validate_json(text))
    except Refusal as refusal:
        client.put("error", error(refusal))
    except ValidationError as bad:
        client.put("error", error(Refusal("bad", bad.errors()[0]["msg"][:200])))
    except Away:
        client.put("error", error(Refusal("unavailable", "not stored; send it again")))
    if hall.room.ended:
        raise Refusal("ended", "this class has ended")


async def classroom(socket: WebSocket) -> None:
    """Serve one socket until it leaves."""
    await socket.accept()
    client: Client | None = None
    hall: Hall | None = None
    sending: asyncio.Task[None] | None = None
    try:
        client, hall = await first(socket)
        sending = asyncio.create_task(client.send())
        while (event := await socket.receive())["type"] == "websocket.receive":
            await take(client, hall, event.get("text") or "")
    except Refusal as refusal:
        with suppress(WebSocketDisconnect, RuntimeError):
            await socket.send_text(error(refusal))
            await socket.close(CLOSES.get(refusal.code, 4400))
    except WebSocketDisconnect:
        pass
    finally:
        if sending:
            sending.cancel()
        if client and hall:
            await desk.leave(client, hall)
