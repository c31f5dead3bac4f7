"""Reads frames as the phone does."""

import json
import zlib
from typing import Any

import numpy as np


def stream_of(frame: bytes) -> tuple[dict[str, Any], bytes]:
    """Return the head of a frame, with number, kind and draft, and its data."""
    raw = zlib.decompress(frame[8:])
    size = int.from_bytes(raw[:4], "little")
    first = {"number": int.from_bytes(frame[:4], "little"), "kind": frame[4], "draft": bool(frame[5] & 1)}
    return {**json.loads(raw[4 : 4 + size]), **first}, raw[4 + size :]


def words_of(data: bytes) -> Any:
    """Return 16-bit numbers of which all low bytes came first."""
    low, high = np.frombuffer(data, "u1").reshape(2, -1)
    return low.astype("<u2") + (high.astype("<u2") << 8)


def wide(words: Any, low: float, high: float) -> Any:
    """Return the values that the numbers stand for, undoing the differences."""
    return low + np.cumsum(words, dtype="<u2") / 65534 * (high - low)


def paths_of(frame: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the head of a frame of paths, and x, y, loss and the steps of the rows of every lane."""
    head, data = stream_of(frame)
    assert head["kind"] == 1
    words, at, lanes = words_of(data), 0, []
    x0, x1, y0, y1 = head["view"]
    spans = {"x": (2 * x0 - x1, 2 * x1 - x0), "y": (2 * y0 - y1, 2 * y1 - y0), "loss": head["loss"]}
    for lane in head["lanes"]:
        rows, found = lane["rows"], {}
        for name, span in spans.items():
            found[name], at = wide(words[at : at + rows], *span), at + rows
        steps = np.arange(rows)
        if not lane["whole"]:
            steps, at = np.cumsum(np.frombuffer(words[at : at + 2 * rows].tobytes(), "<u4")), at + 2 * rows
        lanes.append({**found, "steps": steps})
    assert at == len(words)
    return head, lanes


def ground_of(frame: bytes) -> tuple[dict[str, Any], Any]:
    """Return the head of a frame of the ground, and its heights; NaN where f is not finite."""
    head, data = stream_of(frame)
    assert head["kind"] == 2
    q = np.cumsum(words_of(data).reshape(head["n"], head["n"]), axis=1, dtype="<u2")
    low, high = head["range"]
    return head, np.where(q == 65535, np.nan, low + q / 65534 * (high - low))


def starts_of(frame: bytes) -> tuple[dict[str, Any], list[tuple[Any, Any]]]:
    """Return the head of a frame of starts, and x and y of the rows of every path."""
    head, data = stream_of(frame)
    assert head["kind"] == 3
    words, at, paths = words_of(data), 0, []
    x0, x1, y0, y1 = head["view"]
    for path in head["paths"]:
        x, y = (
            wide(words[at + k * path["rows"] :][: path["rows"]], *span)
            for k, span in enumerate(((2 * x0 - x1, 2 * x1 - x0), (2 * y0 - y1, 2 * y1 - y0)))
        )
        paths.append((x, y))
        at += 2 * path["rows"]
    assert at == len(words)
    return head, paths


def basins_of(frame: bytes) -> tuple[dict[str, Any], Any]:
    """Return the head of a frame of a map, and the number of the end of each pixel, row 0 at y0."""
    head, data = stream_of(frame)
    assert head["kind"] == 4
    return head, np.frombuffer(data, "u1").reshape(head["n"], head["n"])
