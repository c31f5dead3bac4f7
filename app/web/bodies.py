"""Bodies of requests: JSON alone, of a bounded size, read by `app.scene.json_text` as everywhere else."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.scene.faults import single
from app.scene.json_text import read

JSON = "application/json"


class Bodies:
    """Refuses the body of a POST that is not said to be JSON (415) or is larger than `most` bytes (413).

    It does so when the body is read: at an address without POST the answer is 404 or 405, whatever the body is.
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
                raise single("body_too_large", "", size, most=self.most)
            return message

        await self.app(scope, received, send)


class JsonRequest(Request):
    """A request whose JSON is read as the stream's messages are: with a byte order mark, in UTF-16, NaN named by its field."""

    async def json(self) -> Any:
        """Return what the body says; raise Refused where it is no JSON."""
        if not hasattr(self, "_json"):
            self._json = read(await self.body())
        return self._json


class JsonRoute(APIRoute):
    """A route whose body, where it has one, is read by `JsonRequest`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        answer = super().get_route_handler()

        async def answered(request: Request) -> Response:
            asked = JsonRequest(request.scope, request.receive)
            if self.body_field:
                await asked.json()  # here, for FastAPI would call every exception "an error parsing the body"
            return await answer(asked)

        return answered
