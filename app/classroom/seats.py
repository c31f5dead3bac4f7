"""Who is here and who answered, for the lecturer's own phone: the one list that names seats, because a seat is what is removed."""

from collections.abc import Collection
from typing import Any

import orjson

from app.classroom.rules.room import Room

FIELDS = {"choice": "choice", "click": "at", "step": "step"}
"""Under which name a vote says its value, by kind of question."""


def seats(room: Room, kept: dict[str, str], here: Collection[str]) -> dict[str, Any]:
    """Return `ask`, `round` and the votes of the round that stands, by seat, and the seats that are `here`; "" where none was opened.

    Each has `seat`, `here`, `removed`, and `sure` (1 to 3, or null); who has voted also has one of `choice` (counted from 0), `at` ([x, y])
    and `step`, and comes before those who have not. Seats are random, and they are in their own order: it says nothing of who came first,
    and two lists of a round have it alike. The vote of a seat that was removed stays and counts. It was given while the round was open,
    and numbers that the class has seen do not change behind its back.
    """
    gone, there = set(room.removed), set(here)
    ask = room.ask if room.round else None
    rows = []
    for seat in (*sorted(kept), *sorted(there - gone - kept.keys())):
        value, sure = orjson.loads(kept[seat])[:2] if seat in kept else (None, None)
        said = {FIELDS[ask.kind]: value} if ask and seat in kept else {}
        rows.append({"seat": seat, **said, "sure": sure, "removed": seat in gone, "here": seat in there})
    return {"ask": ask.id if ask else "", "round": ask.round if ask else "", "seats": rows}
