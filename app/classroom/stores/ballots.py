"""The votes in a Redis, which several workers of a server share."""

from collections.abc import Collection

from app.classroom.rules.reducer import number
from app.classroom.rules.room import Ask, Refusal
from app.classroom.stores import scripts
from app.classroom.stores.connected import Connected, name, reached
from app.classroom.stores.known import Known
from app.classroom.stores.store import MOST_VOTES, Away

STALE = 25
"""Seconds after which the sockets of a worker that says nothing are not counted."""


class Ballots(Connected):
    """A hash for each round's votes, and for who is where."""

    known: dict[str, Known]

    @reached
    async def vote(self, code: str, at: str, seat: str, ballot: str, late: bool = False) -> str:
        """Keep a vote if the round `at` is open, and return what is kept."""
        beyond = number(ballot) if late else ""
        done = await self.call(scripts.VOTE, [name(code), name(code, f":{at}")], at, seat, ballot, MOST_VOTES, beyond)
        if done == -1:
            raise Refusal("full", "this question has its votes")
        if done == -2:
            raise Away("the class is not there")
        return done.decode() if done else ""

    @reached
    async def ballots(self, code: str, at: str) -> dict[str, str]:
        """Return the votes of a round by seat."""
        known = self.known.get(code)
        ask = known and known.ask(at)  # before the votes are read, so that they are all of them if it is closed
        votes = {seat.decode(): vote.decode() for seat, vote in (await self.db.hgetall(name(code, f":{at}"))).items()}
        if known and ask:
            known.read(at, ask, votes)
        return votes

    @reached
    async def voted(self, code: str, at: str) -> int:
        """Return how many have voted."""
        return int(await self.db.hlen(name(code, f":{at}")))

    @reached
    async def asked(self, code: str) -> dict[str, Ask]:
        """Return the question of every round, in their order."""
        found = await self.db.hgetall(name(code, ":asked"))
        asks = sorted(map(Ask.model_validate_json, found.values()), key=lambda ask: (ask.id, ask.round))
        return {f"{ask.id}.{ask.round}": ask for ask in asks}

    @reached
    async def beat(self, code: str, seats: Collection[str]) -> int:
        """Say who is connected here; return how many are anywhere. A worker that was killed is forgotten after 25 s."""
        keys = [name(code, ":on"), name(code, ":seats")]
        return int(await self.call(scripts.BEAT, keys, self.worker, len(seats), STALE, " ".join(seats)))

    @reached
    async def seats(self, code: str) -> set[str]:
        """Return who was connected to any worker when it beat last."""
        return {seat.decode() for seats in await self.db.hvals(name(code, ":seats")) for seat in seats.split()}
