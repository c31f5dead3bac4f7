"""What a worker remembers of the classes that it has sockets of, in case that Redis loses something of them."""

from dataclasses import dataclass, field

from app.classroom.rules.room import Ask
from app.classroom.stores.store import UNHOSTED, Kept, left

ROUNDS = 4
"""Rounds of a class whose votes are remembered."""


@dataclass
class Known:
    """One class."""

    kept: Kept | None = None
    hosted: bool = False
    rounds: dict[str, tuple[Ask, dict[str, str]]] = field(default_factory=dict)
    """The question and the last votes that were read, by "ASK.ROUND"."""
    frames: dict[int, tuple[bytes, int]] = field(default_factory=dict)
    """What this worker has published, by kind, and the last step that it shows."""

    def worth(self) -> bool:
        """Return whether it should be in the store: it has a host, has not ended, and its hours are not nearly over."""
        return bool(self.kept and self.hosted and not self.kept.room.ended and left(self.kept.room) > UNHOSTED)

    def ask(self, at: str) -> Ask | None:
        """Return the question of a round, if it stands."""
        return self.kept.room.ask if self.kept and self.kept.room.round == at else None

    def read(self, at: str, ask: Ask, votes: dict[str, str]) -> None:
        """Remember the votes of a round, read when its question was `ask`.

        Votes are never taken back, and stand still once it is closed: what is missing, Redis has lost.
        """
        before, old = self.rounds.pop(at, (ask, {}))
        still = ask.phase != "open" and before.phase != "open" and old
        self.rounds[at] = (ask, {**votes, **old} if still else {**old, **votes})
        if len(self.rounds) > ROUNDS:
            del self.rounds[next(iter(self.rounds))]
