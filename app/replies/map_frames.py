"""A map in parts: a header, then frames of patches as they are done. The same on the stream and over HTTP."""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from app.maps import search
from app.maps.goals import ends
from app.maps.plan import Plan
from app.maps.theory import theory
from app.maps.tile import Tile
from app.maps.whole import Whole, shares_of
from app.replies.wire import dumps

Json = dict[str, Any]
JSON_PIXELS = 262_144
"""Pixels of a map in JSON, at most."""


def axis_values(plan: Plan) -> tuple[list[float], list[float]]:
    """Return the values of both axes as JSON has them: whole numbers without a point, as a scene wants them."""
    x, y = (each.astype(np.int64) if of.whole else each for each, of in zip(plan.asked.values, plan.asked.places, strict=True))
    return x.tolist(), y.tolist()


def described(plan: Plan) -> Json:
    """Return what is known of a map before it is drawn; minima, saddles and depths are those at the scene's own knobs."""
    unit, arguments, found = plan.landscape.surface(), plan.landscape.arguments(), ends(plan.landscape)
    x, y = axis_values(plan)
    with np.errstate(all="ignore"):
        depths = [float(unit.value(*at, *arguments)) for at in found.minima]
    return {
        "x": x, "y": y, "minima": found.minima, "depths": depths, "saddles": found.saddles, "tolerance": plan.tolerance,
        "seeds": plan.asked.seeds(), "runs": plan.asked.runs(), "theory": theory(plan),
        **({"search": search.described(plan)} if plan.asked.chosen.search else {}),
    }  # fmt: skip


def header(plan: Plan) -> Json:
    """Return the first part of a map: its axes and what the frames hold."""
    return {**described(plan), "value": plan.packed_value, "coarse": plan.coarse}


def in_json(made: Whole) -> Json:
    """Return a whole map as `POST /api/map` answers it in JSON; a value that a pixel has not is null."""
    own = {"classes": made.classes, "values": made.values, "value": made.plan.value, "shares": made.shares(), "seconds": made.seconds}
    return described(made.plan) | own


def padded(part: bytes, to: int) -> bytes:
    """Return bytes with zeros behind them, so that what follows is aligned."""
    return part.ljust(-(-len(part) // to) * to, b"\0")


def headed(head: Json) -> bytes:
    """Return a header as the beginning of a frame: its length, the JSON, zeros up to a multiple of 8."""
    text = dumps(head)
    return padded(len(text).to_bytes(4, "little") + text, 8)


class Frames:
    """Makes the frames of a map, and counts."""

    def __init__(self, plan: Plan, number: int | None, more: Json) -> None:
        self.more = more
        """What the header says beside the map."""
        self.named: Json = {} if number is None else {"id": number}
        self.seeds, self.runs = plan.asked.seeds(), plan.asked.runs()
        self.begun = time.perf_counter()
        self.counts = np.zeros(256, dtype=np.int64)

    def text(self, plan: Plan) -> str:
        """Return the first part as a text."""
        return dumps({**self.named, "map": header(plan) | self.more}).decode()

    def head(self, plan: Plan) -> bytes:
        """Return the first part as a frame of its own, for an answer that is one piece of bytes."""
        return headed({**self.named, "map": header(plan) | self.more})

    def frame(self, tiles: Sequence[Tile], last: bool) -> bytes:
        """Return a frame of patches: after the header the classes of all of them (uint8), then the values (float16)."""
        classes = np.concatenate([each.classes for each in tiles]) if tiles else np.empty(0, dtype=np.uint8)
        values = np.concatenate([each.values for each in tiles]) if tiles else np.empty(0, dtype="<f2")
        self.counts += np.bincount(classes, minlength=256)
        head = {
            **self.named, "map": True, "tiles": [each.job for each in tiles], "pixels": len(classes),
            "done": int(self.counts.sum()) * self.seeds, "runs": self.runs, "seconds": time.perf_counter() - self.begun,
            "last": last, "shares": shares_of(self.counts),
        }  # fmt: skip
        return padded(headed(head) + padded(classes.tobytes(), 2) + values.tobytes(), 8)
