"""The classroom's addresses: open a class, and its page."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from pydantic import Field

from app.classroom.desk import desk
from app.classroom.room import Room, Strict, Token
from app.classroom.secret import TURNS, code_of, digest, same
from app.classroom.socket import classroom
from app.scene.faults import single
from app.settings import settings
from app.web.bodies import JsonRoute
from app.web.responses import as_json
from app.web.static_files import page_files

router = APIRouter(route_class=JsonRoute)


class Opening(Strict):
    """A new class, or one that this server has forgotten: with the host's secret and the last state that it saw."""

    secret: Token = Field(default_factory=lambda: secrets.token_urlsafe(16))
    room: dict[str, Any] = Field(default_factory=dict)


@router.post("/api/class", status_code=201, summary="Open a class")
async def create(said: Opening) -> Response:
    """Return `code` and `secret`. A class that still stands is returned as it is."""
    if not desk.makes.take() or await desk.store.count() >= settings.max_classes:
        raise single("busy", most=settings.max_classes)
    proof, key = digest("host", said.secret), digest("seat", said.secret)
    for turn in range(TURNS):
        code = code_of(said.secret, turn)
        room = Room.model_validate({**said.room, "code": code, "epoch": time.time_ns() // 1_000_000}, strict=False)
        found = await desk.store.load(code)
        if (found and same(found.proof, proof)) or (not found and await desk.store.create(room, proof, key)):
            return as_json({"code": code, "secret": said.secret}, 201)
    raise single("busy", most=settings.max_classes)


def mount_classroom(app: FastAPI) -> None:
    """Serve the classroom."""
    app.include_router(router)
    app.add_api_websocket_route("/api/class", classroom)

    @app.get("/class", include_in_schema=False)
    async def page(request: Request) -> Response:
        return page_files.page(request, "class.html")


@asynccontextmanager
async def running() -> AsyncIterator[None]:
    """Count and sweep while the server runs."""
    tasks = [asyncio.create_task(desk.count()), asyncio.create_task(desk.store.run())]
    yield
    for task in tasks:
        task.cancel()
