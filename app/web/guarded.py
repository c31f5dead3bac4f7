"""A connection with bounded memory, which ends if its client does not read."""

import asyncio
import socket
from functools import partial
from typing import Any

from app.web.deadline import Deadline

OPTIONS = {"TCP_NODELAY": 1, "TCP_NOTSENT_LOWAT": 16_384, "TCP_USER_TIMEOUT": 30_000}
"""Send at once; keep little in the kernel, so that an answer is new when it leaves; milliseconds until a silent peer counts as gone."""

AHEAD = 16_384
"""Bytes that may wait to be sent before the sender waits too; one message comes on top."""

PATIENCE = 30.0
"""Seconds in which a client must read at least `LEAST` of the waiting bytes."""

LEAST = 16_384

END = 1.5
"""Seconds that an answer may take once the server ends."""

READ = bytearray(4096)
"""The buffer of one read. Its size bounds how long the small messages of one client hold up the others."""


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
        self.timer: Deadline | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def close(self) -> None:
        """Close as soon as everything is sent, or the client stops reading."""
        self.inner.close()
        self.watch()

    def watch(self) -> None:
        """Start to check that the client reads."""
        if self.timer is None:
            self.timer = Deadline(PATIENCE, partial(self.look, self.inner.get_write_buffer_size()))

    def look(self, before: int) -> None:
        """Abort if the client has read too little since `before` bytes waited."""
        self.timer = None
        if before - self.inner.get_write_buffer_size() < LEAST:
            self.inner.abort()
        else:
            self.watch()

    def calm(self) -> None:
        """Stop checking."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None


class Bounded(asyncio.BufferedProtocol):
    """The base of both our protocols. It must come before uvicorn's class among the bases."""

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
        """Check a client that has stopped sending: asyncio closes its own transport, not the guarded one."""
        self.transport.watch()

    def shutdown(self) -> None:
        """End with the server: at once if nothing is being answered, else soon."""
        super().shutdown()  # type: ignore[misc]
        asyncio.get_running_loop().call_later(END, self.transport.abort)

    def pause_writing(self) -> None:
        """Pause sending until the client has read something."""
        super().pause_writing()
        self.transport.watch()

    def resume_writing(self) -> None:
        """Resume sending."""
        super().resume_writing()
        if not self.transport.is_closing():
            self.transport.calm()
