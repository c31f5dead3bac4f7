"""The class without a socket: a phone that asks every two seconds is a client whose messages wait until it asks."""

import base64
import time
from typing import Annotated, Any

import orjson
from pydantic import Field

from app.classroom.client import Client
from app.classroom.desk import Desk
from app.classroom.door import seat_of
from app.classroom.hall import Hall
from app.classroom.rules.commands import Hello, Vote
from app.classroom.rules.room import Code, Refusal, Strict, Token
from app.classroom.rules.secret import signed

Counted = Annotated[int, Field(ge=0, le=2**53)]


class Poll(Strict):
    """Who asks, what it knows, and its vote, if it has one to send.

    `frames` are the numbers of its pictures of the kinds 1 to 4, 0 for none; without them it gets no pictures.
    """

    code: Code
    seat: Token | None = None
    secret: Token | None = None
    epoch: Counted = 0
    rev: Counted = 0
    frames: Annotated[tuple[Counted, Counted, Counted, Counted], Field(strict=False)] | None = None  # a body is a list by then
    vote: Vote | None = None


async def entered(desk: Desk, said: Poll) -> tuple[Client, Hall, str]:
    """Return the client that asks, a new one where it is not here, and the proof of its seat; raise Refusal."""
    found = await desk.door.look_up(desk.store, said.code, said.code in desk.halls)
    hall = desk.halls.get(said.code)
    seat = seat_of(Hello(t="hello", code=said.code, seat=said.seat, secret=said.secret), found, hall)
    client = hall.asking(seat) if hall else None
    if hall is None or client is None:
        client = Client(None, "student", seat)
        hall = desk.seated(client, found, hall)
    hall.show(found.room)
    client.asked = time.monotonic()
    return client, hall, signed(found.key, seat)


async def polled(desk: Desk, said: Poll) -> dict[str, Any]:
    """Return what a phone without a socket needs to know; raise Refusal if it must leave, or comes too often."""
    client, hall, proof = await entered(desk, said)
    if not client.pace.take():
        raise Refusal("too_fast", "one moment")
    answer: dict[str, Any] = {"seat": client.seat, "secret": proof}
    if said.vote is not None:
        try:
            await desk.vote(client, hall, said.vote, late=True)
        except Refusal as refusal:
            answer["error"] = {"code": refusal.code, "message": str(refusal)}
    if acked := client.slots.pop("ack", None):
        answer["ack"] = orjson.loads(acked)
    if "student" in hall.told:
        answer["tally"] = orjson.loads(hall.told["student"])
    if (hall.room.epoch, hall.room.rev) > (said.epoch, said.rev):
        answer["state"] = orjson.loads(hall.text(host=False))
    if said.frames is not None:
        answer["frames"] = pictures(hall, said.frames)
    return answer


def pictures(hall: Hall, known: tuple[int, ...]) -> list[str]:
    """Return the pictures that a phone has not, in base64. Nothing of them is behind a hidden end: those are forgotten as it is hidden."""
    new = [made.frame for kind, made in hall.pictures.newest.items() if made.number != known[kind - 1]]
    return [base64.b64encode(frame).decode() for frame in new]
