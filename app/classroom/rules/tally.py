"""What a class answered."""

import math
from collections import Counter
from collections.abc import Iterable
from typing import Any

import orjson

from app.classroom.rules.room import Ask

GRID = 64
"""Cells of a question's view in each direction. Only cells go to the class, single places are the host's."""


def cell(ask: Ask, at: tuple[float, float]) -> int:
    """Return the number of the cell in which a place lies, row by row from below; -1 outside the view."""
    x0, x1, y0, y1 = ask.view
    i, j = math.floor(GRID * (at[0] - x0) / (x1 - x0)), math.floor(GRID * (at[1] - y0) / (y1 - y0))
    return j * GRID + i if 0 <= i < GRID and 0 <= j < GRID else -1


def tally(ask: Ask, kept: Iterable[str]) -> dict[str, Any]:
    """Return how many voted, and what: counts per option, or [cell, votes], or [step, votes]; and how sure they are."""
    votes = [orjson.loads(each)[:2] for each in kept]
    head = {"t": "tally", "ask": ask.id, "round": ask.round, "voted": len(votes)}
    sure = [sum(s == i for _, s in votes) for i in (1, 2, 3)]
    if ask.kind == "choice":
        return {**head, "counts": [sum(v == i for v, _ in votes) for i in range(len(ask.options))], "sure": sure}
    found = Counter(cell(ask, v) if ask.kind == "click" else v for v, _ in votes)
    return {**head, "cells" if ask.kind == "click" else "steps": sorted(map(list, found.items())), "sure": sure}
