"""Who answered, for the lecturer's own phone: the one list that names seats, because a seat is what is removed."""

from typing import Any

import orjson

from app.classroom.rules.room import Room

FIELDS = {"choice": "choice", "click": "at", "step": "step"}
"""Under which name a vote says its value, by kind of question."""


def seats(room: Room, kept: dict[str, str]) -> dict[str, Any]:
    """Return `ask`, `round` and the votes of the round that stands, by seat; "" and no votes where none was opened.

    Each has `seat`, `sure` (1 to 3, or null), `removed`, and one of `choice` (counted from 0), `at` ([x, y]) and `step`. Seats are random,
    and they are in their own order: it says nothing of who came first, and two lists of a round have it alike.
    The vote of a seat that was removed stays and counts. It was given while the round was open, and numbers that the class has
    seen do not change behind its back.
    """
    if room.ask is None or not room.round:
        return {"ask": "", "round": "", "seats": []}
    field, gone = FIELDS[room.ask.kind], set(room.removed)
    rows = []
    for seat in sorted(kept):
        value, sure = orjson.loads(kept[seat])
        rows.append({"seat": seat, field: value, "sure": sure, "removed": seat in gone})
    return {"ask": room.ask.id, "round": room.ask.round, "seats": rows}
