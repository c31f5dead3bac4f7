"""What a client of the stream sends, byte by byte, right or wrong."""


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
