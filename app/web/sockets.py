"""The protocol of the stream's sockets, a subclass of uvicorn's: messages are bounded in size and time, and every end is one.

A message that is too large is read and thrown away, so that it can be answered in words and costs no memory.
"""

from collections.abc import Generator
from typing import Any

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.protocol import State

from app.settings import settings
from app.web.deadline import Deadline
from app.web.guarded import Bounded

SMALL = {"/api/class": 8_192}
"""Bytes of a message, at most, of sockets that take short ones only: a longer one ends the socket with 1009 before it is read."""

LINGER = 1.0
"""Seconds in which a client may read why its socket is closed."""

MESSAGE_TIME = 20.0
"""Seconds in which a message must be complete."""


class Socket(Bounded, WebSocketsSansIOProtocol):
    """One socket. An event of a message that was too large has its `size` in bytes, and an empty text."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.read_exact = self.conn.reader.read_exact
        self.conn.reader.read_exact = self.read_or_skip  # type: ignore[method-assign, assignment]
        self.conn.max_message_size = None  # the limit is ours, whatever uvicorn was told
        self.skipping, self.skipped = False, 0
        self.size = 0
        """Bytes of the message so far, those thrown away included."""
        self.begun = False
        """True within a message of several frames."""
        self.deadline: Deadline | None = None

    def read_or_skip(self, length: int) -> Generator[None, None, bytearray]:
        """Return so many bytes, or none of those of a frame that is larger than a message may be."""
        if length <= settings.max_body:
            return (yield from self.read_exact(length))
        buffer, gone = self.conn.reader.buffer, 0
        self.skipping = True
        while gone < length:
            part = min(len(buffer), length - gone)
            del buffer[:part]
            gone += part
            if gone < length:
                yield
        self.skipping, self.skipped = False, length  # not before: a message that came in the same breath is counted meanwhile
        return bytearray()

    def handle_connect(self, event: Request) -> None:
        """Begin, with the bound of this address."""
        path = event.path.partition("?")[0]
        self.conn.max_message_size = next((most for end, most in SMALL.items() if path.endswith(end)), None)
        super().handle_connect(event)

    def count(self, frame: Frame, before: int) -> None:
        """Count the bytes of a frame after those `before` it."""
        self.size = before + len(frame.data) + self.skipped
        self.skipped = 0
        self.begun = not frame.fin

    def handle_text(self, event: Frame) -> None:
        """Begin a text."""
        self.count(event, 0)
        super().handle_text(event)

    def handle_bytes(self, event: Frame) -> None:
        """Begin a binary message."""
        self.count(event, 0)
        super().handle_bytes(event)

    def handle_cont(self, event: Frame) -> None:
        """Go on with a message: in one piece, because a list of small ones takes many times their size."""
        self.count(event, self.size)
        if self.size > settings.max_body:
            self.frames = []
        elif self.frames and not isinstance(self.frames[0], bytearray):
            self.frames = [bytearray(self.frames[0])]  # type: ignore[list-item]
        for whole in self.frames:
            whole += event.data
        if event.fin:
            self.send_receive_event_to_app()

    def send_receive_event_to_app(self) -> None:
        """Hand a message on, or say how large one was that is too large; end a socket whose text is no text."""
        if self.size > settings.max_body and not self.close_sent:
            self.frames = []
            event: Any = {"type": "websocket.receive", "text": "", "size": self.size}
            self.queue.put_nowait(event)
            self.read_paused = True
            self.transport.pause_reading()
        elif self.curr_msg_data_type == "text" and not is_text(self.frames):
            self.end(1007, "the text is not UTF-8")
        else:
            super().send_receive_event_to_app()

    def data_received(self, data: bytes) -> None:
        """Read; a message that has begun has until the deadline, and a handshake that fails has its answer."""
        super().data_received(data)
        if self.conn.handshake_exc is not None:
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()
        unfinished = self.begun or self.skipping or self.conn.reader.buffer
        if unfinished and self.deadline is None:
            self.deadline = Deadline(MESSAGE_TIME, self.overdue)
        elif self.deadline is not None and not unfinished:
            self.forget()

    def handle_parser_exception(self) -> None:
        """End a socket that breaks the protocol. What it still sends is thrown away for a moment: a reset would overtake the reason."""
        if self.close_sent or self.conn.close_sent is None:
            return
        self.queue.put_nowait({"type": "websocket.disconnect", "code": self.conn.close_sent.code, "reason": self.conn.close_sent.reason})
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.close_timer = self.loop.call_later(LINGER, self.transport.close)
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()

    def overdue(self) -> None:
        """End a socket whose message does not become complete, unless it is we who do not read."""
        if self.read_paused:
            self.deadline = Deadline(MESSAGE_TIME, self.overdue)
            return
        self.end(1008, f"a message must be complete within {MESSAGE_TIME:g} s")

    def forget(self) -> None:
        """Cancel the deadline."""
        if self.deadline is not None:
            self.deadline.cancel()
            self.deadline = None

    def end(self, code: int, why: str) -> None:
        """Close with a reason."""
        if not self.close_sent and self.conn.state is State.OPEN:
            self.conn.send_close(code, why)
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.close_sent = True
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the message that will not come."""
        self.forget()
        super().connection_lost(exc)

    def keepalive_timeout(self) -> None:
        """End at once where a ping has no answer: who does not read takes no close frame either."""
        super().keepalive_timeout()
        self.transport.abort()

    def handle_ping(self) -> None:
        """Answer a ping, unless the client has not read the answers before it."""
        answer = b"".join(self.conn.data_to_send())
        if self.writable.is_set():
            self.transport.write(answer)

    async def send(self, message: Any) -> None:
        """Send; once the socket is closed that is the client's leaving, not an error of the program."""
        await self.writable.wait()
        if self.close_sent and message["type"] in ("websocket.send", "websocket.close"):
            raise ClientDisconnected
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and not message.get("more_body"):
            self.handshake_complete = True  # else uvicorn logs that there was none


def is_text(pieces: list[bytes]) -> bool:
    """Return whether bytes are UTF-8."""
    try:
        b"".join(pieces).decode()
    except UnicodeDecodeError:
        return False
    return True
