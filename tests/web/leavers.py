"""Clients that leave before they are answered."""

import asyncio
from collections.abc import Callable
from typing import Any

from app.main import app


async def until(holds: Callable[[], Any]) -> None:
    """Wait until something holds that nobody tells."""
    while not holds():  # noqa: ASYNC110
        await asyncio.sleep(0.001)


async def left(method: str, path: str, text: bytes = b"", *, whole: bool = True, once: Callable[[], Any] = lambda: True) -> int:
    """Send a request, its body whole or not, and leave as soon as `once` holds; return the status that nobody reads."""
    path, _, query = path.partition("?")
    came = [{"type": "http.request", "body": text, "more_body": not whole}]
    sent: list[Any] = []

    async def receive() -> Any:
        if came:
            return came.pop(0)
        await until(once)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"content-type", b"application/json")]
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": headers}
    await app(scope, receive, send)
    return int(sent[0]["status"])
