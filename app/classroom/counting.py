"""Who is here and what was answered, counted again and again: the host and the screens hear of it at once, the phones once a second."""

import asyncio
from collections.abc import Mapping
from typing import Any, get_args

import orjson

from app.classroom.client import Role
from app.classroom.hall import Hall
from app.classroom.rules.room import Ask
from app.classroom.rules.tally import tally
from app.classroom.stores.store import Store

TURN = 0.25
"""Seconds between two counts: what the host and the screens hear of a change."""

SECOND = 4
"""Turns of a second."""

BEAT = 10.0
"""Seconds in which every client hears something, whatever the store does: one that hears nothing takes its socket for lost."""


FEW = ("t", "ask", "round", "voted")
"""What of a tally those see who may not see the answers."""


async def beat(halls: Mapping[str, Hall]) -> None:
    """Have every client hear something, again and again. Who counts waits for a store, this does not."""
    while True:
        await asyncio.sleep(BEAT)
        for hall in halls.values():
            hall.tell("beat", orjson.dumps({"t": "beat", "epoch": hall.room.epoch, "rev": hall.room.rev}).decode())


def place_of(ask: Ask | None) -> tuple[Any, ...]:
    """Return where a question stands."""
    return () if ask is None else (ask.id, ask.round, ask.phase)


def round_of(tally: dict[str, Any]) -> tuple[Any, Any]:
    """Return which round was counted."""
    return tally["ask"], tally["round"]


async def counted(store: Store, hall: Hall, ask: Ask | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what those see who may see the answers, and what the others see."""
    code = hall.room.code
    if ask is None or ask.phase == "draft":
        few: dict[str, Any] = {"t": "tally", "ask": "", "round": "", "voted": 0}
        return few, few
    at = f"{ask.id}.{ask.round}"
    if ask.phase == "shown" or hall.places["host"]:
        whole = tally(ask, (await store.ballots(code, at)).values())
        return whole, {key: whole[key] for key in FEW}
    few = {"t": "tally", "ask": ask.id, "round": ask.round, "voted": await store.voted(code, at)}
    return few, few


async def look(store: Store, hall: Hall, turn: int | None = None) -> None:
    """Count one class, and tell what has changed. Without a turn, everybody hears of it now."""
    if turn is not None and turn % SECOND == 0:
        hall.connected = await store.beat(hall.room.code, hall.seats())
    ask = hall.room.ask
    whole, few = await counted(store, hall, ask)
    if turn is not None and place_of(hall.room.ask) != place_of(ask):  # meanwhile they have been shown, or it goes on: counted again soon
        return
    lost = hall.whole["voted"] - whole["voted"] if round_of(hall.whole) == round_of(whole) else 0
    if ask is not None and ask.phase != "open" and lost > 0:  # by a store that has died, and nobody votes again: what was counted stays
        whole, few = hall.whole, {key: hall.whole[key] for key in FEW}
    hall.whole = whole
    shown = ask is not None and ask.phase == "shown"
    texts = [orjson.dumps({**each, "connected": hall.connected}).decode() for each in (few, whole)]
    for role in get_args(Role):
        text = texts[shown or role == "host"]
        now = turn is None or role != "student" or turn % SECOND == 0
        if now and text != hall.told.get(role):
            hall.told[role] = text
            hall.tell("tally", text, role)
