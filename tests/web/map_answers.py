"""Reads the answers of maps: a header, then frames of patches."""

import json
import struct
from typing import Any

import numpy as np
from starlette.testclient import WebSocketTestSession

from app.maps.jobs import pixels


def split(body: bytes) -> list[tuple[Any, bytes]]:
    """Return header and arrays of each frame of an answer."""
    found = []
    while body:
        (size,) = struct.unpack_from("<I", body)
        head, at = json.loads(body[4 : 4 + size]), -(-(4 + size) // 8) * 8
        count = head.get("pixels", 0)
        end = at + -(-count // 2) * 2 + 2 * count
        found.append((head, body[at:end]))
        body = body[-(-end // 8) * 8 :]
    return found


def painted(header: Any, frames: list[tuple[Any, bytes]]) -> tuple[Any, Any]:
    """Return classes and values of all frames, shape (rows, columns)."""
    columns, rows = len(header["x"]), len(header["y"])
    classes, values = np.full((rows, columns), 253), np.full((rows, columns), np.nan)
    for head, arrays in frames:
        at, count = 0, head["pixels"]
        own, numbers = np.frombuffer(arrays, np.uint8, count), np.frombuffer(arrays, "<f2", count, -(-count // 2) * 2)
        for job in head["tiles"]:
            i, j = pixels(job, columns, rows, header["coarse"])
            classes[j, i], values[j, i] = own[at : at + len(i)], numbers[at : at + len(i)]
            at += len(i)
    return classes, values


def drawn(socket: WebSocketTestSession, said: Any) -> tuple[Any, list[tuple[Any, bytes]]]:
    """Ask for a map; return its header and its frames."""
    socket.send_text(json.dumps({"kind": "map", **said}))
    frames: list[tuple[Any, bytes]] = []
    header = json.loads(socket.receive()["text"])
    while not frames or not frames[-1][0]["last"]:
        frames += split(socket.receive()["bytes"])
    return header, frames
