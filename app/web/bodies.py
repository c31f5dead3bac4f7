"""Bodies of requests: only JSON, of limited size, read by `app.scene.json_text` as everywhere else."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.scene.faults import single
from app.scene.json_text import read
from app.web.formulas import understand
from app.web.leaving import unless_left

JSON = "application/json"
THROWN_AWAY = 16
"""Largest body that is read to its end, in bodies that are taken: the connection of who still sends would be reset, the answer lost."""


class Bodies:
    """Middleware that refuses a POST body whose content type is not JSON (415) or that is larger than `most` bytes (413).

    It acts when the body is read. So an address without POST answers 404 or 405, whatever the body is.
    """

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self.most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        kind = Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower()
        size = 0

        async def received() -> Message:
            nonlocal size
            if kind != JSON:
                raise single("body_type", "", kind)
            message = await receive()
            size += len(message.get("body", b""))
            if size > self.most:
                raise single("body_too_large", "", await thrown_away(receive, message, size, THROWN_AWAY * self.most), most=self.most)
            return message

        await self.app(scope, received, send)


async def thrown_away(receive: Receive, message: Message, size: int, most: int) -> int:
    """Read what follows a part of a body that is too large already, `size` bytes so far, up to about `most`, and return its size."""
    while message.get("more_body") and size <= most:
        message = await receive()
        size += len(message.get("body", b""))
    return size


class JsonRequest(Request):
    """A request whose JSON is read like the stream's messages: also with a byte order mark, in UTF-16, or with NaN."""

    scenes = 1
    """Scenes of a body, at most."""

    async def json(self) -> Any:
        """Return the value of the body; raise Refused if it is not JSON."""
        if not hasattr(self, "_json"):
            self._json = read(await self.body(), self.scenes)
        return self._json


class JsonRoute(APIRoute):
    """A route whose body, if it has one, is read by `JsonRequest`, and whose endpoint is cancelled when the client leaves."""

    request = JsonRequest

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the function that answers a request."""
        answer = super().get_route_handler()

        async def answered(request: Request) -> Response:
            json_request = self.request(request.scope, request.receive)
            await json_request.body()  # so that only its end can still arrive
            return await unless_left(json_request, whole(json_request))

        async def whole(request: JsonRequest) -> Response:
            if self.body_field:  # here, because FastAPI reports every exception in it as "an error parsing the body"
                await understand(await request.json())
            return await answer(request)

        return answered
