"""A connection whose memory and end are bounded: what a client does not take is not kept for ever."""

import asyncio
import socket
from typing import Any

OPTIONS = {"TCP_NODELAY": 1, "TCP_NOTSENT_LOWAT": 16_384, "TCP_USER_TIMEOUT": 30_000}
"""Send at once; keep little in the kernel, so that an answer is new when it leaves; milliseconds until a silent peer counts as gone."""

AHEAD = 16_384
"""Bytes that may wait to be sent before the sender waits too; one message comes on top."""

PATIENCE = 30.0
"""Seconds in which a client must take `LEAST` bytes of what waits for it."""

LEAST = 16_384

END = 1.5
"""Seconds that an answer may take once the server ends."""

READ = bytearray(4096)
"""What is read at once. It bounds the time that the small messages of one client take from the others."""


def tune(transport: asyncio.Transport) -> None:
    """Set the options of a TCP socket that this system knows, and the bound of its buffer."""
    transport.set_write_buffer_limits(high=AHEAD)
    end = transport.get_extra_info("socket")
    for name, value in OPTIONS.items():
        option = getattr(socket, name, None)
        if end is not None and option is not None and end.family != getattr(socket, "AF_UNIX", None):
            end.setsockopt(socket.IPPROTO_TCP, option, value)


class Guarded:
    """A transport that is aborted where a client takes nothing more.

    asyncio's own keeps a full buffer for ever, `close` notwithstanding.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self.inner = transport
        self.timer: asyncio.TimerHandle | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def close(self) -> None:
        """Close once everything is sent, or nothing more is taken."""
        self.inner.close()
        self.watch()

    def watch(self) -> None:
        """Look from now on whether the client takes what waits for it."""
        if self.timer is None:
            self.timer = asyncio.get_running_loop().call_later(PATIENCE, self.look, self.inner.get_write_buffer_size())

    def look(self, before: int) -> None:
        """Abort if the client has taken too little since there were `before` bytes."""
        self.timer = None
        if before - self.inner.get_write_buffer_size() < LEAST:
            self.inner.abort()
        else:
            self.watch()

    def calm(self) -> None:
        """Look no longer."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None


class Bounded(asyncio.BufferedProtocol):
    """What both of our protocols share. Stands before uvicorn's among the base classes."""

    transport: Any
    """A `Guarded` one; uvicorn's classes say `asyncio.Transport`."""

    def connection_made(self, transport: Any) -> None:
        """Begin with a guarded transport."""
        if not isinstance(transport, Guarded):  # a socket takes that of the request over
            tune(transport)
            transport = Guarded(transport)
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """End; uvicorn closes the transport again."""
        super().connection_lost(exc)
        self.transport.calm()

    def get_buffer(self, sizehint: int) -> bytearray:
        """Return where to read to: it is read from before anything else is."""
        return READ

    def buffer_updated(self, nbytes: int) -> None:
        """Hand on what was read."""
        self.data_received(bytes(READ[:nbytes]))

    def data_received(self, data: bytes) -> None:
        """Take what was read; uvicorn's classes say how."""
        super().data_received(data)  # type: ignore[misc]

    def eof_received(self) -> None:
        """Watch a client that sends no more: asyncio closes its transport, which is not the guarded one."""
        self.transport.watch()

    def shutdown(self) -> None:
        """End because the server does: at once where nothing is being answered, else soon."""
        super().shutdown()  # type: ignore[misc]
        asyncio.get_running_loop().call_later(END, self.transport.abort)

    def pause_writing(self) -> None:
        """Wait until the client has taken something."""
        super().pause_writing()
        self.transport.watch()

    def resume_writing(self) -> None:
        """Go on."""
        super().resume_writing()
        if not self.transport.is_closing():
            self.transport.calm()
