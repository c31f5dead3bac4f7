"""A class, whatever its host and its students do: its state, its votes, and what nobody may see too early."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import orjson
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.classroom.rules.commands import COMMAND, Vote
from app.classroom.rules.reducer import ballot, public, reduce
from app.classroom.rules.room import Refusal, Room, Truth
from app.classroom.rules.tally import tally

TABLE = """
draft  open:open                                                          drop:gone
open              close:closed
closed open:open               show:shown reveal:shown again:open         drop:gone
shown                                     reveal:shown again:open         drop:gone
"""
"""The table of the specification: from a phase, by a turn, to a phase. All else is `not_now`."""
LEADS = {(row.split()[0], cell.split(":")[0]): cell.split(":")[1] for row in TABLE.strip().splitlines() for cell in row.split()[1:]}
T = TypeVar("T")
TURNS = ("open", "close", "again", "show", "reveal", "drop")

small = st.text(min_size=1, max_size=80)
view = st.sampled_from([[-1.0, 1.0, -2.0, 2.0], [0, 10, 0, 10]])
tokens = st.integers(0, 300).map(lambda n: f"seat-{n:07}")
truths = st.builds(Truth, step=st.none() | st.integers(0, 500), at=st.none() | st.just((0.5, 0.25)))
whole = {"kind": st.sampled_from(["choice", "click", "step"]), "title": st.text(min_size=1, max_size=160), "until": st.integers(1, 500)}
more = {
    "right": st.integers(0, 5), "view": view | st.just([1, 0, 0, 1]), "lane": st.integers(0, 7), "at": st.integers(0, 500),
    "answer": st.text(max_size=300), "runs": st.booleans(), "event": st.sampled_from(["", "leaves", "suggested_rate"]),
    "reads": st.fixed_dictionaries({"name": small, "low": st.floats(0.001, 1), "high": st.floats(0.01, 100)}),
}  # fmt: skip
options: dict[Any, st.SearchStrategy[list[str]]] = {
    "choice": st.lists(small, min_size=2, max_size=6),
    "click": st.just([]),
    "step": st.just([]),
}
questions = st.fixed_dictionaries(whole, optional=more).flatmap(
    lambda asks: st.fixed_dictionaries({**{key: st.just(value) for key, value in asks.items()}, "options": options[asks["kind"]]})
)
unfit = st.fixed_dictionaries({**whole, "options": st.lists(small, max_size=6)})
scenes = st.fixed_dictionaries(
    {
        "do": st.just("set"), "scene": st.integers(1, 1998).map(lambda n: "1." + "a" * n), "labels": st.lists(small, max_size=8),
        "steps": st.integers(1, 500), "step": st.integers(0, 600),
    },
    optional={"until": st.integers(1, 600), "view": view, "covers": st.booleans()},
)  # fmt: skip
commands = st.one_of(
    scenes,
    st.fixed_dictionaries({"do": st.just("ask"), "question": questions | unfit}),
    st.fixed_dictionaries({"do": st.just("mode"), "mode": st.sampled_from(["follow", "free", "paused"])}),
    st.fixed_dictionaries({"do": st.just("lock"), "on": st.booleans()}),
    st.fixed_dictionaries({"do": st.just("remove"), "seat": tokens}),
)
answers = {
    "choice": st.fixed_dictionaries({"choice": st.integers(0, 5)}),
    "click": st.fixed_dictionaries({"at": st.tuples(st.floats(-3, 13), st.floats(-3, 13))}),
    "step": st.fixed_dictionaries({"step": st.integers(0, 600)}),
}


def tried(work: Callable[..., T], *given: Any) -> tuple[T | None, str]:
    """Return what something returns, and the code with which it was refused."""
    try:
        return work(*given), ""
    except Refusal as refusal:
        return None, refusal.code


def counted(told: dict[str, Any]) -> Iterable[int]:
    """Return the numbers of a tally, which are its votes."""
    return told["counts"] if "counts" in told else [votes for _, votes in told["cells" if "cells" in told else "steps"]]


class Lecture(RuleBasedStateMachine):
    """A host and six students at a class in which every vote is kept as a store keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self.room = Room(code="12345678", epoch=1, steps=500)
        self.votes: dict[str, dict[int, str]] = {}

    def given(self, said: dict[str, Any], truth: Truth | None = None) -> str:
        """Give a command; return the code with which it was refused. Every accepted one is one revision."""
        before = self.room
        made, refused = tried(reduce, before, COMMAND.validate_json(orjson.dumps(said)), truth)
        assert refused in {"", "not_now", "bad", "too_large", "ended"}
        assert (refused == "ended") == before.ended
        if made:
            assert (made.epoch, made.rev) == (before.epoch, before.rev + 1)
            self.room = made
        return refused

    @rule(said=commands)
    def any_command(self, said):
        self.commands(said)

    def commands(self, said: dict[str, Any]) -> None:
        """Give a command that is no turn."""
        before, hidden = self.room.ask, self.room.until is not None
        stands = before is not None and before.phase in {"open", "closed"}
        assert self.given(said) or not (stands and said["do"] in {"set", "ask"})
        ask = self.room.ask
        if ask is None and before is not None:  # a scene that hides nothing is no reveal
            assert (said["do"], said.get("until"), before.phase, hidden) == ("set", None, "shown", True)
        elif said["do"] != "ask":
            assert (ask and (ask.id, ask.round, ask.phase)) == (before and (before.id, before.round, before.phase))
        elif ask is not before:
            assert (ask and (ask.id, ask.round, ask.phase, ask.until)) == (self.room.asked, 1, "draft", self.room.until)

    @rule(data=st.data(), truth=st.none() | truths)
    def onward(self, data, truth):
        """Do what leads on, for else few questions are ever shown."""
        if self.room.ask is None:
            self.commands({"do": "ask", "question": data.draw(questions)})
        else:
            phase = self.room.ask.phase
            self.turn(data.draw(st.sampled_from(sorted(do for at, do in LEADS if at == phase and do != "drop"))), truth)

    @rule(do=st.sampled_from(TURNS), truth=st.none() | truths)
    def any_turn(self, do, truth):
        self.turn(do, truth)

    def turn(self, do: str, truth: Truth | None) -> None:
        """Move the question on, or try to."""
        before, phase = self.room, self.room.ask.phase if self.room.ask else "none"
        refused = self.given({"do": do}, truth)
        ask = self.room.ask
        if before.ask is None:
            assert refused == ("ended" if before.ended else "" if do == "reveal" else "not_now")
            return
        to = LEADS.get((phase, do))
        if refused == "not_now":
            assert to is None or (do == "again" and before.ask.round == 9)
        if not refused:
            assert to == (ask.phase if ask else "gone")
            assert self.room.until == (None if do == "reveal" else before.until)
        if not refused and ask:
            assert (ask.id, ask.round) == (before.ask.id, before.ask.round + (do == "again"))

    @rule(k=st.integers(0, 1000))
    def scrub(self, k):
        self.room = self.room.put({"step": min(k, self.room.last)})

    @rule(data=st.data(), seat=st.integers(0, 5), back=st.integers(0, 1), sure=st.none() | st.integers(1, 3))
    def vote(self, data, seat, back, sure):
        ask = self.room.ask
        if ask is None:
            return
        kind = data.draw(st.sampled_from([ask.kind] * 8 + list(answers)))
        said = Vote(ask=ask.id, round=max(1, ask.round - back), sure=sure, **data.draw(answers[kind]))
        kept, refused = tried(ballot, self.room, said)
        most = {"choice": len(ask.options) - 1, "step": self.room.steps}.get(kind, 0)
        unfit = kind != ask.kind or (said.choice or said.step or 0) > most
        assert refused == ("stale" if said.round != ask.round else "bad" if unfit else "")
        if kept and self.room.stand == f"{said.ask}.{said.round}":
            self.votes.setdefault(self.room.stand, {})[seat] = kept

    @rule(really=st.integers(0, 30))
    def end(self, really):
        """Seldom, for nothing happens after it."""
        if really == 30 and not self.given({"do": "end"}):
            assert (self.room.ended, self.room.ask, self.room.scene) == (True, None, "")

    @invariant()
    def nothing_is_told_too_early(self):
        said, room = orjson.loads(public(self.room, host=False)), self.room
        hidden = room.until is not None
        assert said["scene"] == (room.scene or None if not hidden else None)
        assert not (hidden and said["mode"] == "free")
        assert said["step"] <= min(room.steps, room.until or room.steps)
        assert not {"asked", "removed"} & said.keys()
        if ask := said["ask"]:
            assert ask["phase"] != "draft"
            if hidden or ask["phase"] != "shown":
                assert (ask["right"], ask["answer"], ask["truth"]) == (None, "", None)

    @invariant()
    def a_state_is_small(self):
        assert len(public(self.room, host=False)) <= 4096
        assert len(self.room.removed) <= 200

    @invariant()
    def a_seat_counts_once(self):
        ask, at = self.room.ask, self.room.round
        if ask and at in self.votes:
            told = tally(ask, self.votes[at].values())
            assert told["voted"] == len(self.votes[at]) == sum(counted(told))
            assert sum(told["sure"]) <= told["voted"]
            assert all(-1 <= cell < 64 * 64 for cell, _ in told.get("cells", ()))


TestLecture = Lecture.TestCase
TestLecture.settings = settings(max_examples=300, stateful_step_count=40, deadline=None)
