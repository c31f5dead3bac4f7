"""A class is opened, or opened again by a host whose server has forgotten it."""

import secrets
import time
from typing import Any

import orjson
from pydantic import Field

from app.classroom.desk import Desk
from app.classroom.rules.reducer import is_large
from app.classroom.rules.room import Room, Strict, Token
from app.classroom.rules.secret import TURNS, code_of, digest, same
from app.classroom.stores.choice import apart
from app.scene.faults import single
from app.settings import settings


class Opening(Strict):
    """A new class, or one that this server has forgotten: with the host's secret and the last state that it saw."""

    secret: Token = Field(default_factory=lambda: secrets.token_urlsafe(16))
    room: dict[str, Any] = Field(default_factory=dict)


def fresh(said: dict[str, Any], code: str) -> Room:
    """Return a class with the last state that its host saw; raise ValidationError, or Refused where it does not fit together."""
    epoch = time.time_ns() // 1_000_000
    made = Room.model_validate_json(orjson.dumps({**said, "scene": said.get("scene") or "", "ended": False, "code": code, "epoch": epoch}))
    ask = made.ask
    whole = made.step <= made.last and (ask is None or (ask.id <= made.asked and ask.until <= made.steps))
    if not whole or is_large(made):
        raise single("together", "room", said, says="the state of the class does not fit together")
    return made


async def opened(desk: Desk, said: Opening) -> str:
    """Return the code of a class. One that still stands is returned as it is; raise Refused if there are too many."""
    if apart():
        raise single("one_worker", "", settings.workers)
    if not desk.makes.take():
        raise single("busy", most=settings.max_classes)
    proof, key = digest("host", said.secret), digest("seat", said.secret)
    for turn in range(TURNS):
        code = code_of(said.secret, turn)
        found = await desk.store.load(code)
        if found and same(found.proof, proof) and not found.room.ended:
            return code
        if found is None:
            if await desk.store.count() >= settings.max_classes:
                break
            if await desk.store.create(fresh(said.room, code), proof, key):
                return code
    raise single("busy", most=settings.max_classes)
