"""A client of the server, byte by byte, right or wrong."""

import socket
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.patience import PATIENCE


def linked(address: str, **more: Any) -> ClientConnection:
    """Return an open socket that waits for a server that stands still, at its beginning and later."""
    made: ClientConnection = connect(address, open_timeout=PATIENCE, ping_interval=None, **more)
    return made


def handshake(path: str = "/api/stream", more: str = "") -> bytes:
    """Return the request that opens a socket."""
    key = "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\n"
    return f"GET {path} HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n{key}{more}\r\n".encode()


def frame(data: bytes, opcode: int = 1, length: int | None = None, last: bool = True) -> bytes:
    """Return a frame as a client sends it, with a mask of zeros; `length` is what it says of itself."""
    size = len(data) if length is None else length
    head = bytes([opcode | 0x80 * last])
    head += bytes([0x80 | size]) if size < 126 else bytes([0x80 | 127]) + size.to_bytes(8, "big")
    return head + bytes(4) + data


def connected(port: int, said: bytes = b"", *, patience: float | None = None, small: bool = False) -> socket.socket:
    """Return a connection that has said something; a small one takes little. `patience` in seconds is that of every call."""
    made = socket.socket()
    made.settimeout(patience)
    if small:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.connect(("127.0.0.1", port))
    made.sendall(said)
    return made


def opened(port: int, *, patience: float | None = None, small: bool = False, path: str = "/api/stream") -> socket.socket:
    """Return an open socket, of which nothing is read."""
    made = connected(port, handshake(path), patience=patience, small=small)
    read = b""
    while b"\r\n\r\n" not in read:
        read += made.recv(1)
    return made
