"""After the reveal of "choose your start": the starts of the class are run, and then the map is drawn under them.

The worker does it whose host has revealed the question; the others hear the frames. Whatever fails, the class goes on without them.
"""

import asyncio
import logging
from typing import Any

import orjson

from app.classroom.pictures.basins import basins
from app.classroom.pictures.gallery import Audience, Gallery
from app.classroom.pictures.made import question_key
from app.classroom.pictures.packed import Kind
from app.classroom.pictures.shown import scene_of
from app.classroom.pictures.starts import Place, starts
from app.classroom.rules.commands import Turn
from app.classroom.rules.room import Ask, Refusal, Room
from app.classroom.stores.store import Away, Store
from app.engine.run import Abandoned, fresh
from app.engine.threads import STEP
from app.scene.scene import Scene
from app.web.work import load

log = logging.getLogger("ravine")


def is_revealed(room: Room, said: Any) -> bool:
    """Return whether a command has revealed a question whose places are to be run; `room` is the class after it."""
    ask = room.ask
    return isinstance(said, Turn) and said.do == "reveal" and ask is not None and ask.kind == "click" and ask.runs and room.scene != ""


def places_of(ballots: dict[str, str]) -> list[Place]:
    """Return where the votes are."""
    values = (orjson.loads(each)[0] for each in ballots.values())
    return [(float(x), float(y)) for x, y in values]


class Runs:
    """The runs of one question of a class; those of an earlier one are given up."""

    def __init__(self, hall: Audience, gallery: Gallery) -> None:
        self.hall, self.gallery = hall, gallery
        self.next: tuple[Store, Room, Ask] | None = None
        """What begins once this process has heard of the reveal."""
        self.ask: Ask | None = None
        """The question whose starts are run."""
        self.task: asyncio.Task[None] | None = None

    def turn(self, store: Store, room: Room, said: Any) -> None:
        """Begin if a command has revealed such a question; `room` is the class after it."""
        if is_revealed(room, said) and room.ask is not None:
            self.next = store, room, room.ask
            self.look()

    def look(self) -> None:
        """Begin what may begin, and give up what the class no longer looks at."""
        if self.ask and not self.stands(self.ask):
            self.stop()
        if self.next and not self.next[1].newer(self.hall.room):
            (store, room, ask), self.next = self.next, None
            self.stop()
            if self.stands(ask):
                self.ask, self.task = ask, asyncio.get_running_loop().create_task(self.run(store, room, ask))

    def stop(self) -> None:
        """Give up what is under way."""
        if self.task is not None:
            self.task.cancel()
        self.ask = self.task = None

    def stands(self, ask: Ask) -> bool:
        """Return whether the class looks at this round of the question."""
        room = self.hall.room
        now = room.ask
        return now is not None and (now.id, now.round, now.phase) == (ask.id, ask.round, "shown") and room.until is None and not room.ended

    async def run(self, store: Store, room: Room, ask: Ask) -> None:
        """Send the starts, then the map."""
        try:
            await self.make(store, room, ask)
        except (Abandoned, Away, Refusal):  # the votes are out of reach, or the scene is no scene any more
            pass
        except Exception:  # our own fault must not cost the class anything else
            log.exception("the starts of a class could not be run")

    async def make(self, store: Store, room: Room, ask: Ask) -> None:
        """Make both frames."""
        scene = await scene_of(room.scene)
        if ask.lane >= len(scene.lanes):
            return
        places = places_of(await store.ballots(room.code, f"{ask.id}.{ask.round}"))
        key = ("starts", room.code, ask.id, ask.round, id(self))
        await self.give(Kind.STARTS, ask, await load.share(key, lambda: starts(scene, ask, ask.view, places), STEP))
        await self.give(Kind.BASINS, ask, await self.drawn(scene, ask))

    async def drawn(self, scene: Scene, ask: Ask) -> bytes | None:
        """Return the map's frame."""
        stale = fresh()
        try:
            return await basins(scene, ask, ask.view, stale)
        finally:
            stale[0] = 1

    async def give(self, kind: Kind, ask: Ask, frame: bytes | None) -> None:
        """Give a frame to the class."""
        if frame is not None:
            await self.gallery.offer(kind, question_key(ask), 0, frame)
