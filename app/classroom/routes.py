"""The classroom's addresses: open a class, follow it without a socket, take its answers home, and its page."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import StreamingResponse

from app.classroom.counting import beat
from app.classroom.desk import desk
from app.classroom.opening import Opening, opened
from app.classroom.page import fill
from app.classroom.poll import Poll, polled
from app.classroom.rules.room import Code, Refusal
from app.classroom.said import AWAY, refused
from app.classroom.seats import seats
from app.classroom.socket import classroom
from app.classroom.stores.store import Away, Kept
from app.classroom.votes import table
from app.scene.faults import Refused
from app.web.bodies import JsonRoute
from app.web.bundle import CLASS
from app.web.responses import BUSY, as_json, of_kind
from app.web.static_files import page_files

router = APIRouter(route_class=JsonRoute)

CSV = "text/csv"
AGAIN = "5"
"""Seconds after which a class may be opened that could not be."""


@router.post("/api/class", status_code=201, responses=BUSY, summary="Open a class")
async def create(said: Opening) -> Response:
    """Return `code` and `secret`. A class that still stands is returned as it is."""
    try:
        return as_json({"code": await opened(desk, said), "secret": said.secret}, 201)
    except Away:
        raise refused(AWAY) from None
    except Refused as busy:
        response = as_json(busy.answer(), busy.status)
        if busy.status == 503:
            response.headers["retry-after"] = AGAIN
        return response


@router.post("/api/class/poll", responses=BUSY, summary="Follow a class without a socket")
async def poll(said: Poll) -> Response:
    """Return `seat` and `secret`, `state` if it is newer than `epoch` and `rev`, `tally`, and `ack` or `error` of the vote."""
    try:
        return as_json(await polled(desk, said))
    except Refusal as why:
        raise refused(why, "code", said.code) from None
    except Away:
        raise refused(AWAY, "code", said.code) from None


async def for_host(code: str, request: Request) -> Kept:
    """Return the class to a request with `Authorization: Bearer SECRET` of its host. A wrong secret is answered like a wrong code."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    try:
        return await desk.door.for_host(desk.store, code, secret if scheme.lower() == "bearer" else "", code in desk.halls)
    except Refusal as why:
        raise refused(why, "code", code) from None
    except Away:
        raise refused(AWAY, "code", code) from None


@router.get("/api/class/{code}/votes.csv", summary="The answers of a class", response_class=Response, responses=BUSY | of_kind(CSV))
async def votes(code: Code, request: Request) -> Response:
    """Return one row per vote, with `Authorization: Bearer SECRET` of the host."""
    await for_host(code, request)
    name = {"content-disposition": 'attachment; filename="answers.csv"', "cache-control": "no-store"}
    return StreamingResponse(table(desk.store, code), media_type=CSV, headers=name)


@router.get("/api/class/{code}/seats", summary="Who is here, and who answered the question that stands", responses=BUSY)
async def answered(code: Code, request: Request) -> Response:
    """Return `ask`, `round` and `seats` of the round that stands, with `Authorization: Bearer SECRET` of the host.

    Each of `seats` has `seat`, `here` (is it connected?), `removed`, `sure` or null, and where it has answered one of `choice`, `at` and
    `step`. The command `remove` takes such a `seat`. Without a question, or before its vote was opened, `ask` and `round` are empty. A
    removed seat's vote still counts. This list is for the lecturer alone: no page that is mirrored asks for it.
    """
    room = (await for_host(code, request)).room
    try:
        kept = await desk.store.ballots(code, room.round) if room.round else {}
        here = await desk.store.seats(code)
    except Away:
        raise refused(AWAY, "code", code) from None
    hall = desk.halls.get(code)
    response = as_json(seats(room, kept, here.union(hall.seats() if hall else ())))
    response.headers["cache-control"] = "no-store"
    return response


def mount_classroom(app: FastAPI) -> None:
    """Serve the classroom."""
    app.include_router(router)
    app.add_api_websocket_route("/api/class", classroom)
    page_files.fills[CLASS] = fill

    @app.get("/class", include_in_schema=False)
    async def page(request: Request) -> Response:
        return page_files.page(request, CLASS)


@asynccontextmanager
async def running() -> AsyncIterator[None]:
    """Count and sweep while the server runs."""
    tasks = [asyncio.create_task(each) for each in (desk.count(), beat(desk.halls), desk.store.run())]
    yield
    for task in tasks:
        task.cancel()
