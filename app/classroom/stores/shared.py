"""Classes in a Redis, which several workers of a server share."""

from time import time
from typing import Any

from app.classroom.rules.room import Room
from app.classroom.stores import scripts
from app.classroom.stores.ballots import Ballots
from app.classroom.stores.connected import faults, name, reached
from app.classroom.stores.known import Known
from app.classroom.stores.news import News
from app.classroom.stores.store import LOAD, UNHOSTED, Away, Heard, HeardFrame, Kept, kind, left, marks

TRIES = 4
"""How often a class is looked at that other workers write back, too."""

CLASSES = "ravine:classes"
"""All classes by code, with the time of their end."""


class Shared(Ballots):
    """A hash for each class, one for its questions, one for its frames. What is told to other workers is only its rev and step."""

    def __init__(self, heard: Heard, heard_frame: HeardFrame, db: Any) -> None:
        super().__init__(db)
        self.heard, self.heard_frame = heard, heard_frame
        self.known: dict[str, Known] = {}
        self.news = News(db, (*faults(), Away), self.take, self.joined)

    def fields(self, room: Room) -> list[Any]:
        """Return the fields of a class that change with its state, each with its value."""
        said = {
            "rev": room.rev,
            "room": room.model_dump_json(),
            "open": room.stand,
            "step": room.step,
            "last": room.last,
            "covered": int(room.covered),
            "run": self.redis,
        }
        return [part for pair in said.items() for part in pair]

    @reached
    async def create(self, room: Room, proof: bytes, key: bytes) -> bool:
        """Keep a new class; return False if there is one of this code."""
        return await self.write(Kept(room, proof, key), False, 0)

    async def write(self, kept: Kept, hosted: bool, below: int) -> bool:
        """Write a whole class, unless there is one whose revision is not below this."""
        await self.which()
        room, seconds = kept.room, int(left(kept.room) if hosted else UNHOSTED)
        more = ["proof", kept.proof, "key", kept.key, "hosted", int(hosted)]
        keys = [name(room.code), name(room.code, ":f")]
        if not await self.call(scripts.MAKE, keys, below, seconds, *self.fields(room), *more):
            return False
        await self.db.zadd(CLASSES, {room.code: time() + seconds})
        return True

    @reached
    async def hosted(self, code: str) -> None:
        """Keep a class for its hours."""
        if found := await self.load(code):
            seconds = int(left(found.room))
            await self.call(scripts.HOSTED, [name(code)], seconds)
            await self.db.zadd(CLASSES, {code: time() + seconds})
            if code in self.known:
                self.known[code].hosted = True

    @reached
    async def load(self, code: str) -> Kept | None:
        """Return a class. Where Redis has lost something of it, it is written back as this worker knows it."""
        known = self.known.get(code, Known())
        for _ in range(TRIES):
            before = known.kept  # what is heard while Redis is read must not make its answer look old
            found, run, hosted = await self.read(code)
            known.hosted = hosted or known.hosted
            if found is None and not known.worth():
                known.kept = None
                return None
            if found and (before is None or not before.room.newer(found.room)):
                if known.kept is None or found.room.newer(known.kept.room):
                    known.kept = found
                if before and before.room.epoch != found.room.epoch:
                    await self.remind(known)
                if run == self.redis or found.room.ended or run == await self.which():
                    return found
            await self.restore(known)
        raise Away("the class changes all the time")

    async def read(self, code: str) -> tuple[Kept | None, str, bool]:
        """Return a class as Redis has it, of which run of Redis it is, and whether it has a host."""
        rev, text, step, proof, key, run, hosted = await self.db.hmget(name(code), "rev", "room", "step", "proof", "key", "run", "hosted")
        if text is None:
            return None, "", False
        room = Room.model_validate_json(text).model_copy(update={"rev": int(rev), "step": int(step)})
        return Kept(room, proof, key), run.decode(), hosted == b"1"

    async def restore(self, known: Known) -> None:
        """Redis came back empty, or as it was a while ago. A new epoch tells the phones to vote again."""
        assert known.kept
        old = known.kept.room
        room = old.model_copy(update={"epoch": old.epoch + 1, "rev": old.rev + 1000})
        await self.write(known.kept._replace(room=room), known.hosted, old.rev + 1)  # or another worker was faster

    async def remind(self, known: Known) -> None:
        """Write back what this worker remembers of a class that begins a new epoch: votes and frames."""
        assert known.kept
        room = known.kept.room
        if room.ended:
            known.rounds.clear()
        for at, (ask, votes) in known.rounds.items():
            still = ask.phase != "open" and at != room.stand  # else what phones have said again by now is newer
            keys = [name(room.code), name(room.code, ":asked"), name(room.code, f":{at}")]
            await self.call(
                scripts.HEAL,
                keys,
                "HSET" if still else "HSETNX",
                at,
                ask.model_dump_json(),
                *(part for pair in votes.items() for part in pair),
            )
        for frame, last in list(known.frames.values()):
            await self.publish(room.code, frame, last)

    @reached
    async def swap(self, room: Room, seen: int) -> bool:
        """Replace a class if its revision is still `seen`, and Redis still the same: else votes may be gone, and `load` looks."""
        await self.which()
        keys = [name(room.code), name(room.code, ":asked"), name(room.code, ":f")]
        asked = room.ask.model_dump_json() if room.ask else ""
        ends = int(UNHOSTED) if room.ended else ""
        done = await self.call(scripts.SWAP, keys, seen, room.round, asked, ends, self.redis, *self.fields(room))
        known = self.known.get(room.code)
        if done and known and known.kept:
            known.kept = known.kept._replace(room=room)
        if done and room.ended:
            await self.db.zrem(CLASSES, room.code)
        return bool(done)

    @reached
    async def scrub(self, code: str, k: int) -> None:
        """Move the marker, never beyond a hidden future."""
        await self.call(scripts.SCRUB, [name(code)], k)

    @reached
    async def count(self) -> int:
        """Return how many classes there are."""
        await self.db.zremrangebyscore(CLASSES, "-inf", time())
        return int(await self.db.zcard(CLASSES))

    @reached
    async def drop(self, code: str) -> None:
        """Erase a class with all its votes."""
        self.known.pop(code, None)
        await self.call(scripts.DROP, [name(code, part) for part in ("", ":asked", ":f", ":on", ":seats")])
        await self.db.zrem(CLASSES, code)

    async def watch(self, code: str, on: bool) -> None:
        """Hear of a class's changes, or no longer."""
        if on:
            self.known.setdefault(code, Known())
        else:
            self.known.pop(code, None)
        await self.news.want({name(code), name(code, ":f")}, on)

    @reached
    async def publish(self, code: str, frame: bytes, last: int) -> bool:
        """Have the other workers hear a frame, unless the class hides what it shows."""
        done = await self.call(scripts.FRAME, [name(code), name(code, ":f")], kind(frame), last, self.worker, frame, int(marks(frame)))
        if done and code in self.known:
            self.known[code].frames[kind(frame)] = (frame, last)
        return bool(done)

    @reached
    async def frames(self, code: str) -> list[bytes]:
        """Return the newest frame of each kind."""
        return list((await self.db.hgetall(name(code, ":f"))).values())

    async def run(self) -> None:
        """Listen to the other workers."""
        await self.news.run()

    def take(self, channel: str, said: bytes) -> None:
        """Hear of a change, or of another worker's frame."""
        code = channel[8:16]
        if channel.endswith(":f"):
            if said[:8].decode() != self.worker:
                self.heard_frame(code, said[8:])
            return
        rev, step = map(int, said.split())
        kept = self.known[code].kept if code in self.known else None
        if kept and step != LOAD and rev == kept.room.rev + 1:
            self.known[code].kept = kept._replace(room=kept.room.model_copy(update={"rev": rev, "step": step}))
        self.heard(code, rev, step)

    async def joined(self, channel: str) -> None:
        """Have a class looked at when it begins to be heard: Redis may be another, and what was said before is lost."""
        if not channel.endswith(":f"):
            await self.which()
            self.heard(channel[8:16], 0, LOAD)
