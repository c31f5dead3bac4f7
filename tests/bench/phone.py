"""A phone of a class as a bare protocol, so that 600 of them fit on one core."""

import asyncio
import base64
import json
import os
import socket
import time
from collections.abc import Callable
from typing import Any

MASK = bytes(4)


def framed(data: bytes, opcode: int = 1) -> bytes:
    """Return a message as a client sends it, with a mask of zeros."""
    size = bytes([0x80 | len(data)]) if len(data) < 126 else bytes([0x80 | 126]) + len(data).to_bytes(2, "big")
    return bytes([0x80 | opcode]) + size + MASK + data


def frame_at(buffer: bytes, i: int) -> tuple[int, int, int] | None:
    """Return opcode, begin and end of the server's frame at a place; None where it is not whole."""
    if len(buffer) - i < 2:
        return None
    size, at = buffer[i + 1] & 127, i + 2
    wide = {126: 2, 127: 8}.get(size, 0)
    if wide:
        if len(buffer) < at + wide:
            return None
        size, at = int.from_bytes(buffer[at : at + wide], "big"), at + wide
    return (buffer[i] & 15, at, at + size) if len(buffer) >= at + size else None


class Phone(asyncio.Protocol):
    """One client, which keeps the newest message of each kind. Steps are not decoded: `moved` is called with their text."""

    def __init__(self, port: int, hello: dict[str, Any], moved: Callable[[bytes], None] = lambda said: None) -> None:
        self.port, self.hello, self.moved = port, {"t": "hello", **hello}, moved
        self.buffer, self.upgraded, self.closed, self.code = b"", False, False, 0
        self.said: dict[str, Any] = {}
        self.errors: list[str] = []
        self.begun = self.joined = 0.0
        self.news = asyncio.Event()
        self.votes: dict[int, tuple[int, float]] = {}
        """Choice and time of every vote by its number."""
        self.acked: dict[int, float] = {}
        """Seconds until each was acknowledged."""
        self.transport: asyncio.Transport

    async def join(self) -> float:
        """Connect, and return after how many seconds the state was there; -1 if it is refused."""
        self.begun = time.perf_counter()
        await asyncio.get_running_loop().create_connection(lambda: self, "127.0.0.1", self.port)
        await self.until(lambda: self.joined or self.closed)
        return self.joined - self.begun if self.joined else -1.0

    async def until(self, holds: Callable[[], Any], patience: float = 30.0) -> Any:
        """Wait until something holds of what was said."""
        async with asyncio.timeout(patience):
            while not (found := holds()):
                self.news.clear()
                await self.news.wait()
        return found

    def connection_made(self, transport: Any) -> None:
        """Ask for a socket."""
        self.transport = transport
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16)).decode()
        head = f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        transport.write(f"GET /api/class HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}".encode())

    def data_received(self, data: bytes) -> None:
        """Take what was said."""
        self.buffer += data
        if not self.upgraded:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            if b" 101 " not in head[:20]:
                self.transport.close()
                return
            self.upgraded, self.buffer = True, rest
            self.send(self.hello)
        i = 0
        while found_at := frame_at(self.buffer, i):
            opcode, begin, i = found_at
            self.take(opcode, self.buffer[begin:i])
        self.buffer = self.buffer[i:]

    def take(self, opcode: int, said: bytes) -> None:
        """Take one message."""
        if opcode == 9:
            self.transport.write(framed(said, 10))
        elif opcode == 8:
            self.code = int.from_bytes(said[:2], "big")
            self.transport.write(framed(b"", 8))
            self.transport.close()
        elif said.startswith(b'{"t":"step"'):
            self.moved(said)
        elif opcode == 1:
            self.hear(json.loads(said))
        self.news.set()

    def hear(self, said: dict[str, Any]) -> None:
        """Keep a text."""
        kind, now = said["t"], time.perf_counter()
        self.said[kind] = said
        if kind == "state":
            self.joined = self.joined or now
        elif kind == "error":
            self.errors.append(said["code"])
        elif kind == "ack" and said["n"] in self.votes:
            self.acked[said["n"]] = now - self.votes[said["n"]][1]

    def connection_lost(self, exc: Exception | None) -> None:
        """Be gone."""
        self.closed = True
        self.news.set()

    def send(self, said: dict[str, Any]) -> None:
        """Say something, unless it is too late."""
        if not self.closed:
            self.transport.write(framed(json.dumps(said).encode()))

    def vote(self, choice: int) -> None:
        """Answer the question that stands; numbers rise."""
        ask, n = self.said["state"]["ask"], len(self.votes)
        self.votes[n] = (choice, time.perf_counter())
        self.send({"t": "vote", "ask": ask["id"], "round": ask["round"], "n": n, "choice": choice})
