"""The server's protocols, subclasses of uvicorn's: what bounds each connection, and all of them.

They rely on names inside uvicorn and websockets, hence the narrow ranges in pyproject.toml.
`uvicorn --http app.web.protocol:Http --ws app.web.protocol:Socket` takes them, too.
"""

from typing import Any, ClassVar

from starlette.requests import Request
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from app.replies.wire import dumps
from app.scene.faults import Refused, single
from app.settings import settings
from app.web.bodies import THROWN_AWAY
from app.web.deadline import Deadline
from app.web.descriptors import room
from app.web.guarded import Bounded
from app.web.refusals import refused
from app.web.sockets import Socket

__all__ = ["Http", "Socket"]

REQUEST_TIME = 20.0
"""Seconds in which a request must be complete, from the connection or from the answer before."""

MAX_HEAD = 65_536
"""Bytes of a request line and headers: as many as uvicorn's other parser takes."""


def most() -> int:
    """Return how many connections there may be."""
    return min(settings.max_connections, room())


def bare(refusal: Refused) -> bytes:
    """Return a whole response without a request to answer."""
    body = dumps(refusal.answer())
    again = b"retry-after: 1\r\n" if refusal.status == 503 else b""
    head = b"content-type: application/json\r\ncontent-length: %d\r\nconnection: close\r\n" % len(body)
    return STATUS_LINE[refusal.status] + head + again + b"\r\n" + body


class Http(Bounded, HttpToolsProtocol):
    """One connection that speaks HTTP, until it becomes a socket."""

    cycle: Any
    """The newest request and its answer; None before the first."""

    waiting: ClassVar[dict["Http", None]] = {}
    """The connections whose next request is not complete, those that wait for the longest first."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.size = 0
        """Bytes of the request so far; of its headers, until they are complete."""
        self.begun = self.headed = False
        self.deadline: Deadline | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin. Where there are too many connections, one that waits makes room; if none does, this one is refused."""
        super().connection_made(transport)
        if len(self.connections) > most() and not self.make_room():
            self.app = crowded
        self.wait()

    @classmethod
    def make_room(cls) -> bool:
        """End the connection that has waited for the longest; return whether there was one."""
        oldest = next(iter(cls.waiting), None)
        if oldest is not None:
            oldest.forget()
            oldest.transport.abort()
        return oldest is not None

    def wait(self) -> None:
        """Wait for a request, no longer than `REQUEST_TIME`."""
        self.forget()
        self.waiting[self] = None
        self.deadline = Deadline(REQUEST_TIME, self.overdue)

    def forget(self) -> None:
        """Wait for no request."""
        self.waiting.pop(self, None)
        if self.deadline is not None:
            self.deadline.cancel()
            self.deadline = None

    def overdue(self) -> None:
        """End a connection whose request did not become complete, with an answer where one had begun."""
        self.deadline = None
        if self.begun:
            self.refuse(single("too_slow", most=REQUEST_TIME))
        else:
            self.transport.close()

    def refuse(self, refusal: Refused) -> None:
        """Answer in place of the application, and end."""
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            self.transport.write(bare(refusal))
        self.transport.close()

    def data_received(self, data: bytes) -> None:
        """Read, within the bounds of a request."""
        self.size += len(data)
        super().data_received(data)
        bound = 2 * THROWN_AWAY * settings.max_body if self.headed else MAX_HEAD  # of a body that comes in short chunks
        if self.size > bound and (self.begun or not self.headed) and not self.transport.is_closing():
            code, most = ("body_too_large", settings.max_body) if self.headed else ("head_too_large", MAX_HEAD)
            self.refuse(single(code, "", self.size, most=most))

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self.size, self.begun, self.headed = 0, True, False

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        self.headed = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Have the whole request."""
        super().on_message_complete()
        self.begun = False
        if self.cycle is None or not self.cycle.response_complete:
            self.forget()

    def on_response_complete(self) -> None:
        """Wait for the next request, or the rest of one."""
        super().on_response_complete()
        if not self.transport.is_closing() and (self.cycle.response_complete or self.cycle.more_body):
            self.wait()

    def handle_websocket_upgrade(self) -> None:
        """Become a socket."""
        self.forget()
        if self.app is crowded:
            self.refuse(single("crowded", most=most()))
        else:
            super().handle_websocket_upgrade()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self.forget()
        super().connection_lost(exc)


async def crowded(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer in place of the application that there are too many connections."""
    response = await refused(Request(scope), single("crowded", most=most()))
    response.headers["connection"] = "close"
    await response(scope, receive, send)
