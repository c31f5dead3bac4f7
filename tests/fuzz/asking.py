"""Asks the application in this process, and says what is wrong with an answer."""

import asyncio
import json
import logging
from typing import Any, cast
from urllib.parse import urlencode

import numpy as np
import orjson
from fastapi import WebSocket

from app.engine.run import fresh
from app.main import app
from app.scene.faults import Refused
from app.scene.json_text import read
from app.web.messages import kind_of
from app.web.stream import Connection
from tests.fuzz.cases import Case

Answer = tuple[int, str, bytes]
"""Status, media type, body."""


class Kept:
    """A socket that keeps what it is sent."""

    def __init__(self) -> None:
        self.sent: list[bytes | str] = []

    async def send_bytes(self, data: bytes) -> None:
        """Keep a frame."""
        self.sent.append(data)

    async def send_text(self, text: str) -> None:
        """Keep a text."""
        self.sent.append(text)


async def tell(said: Any) -> list[bytes | str]:
    """Return what the stream answers to a message."""
    socket = Kept()
    connection = Connection(cast(WebSocket, socket))
    try:
        asked = read(json.dumps(said))
        await connection.respond(kind_of(asked), lambda: (asked, fresh()))
    except Refused as refused:  # as `listen` does: no JSON at all
        await connection.refuse(refused)
    return socket.sent


async def ask(case: Case) -> Answer:
    """Return what an endpoint answers."""
    body = b"" if case.body is None else json.dumps(case.body).encode()
    found: dict[str, Any] = {"status": 0, "kind": "", "body": bytearray()}
    coming = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return coming.pop() if coming else await asyncio.get_running_loop().create_future()  # nobody leaves

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            found["status"], found["kind"] = message["status"], dict(message["headers"]).get(b"content-type", b"").decode()
        else:
            found["body"] += message.get("body", b"")

    kind = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "root_path": ""}
    ends = {"client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000), "headers": [(b"content-type", b"application/json")]}
    method = "GET" if case.body is None else "POST"
    where = {"path": case.path, "raw_path": case.path.encode(), "query_string": urlencode(case.query).encode()}
    scope = {**kind, **ends, **where, "method": method}
    await app(scope, receive, send)
    return found["status"], found["kind"], bytes(found["body"])


def wrong_errors(said: Any, whole: bool = False) -> str | None:
    """Return what is wrong with a refusal: each of its faults needs a field, a sentence, the bound, and the value unless it is missing.

    With `whole`, a fault may be one of the whole text (it is no JSON, no object, the server is busy), and a value an empty text.
    """
    faults = said.get("errors") if isinstance(said, dict) else None
    if not faults:
        return f"no errors in {str(said)[:200]}"
    for fault in faults:
        if "failed" in fault["message"] or not (fault["message"] and fault["bound"] and (whole or fault["path"])):
            return f"{fault}"
        if not whole and not fault["value"] and fault["bound"] != "required":
            return f"no value: {fault}"
    return None


def header_of(data: bytes) -> Any:
    """Return the header of a frame."""
    return orjson.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])


def wrong_frame(data: bytes) -> str | None:
    """Return what is wrong with a frame: arrays outside it, infinities in it; of the frames of a map, that their sizes do not fit."""
    header = header_of(data)
    if "map" in header:
        return wrong_map(data)
    tables = [header["arrays"], *(lane["arrays"] for lane in header["lanes"] if lane)]  # a lane may be in another frame
    arrays = [np.frombuffer(data, "<f4", place["length"], place["offset"]) for table in tables for place in table.values()]
    return "an infinity in a frame" if any(np.isinf(array).any() for array in arrays) else None


def wrong_map(data: bytes) -> str | None:
    """Return what is wrong with the frames of a map, one after the other."""
    at = done = 0
    while at < len(data):
        header = header_of(data[at:])
        pixels = header.get("pixels", 0)
        begin = at + -(-(4 + int.from_bytes(data[at : at + 4], "little")) // 8) * 8
        at += -(-(begin - at + -(-pixels // 2) * 2 + 2 * pixels) // 8) * 8
        done += pixels
        if pixels and not np.isclose(sum(header["shares"].values()), 1):
            return "the shares are not all"
    return None if at == len(data) else f"{len(data) - at} bytes beyond a frame"


def wrong_message(answers: list[bytes | str], case: Case) -> str | None:
    """Return what is wrong with the answer to a message."""
    texts = [orjson.loads(answer) for answer in answers if isinstance(answer, str)]  # which takes no NaN
    frames = [answer for answer in answers if isinstance(answer, bytes)]
    if texts and isinstance(texts[0].get("map"), dict):  # the header of a map
        del texts[0]
    if texts or not frames:
        return wrong_errors(texts[0]) if texts and "inspect" not in texts[0] else None if texts else "no answer"
    found = next(filter(None, map(wrong_frame, frames)), None)
    last = header_of(frames[-1])
    return found or (None if last["last"] and last["id"] == case.body["id"] else "no last frame")


def wrong_answer(answer: Answer) -> str | None:
    """Return what is wrong with the answer of an endpoint."""
    status, kind, body = answer
    if status in (400, 404, 422):
        return wrong_errors(orjson.loads(body))
    if status != 200:
        return f"status {status}: {body[:200]!r}"
    if kind == "application/json":
        orjson.loads(body)
    return wrong_frame(body) if kind == "application/octet-stream" else None if body else "an empty body"


async def verdict(case: Case) -> str | None:
    """Return what is wrong with the answer to a case, None where nothing is."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        return wrong_answer(await ask(case)) if case.path else wrong_message(await tell(case.body), case)
    except Exception as error:  # noqa: BLE001  (whatever it is, the fuzzer names the case and goes on)
        return f"{type(error).__name__}: {error}"
    finally:
        logging.disable(before)
