"""A class is opened, or opened again by a host whose server has forgotten it."""

import json
import secrets
import time
from typing import Any

from pydantic import Field, ValidationError

from app.classroom.desk import Desk
from app.classroom.rules.reducer import check, is_large
from app.classroom.rules.room import Refusal, Room, Strict, Token
from app.classroom.rules.secret import TURNS, code_of, digest, same
from app.classroom.stores.choice import apart, workers
from app.scene.faults import Refused, refusal, single
from app.settings import settings

SET_BACK = 24 * 3600 * 1000
"""Milliseconds by which a clock may have been set back, at most."""


class Opening(Strict):
    """A new class, or one that this server has forgotten: with the host's secret and the last state that it saw."""

    secret: Token = Field(default_factory=lambda: secrets.token_urlsafe(16))
    room: dict[str, Any] = Field(default_factory=dict)


def fresh(said: dict[str, Any], code: str) -> Room:
    """Return a class with the last state that its host saw; raise Refused where that is none, or does not fit together."""
    given = {**said, "scene": said.get("scene") or "", "ended": False, "code": code, "epoch": later(said.get("epoch"))}
    try:
        made = Room.model_validate_json(json.dumps(given))  # not orjson, which knows no number of more than 64 bits
    except ValidationError as bad:
        raise Refused([{**each, "path": f"room.{each['path']}"} for each in refusal(bad).faults]) from None
    if not is_whole(made):
        raise single("together", "room", said, says="the state of the class does not fit together")
    return made


def later(before: object) -> int:
    """Return the epoch of a class that is opened now: clients take nothing older than what they saw, even where a clock was set back."""
    now = time.time_ns() // 1_000_000
    return min(max(now, before + 1), now + SET_BACK) if type(before) is int else now


def is_whole(room: Room) -> bool:
    """Return whether a state fits together. A question that was shown may be about a longer run than the scene that stands now."""
    ask = room.ask
    if room.step > room.last or is_large(room):
        return False
    if ask is None:
        return True
    try:
        check(ask)
    except Refusal:
        return False
    return ask.id <= room.asked and (ask.until <= room.steps or ask.phase == "shown")


async def opened(desk: Desk, said: Opening) -> str:
    """Return the code of a class. One that still stands is returned as it is; raise Refused if there are too many."""
    if apart():
        raise single("one_worker", "", workers())
    if not desk.makes.take():
        raise single("busy", most=settings.max_classes)
    proof, key = digest("host", said.secret), digest("seat", said.secret)
    for turn in range(TURNS):
        code = code_of(said.secret, turn)
        found = await desk.store.load(code)
        if found is None:
            if await desk.store.count() >= settings.max_classes:
                break
            if await desk.store.create(fresh(said.room, code), proof, key):
                return code
            found = await desk.store.load(code)  # another device of the host was faster
        if found and same(found.proof, proof) and not found.room.ended:
            return code
    raise single("busy", most=settings.max_classes)
