"""Networks as they are between a hall and a server: a proxy that shows the page under a prefix, one that lets no socket through."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from app.main import app
from tests.setup.try_wheel import free_port

Answer = Callable[[Scope, Receive, Send], Awaitable[None]]


def stripping(prefix: str) -> ASGIApp:
    """Return the application behind a proxy that takes the prefix away and says nothing of it, as JupyterHub's does."""

    async def proxy(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await app(scope, receive, send)
        elif scope["path"].startswith(f"{prefix}/"):
            await app({**scope, "path": scope["path"].removeprefix(prefix)}, receive, send)
        elif scope["type"] == "http":
            await send({"type": "http.response.start", "status": 418, "headers": []})  # something else lives at the root of the host
            await send({"type": "http.response.body", "body": b""})

    return proxy


def without_sockets(*, hangs: bool) -> ASGIApp:
    """Return the application behind a network that refuses the handshake of a socket, or never answers it."""

    async def network(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await app(scope, receive, send)
        elif hangs:
            await receive()
            while (await receive())["type"] != "websocket.disconnect":
                pass
        else:
            await send({"type": "websocket.close"})

    return network


class Nearby:
    """An application served at a free port, in a thread of this process."""

    def __init__(self, asgi: ASGIApp, **more: Any) -> None:
        self.port = free_port()
        self.server = uvicorn.Server(uvicorn.Config(asgi, port=self.port, log_config=None, ws="websockets-sansio", **more))
        self.thread = threading.Thread(target=lambda: asyncio.run(self.server.serve()), daemon=True)

    def __enter__(self) -> str:
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        return f"http://127.0.0.1:{self.port}"

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = self.server.force_exit = True
        self.thread.join()
