"""When the pictures of a class are made.

A worker that has the host makes them, and after a moment any other that has none; the others hear them. The newest wins everywhere:
over what was dragged meanwhile, over what waits for a slow phone, over what is still computed.
"""

import asyncio
import logging
import time
from functools import partial

from app.classroom.client import Client
from app.classroom.pictures.frames import paths
from app.classroom.pictures.gallery import Audience, Gallery
from app.classroom.pictures.ground import ground
from app.classroom.pictures.made import SLOTS, Wanted, ground_key
from app.classroom.pictures.packed import Kind
from app.classroom.pictures.shown import scene_of, view_of
from app.classroom.rules.room import Refusal
from app.engine.run import Abandoned
from app.engine.threads import SCENE
from app.engine.threads import Client as Turn
from app.replies.cost import facts, is_short
from app.settings import settings
from app.web.work import load

SHORTEST = 0.09
"""Seconds from one picture to the next, at least: a little less than a tenth, in which the host says the next one, or each would wait."""
SETTLED = 2.0
"""Seconds after the last drag, after which the class sees the scene that stands again."""
PATIENCE = 1.5
"""Seconds after which a worker without the host makes a picture that nobody else has made."""

log = logging.getLogger("ravine")


def pause(followers: int, size: int) -> float:
    """Return the seconds that the air needs for a picture of `size` bytes to everybody, and at least `SHORTEST`."""
    return max(SHORTEST, followers * size * 8e-6 / settings.class_mbit)


class Pictures(Gallery):
    """The pictures of a class in one process."""

    def __init__(self, hall: Audience) -> None:
        super().__init__(hall)
        self.dragged = ""
        """The link that is drawn next, in the place of the class's."""
        self.wish = b""
        """The key of the picture that the class should see."""
        self.since, self.draft = 0.0, False
        self.woken, self.turns = asyncio.Event(), Turn()
        self.task: asyncio.Task[None] | None = None
        self.job: asyncio.Future[list[tuple[Kind, bytes, bytes]]] | None = None

    def wanted(self) -> Wanted | None:
        """Return what the class should see; None before its first scene, and at its end."""
        room = self.hall.room
        return None if room.ended or not room.scene else Wanted(room.scene, room.view, room.last, room.covered)

    def turn(self) -> None:
        """Look what has changed, and have made what is missing."""
        self.sort()
        wanted = self.wanted()
        key = wanted.key() if wanted else b""
        if key != self.wish:
            self.wish, self.since, self.dragged = key, time.monotonic(), ""
            if self.job:
                self.job.cancel()
        if wanted and key != self.done:
            self.wake()

    def wake(self) -> None:
        """Have the newest picture made, soon."""
        self.woken.set()
        if self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self.run())

    def drag(self, link: str) -> None:
        """Show a scene while the host holds a slider; raise Refusal while a question stands."""
        if self.hall.room.ask and self.hall.room.ask.phase in ("open", "closed"):
            raise Refusal("not_now", "the scene stands still while a question is open or not yet shown")
        self.dragged = link
        self.wake()

    def greet(self, client: Client) -> None:
        """Give everything to who comes late."""
        for kind, made in self.newest.items():
            client.put(SLOTS[kind], made.frame)
        self.turn()

    def stop(self) -> None:
        """Make no more."""
        for each in (self.job, self.task):
            if each:
                each.cancel()

    def next(self) -> Wanted | None:
        """Return what is to be drawn now; None for nothing."""
        wanted = self.wanted()
        if wanted and self.dragged:
            link, self.dragged = self.dragged, ""
            return wanted._replace(link=link, draft=True)
        if wanted is None or wanted.key() == self.done:
            return None
        hosted = any(each.host for each in self.hall.clients)
        return wanted if hosted or time.monotonic() - self.since >= PATIENCE else None

    async def run(self) -> None:
        """Make pictures until nothing is missing."""
        while True:
            self.woken.clear()
            if wanted := self.next():
                begun = time.monotonic()
                size = await self.make(wanted)
                self.draft = wanted.draft
                await asyncio.sleep(begun + pause(max(len(self.hall.clients), self.hall.connected), size) - time.monotonic())
                continue
            try:
                async with asyncio.timeout(SETTLED if self.draft else PATIENCE):
                    await self.woken.wait()
            except TimeoutError:
                if not self.draft and self.wish in (b"", self.done):
                    return
                self.done = b"" if self.draft else self.done
                self.draft = False

    def refuse(self, refusal: Refusal) -> None:
        """Tell the host what cannot be drawn."""
        for each in self.hall.clients:
            if each.host:
                each.refuse(refusal)

    async def make(self, wanted: Wanted) -> int:
        """Make a picture and give it to the class; return its bytes."""
        self.job = asyncio.ensure_future(self.drawn(wanted))
        try:
            await asyncio.wait([self.job])
            made = [] if self.job.cancelled() else self.job.result()
        except Abandoned:
            made = []
        except Refusal as refusal:
            made, self.done = [], self.done if wanted.draft else wanted.key()
            self.refuse(refusal)
        except Exception:  # our own fault must not cost the class its pictures
            made, self.done = [], self.done if wanted.draft else wanted.key()
            log.exception("a picture of a class could not be made")
        finally:
            self.job.cancel()
            self.job = None
        for kind, key, frame in made:
            if not await self.offer(kind, key, wanted.last if kind is Kind.PATHS else 0, frame) and not wanted.draft:
                self.done = b""
        return sum(len(frame) for _, _, frame in made)

    async def drawn(self, wanted: Wanted) -> list[tuple[Kind, bytes, bytes]]:
        """Return kind, key and frame of each part of a picture; the ground only if it has changed, or was a draft."""
        scene = await scene_of(wanted.link)
        view = view_of(scene, wanted.view)
        until, under = min(wanted.last, scene.steps), partial(ground_key, scene.ground, view, wanted.covered)
        stands = self.newest.get(Kind.GROUND)

        def work() -> list[tuple[Kind, bytes, bytes]]:
            found = [(Kind.PATHS, wanted.key(), paths(scene, view, until, draft=wanted.draft))]
            if stands is None or stands.key not in (under(wanted.draft), under(False)):
                made = ground(scene.ground, view, draft=wanted.draft, covered=wanted.covered)
                found.append((Kind.GROUND, under(wanted.draft), made))
            return found

        if is_short(scene, facts(scene)):
            async with load.turns.of(self.turns):
                return work()
        return await load.share(("picture", id(self), wanted), work, SCENE, self.turns)
