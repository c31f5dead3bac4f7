"""The stream: scenes in as text, frames out as bytes; the newest scene of a connection wins."""

import asyncio
import logging
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import WebSocket, WebSocketDisconnect
from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from app.answers.frames import pictures
from app.answers.view import View
from app.answers.wire import dumps
from app.engine.explain.inspector import inspect_step
from app.engine.run import Abandoned, Stale, fresh, noise_stream
from app.scene.choices import Strict
from app.scene.faults import Refused, plain, refusal, single, within_scene
from app.scene.json_text import read
from app.scene.scene import Scene
from app.settings import settings
from app.web.origin import deny, is_welcome
from app.web.work import load

log = logging.getLogger("ravine.stream")
Id = Annotated[int, Field(ge=0, le=2**53 - 1)]


class Inspect(Strict):
    """Which step is asked for."""

    step: Annotated[int, Field(ge=1)]


class Message(Strict):
    """What a client sends."""

    id: Id
    scene: Scene
    view: View | None = None
    inspect: Inspect | None = None

    @model_validator(mode="after")
    def fit(self) -> "Message":
        """Refuse a view that does not fit the lanes, and steps that the run does not have."""
        if self.view and len(self.view.panels) != len(self.scene.lanes):
            raise PydanticCustomError(
                "fit",
                "there must be one panel per lane",
                {"path": "view.panels", "value": len(self.view.panels), "bound": f"= {len(self.scene.lanes)}"},
            )
        for path, step in self.steps().items():
            if step > self.scene.steps:
                raise PydanticCustomError(
                    "fit", "the run has no such step", {"path": path, "value": step, "bound": f"<= {self.scene.steps}"}
                )
        return self

    def steps(self) -> dict[str, float]:
        """Return every step that is named beside the scene, by its path."""
        named: dict[str, float] = {"inspect.step": self.inspect.step} if self.inspect else {}
        if self.view is None:
            return named
        profile = {"view.profile.step": self.view.profile.step} if self.view.profile else {}
        return {"view.until": self.view.until or 0, "view.chart.steps.1": self.view.chart.steps[1], **profile, **named}

    def answers(self, stale: Stale) -> Iterator[bytes | str]:
        """Yield the frames of the scene, or the text of the step that is inspected; raises Abandoned once `stale` is set."""
        if self.inspect is None:
            yield from pictures(self.id, self.scene, self.view, stale)
            return
        scene, t = self.scene, self.inspect.step
        assert scene.start is not None  # settled
        noise = noise_stream(scene.seed, scene.noise, scene.steps)
        lanes = [inspect_step(scene.ground(), lane.walker(), scene.start, scene.steps, t, noise, stale) for lane in scene.lanes]
        yield dumps({"id": self.id, "inspect": {"step": t, "lanes": lanes}}).decode()


def number_of(said: Any) -> int | None:
    """Return the id of a message that may be wrong in every other way."""
    found = said.get("id") if isinstance(said, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 2**53 else None


class Connection:
    """One client: a slot for its newest scene and one for its newest question about a step."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.slots: dict[str, Any] = {}
        self.filled = asyncio.Event()
        self.stale = fresh()
        self.at_work = ""

    async def refuse(self, number: int | None, refused: Refused) -> None:
        """Say what is wrong; the socket stays open."""
        await self.socket.send_text(dumps({"id": number, "errors": [within_scene(fault) for fault in refused.faults]}).decode())

    def take(self, event: dict[str, Any]) -> None:
        """Put what came in into its slot, over what waited there."""
        text = event.get("text")
        if text is None:
            raise single("", "binary messages are not understood", f"{len(event.get('bytes') or b'')} bytes", "text")
        if len(text) > settings.max_body:
            raise single("", "the message is too large", len(text), f"<= {settings.max_body} bytes", 413)
        said = read(text)
        slot = "inspect" if isinstance(said, dict) and said.get("inspect") else "scene"
        self.slots[slot] = said
        if slot == "scene" or self.at_work == "inspect":
            self.stale[0] = 1
        self.filled.set()

    async def listen(self) -> None:
        """Read messages until the client leaves."""
        while (event := await self.socket.receive())["type"] == "websocket.receive":
            try:
                self.take(dict(event))
            except Refused as refused:
                await self.refuse(None, refused)

    async def send(self, answer: bytes | str) -> None:
        """Send a frame, or a text."""
        await (self.socket.send_bytes(answer) if isinstance(answer, bytes) else self.socket.send_text(answer))

    async def respond(self, said: Any) -> None:
        """Answer one message, whatever it holds; one that a newer message makes stale on the way has no answer, or no whole one."""
        number, self.stale = number_of(said), (stale := fresh())
        try:
            message = Message.model_validate(said)
            async for answer in load.each(message.scene.is_short(), lambda: message.answers(stale)):
                await self.send(answer)
        except Abandoned:
            pass
        except ValidationError as error:
            await self.refuse(number, refusal(error))
        except Refused as refused:
            await self.refuse(number, refused)
        except Exception as error:  # a fault of ours must not cost the lecturer the connection
            log.exception("a scene could not be answered")
            await self.refuse(number, single("", f"the server failed: {plain(type(error).__name__)}", "", "", 500))

    async def work(self) -> None:
        """Answer what the slots hold, for as long as the client is there."""
        while await self.filled.wait():
            self.filled.clear()
            for slot in ("scene", "inspect"):
                if slot in self.slots:
                    self.at_work = slot
                    await self.respond(self.slots.pop(slot))
                    await asyncio.sleep(0)  # short scenes never wait for anything: let the newer message in


async def stream(socket: WebSocket) -> None:
    """Serve one client until it leaves, if its page may ask us."""
    if not is_welcome(socket):
        await deny(socket, f"its page is of {plain(socket.headers['origin'])}, and RAVINE_ORIGINS does not name that site")
        return
    await socket.accept()
    connection = Connection(socket)
    worker = asyncio.create_task(connection.work())
    try:
        await connection.listen()
    except WebSocketDisconnect:
        pass
    finally:
        connection.stale[0] = 1
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
