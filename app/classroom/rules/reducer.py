"""What a command makes of a class, as pure functions, and what each role sees of it."""

from typing import Any

import orjson

from app.classroom.rules.commands import Lock, Pace, Put, Remove, Set, Turn, Vote
from app.classroom.rules.room import MOST_ASKED, Ask, Phase, Question, Refusal, Room, Truth
from app.scene.intervals import wrong
from surfaces.sentence import Sentence

MOST_BYTES = 4096
GROWS = 160
"""Bytes that a state may still need for what is no text: the right answer, a longer number, another phase."""
MOST_ROUNDS = 9
MOST_REMOVED = 200

LEADS: dict[str, tuple[set[str], Phase | None]] = {
    "open": ({"draft", "closed"}, "open"),
    "close": ({"open"}, "closed"),
    "again": ({"closed", "shown"}, "open"),
    "show": ({"closed"}, "shown"),
    "reveal": ({"closed", "shown"}, "shown"),
    "drop": ({"draft", "closed", "shown"}, None),
}
"""From which phases a turn leads, and to which."""


def about(ask: Ask, steps: int) -> dict[str, Any]:
    """Return what changes in a question that is asked about another scene: no step behind the run's last one, and no answer yet."""
    return {"truth": None, "until": min(ask.until, steps), "at": None if ask.at is None else min(ask.at, steps)}


def turned(room: Room, do: str) -> dict[str, Any]:
    """Return what a turn changes."""
    ask = room.ask
    if do == "end":
        return {
            "ended": True,
            "ask": None,
            "scene": "",
            "labels": (),
            "title": "",
            "until": None,
            "view": None,
            "covers": False,
            "removed": (),
        }
    if do == "reveal" and ask is None:
        return {"until": None}
    if ask is None or ask.phase not in LEADS[do][0]:
        raise Refusal("not_now", f"{do} is not possible while the question is {ask.phase if ask else 'not there'}")
    if do == "drop":
        return {"ask": None}
    if do == "again" and ask.round == MOST_ROUNDS:
        raise Refusal("not_now", f"a question has at most {MOST_ROUNDS} rounds")
    again = {"round": ask.round + 1, **about(ask, room.steps)} if do == "again" else {}  # since then the scene may be another one
    made = ask.model_copy(update={"phase": LEADS[do][1], **again})
    return {"ask": made, **({"until": None} if do == "reveal" else {})}


def shown(room: Room, said: Set) -> dict[str, Any]:
    """Return what a new scene changes. A draft keeps its hidden future, and forgets the answer of the scene before.

    A question that was shown but not revealed goes where the new scene hides nothing: else its right answer would be told with the scene.
    """
    ask = room.ask if room.ask and room.ask.phase == "draft" else None
    until = min(ask.until, said.steps) if ask else said.until
    new = {**{name: getattr(said, name) for name in ("scene", "labels", "title", "steps", "view", "covers")}, "until": until}
    kept = {"ask": ask.model_copy(update=about(ask, said.steps))} if ask else {"ask": None} if room.until and until is None else {}
    return {**new, **kept, "step": min(said.step, said.steps, until or said.steps)}


def check(asks: Question) -> None:
    """Raise Refusal for a question that makes no sense, whatever it is asked about."""
    count, right, reads = len(asks.options), asks.right, asks.reads
    if (count < 2) if asks.kind == "choice" else count:
        raise Refusal("bad", Sentence("a choice has 2 to 6 options, other questions have none"))
    if right is not None and right >= count:
        raise Refusal("bad", Sentence("right must be one of {count} options, counted from 0; it is {right}", count=count, right=right))
    if wrong(*asks.view[:2]) or wrong(*asks.view[2:]):
        raise Refusal("bad", Sentence("view must rise from x0 to x1 and from y0 to y1, so far that numbers tell its points apart"))
    if reads and reads.low >= reads.high:
        low, high = f"{reads.low:g}", f"{reads.high:g}"
        raise Refusal("bad", Sentence("reads must rise from low to high; they are {low} and {high}", low=low, high=high))


def asked(room: Room, asks: Question) -> dict[str, Any]:
    """Return what a new question changes; raise Refusal for one that cannot be asked about this scene."""
    check(asks)
    for name, step in (("until", asks.until), ("at", asks.at or 0)):
        if step > room.steps:
            says = Sentence("{name} must be at most {last}, the run's last step; it is {step}", name=name, last=room.steps, step=step)
            raise Refusal("bad", says)
    if room.asked >= MOST_ASKED:
        raise Refusal("not_now", f"a class has at most {MOST_ASKED} questions")
    ask = Ask(id=room.asked + 1, **dict(asks))
    return {"ask": ask, "asked": ask.id, "until": ask.until, "step": min(room.step, ask.until)}


def changes(room: Room, said: Any) -> dict[str, Any]:
    """Return what a command changes."""
    if isinstance(said, Set | Put) and room.ask is not None and room.ask.phase in ("open", "closed"):
        raise Refusal("not_now", "the scene and the question stand still while a question is open or not yet shown")
    if isinstance(said, Remove):
        return {} if said.seat in room.removed else {"removed": (*room.removed, said.seat)[-MOST_REMOVED:]}
    match said:
        case Set():
            return shown(room, said)
        case Put():
            return asked(room, said.question)
        case Pace():
            return {"mode": said.mode}
        case Turn():
            return turned(room, said.do)
        case Lock():
            return {"locked": said.on}
    raise Refusal("bad", "unknown command")


def is_large(room: Room, grows: int = 0) -> bool:
    """Return whether a state that `grows` is too large to be sent to many. The seats that were removed are sent to the host alone."""
    return len(public(room.model_copy(update={"removed": ()}), host=True)) + grows > MOST_BYTES


def reduce(room: Room, said: Any, truth: Truth | None = None) -> Room:
    """Return the class after a host's command; every accepted one makes a new revision.

    `truth` is the answer of a question that opens or is revealed.
    """
    if room.ended:
        raise Refusal("ended", "this class has ended")
    made = room.put(changes(room, said))
    if truth is not None and made.ask is not None and made.ask.phase in ("open", "shown"):
        made = made.model_copy(update={"ask": made.ask.model_copy(update={"truth": truth})})
    if isinstance(said, Set | Put) and is_large(made, GROWS):  # a turn brings no text: it must not fail for what was taken before
        raise Refusal("too_large", f"the state has more than {MOST_BYTES} bytes")
    return made


SECRET = ("right", "answer", "truth")
"""Of a question, what nobody but the host sees before the reveal."""


def question_for(room: Room, host: bool) -> dict[str, Any] | None:
    """Return the question as a role sees it."""
    if room.ask is None or (room.ask.phase == "draft" and not host):
        return None
    ask = room.ask.model_dump()
    revealed = room.ask.phase == "shown" and room.until is None
    return ask if host or revealed else {**ask, **{key: "" if key == "answer" else None for key in SECRET}}


def public(room: Room, host: bool) -> bytes:
    """Return the state message. What followers must not know yet is not in it."""
    hidden = room.until is not None
    plain = ("epoch", "rev", "labels", "step", "steps", "until", "locked", "ended", "view")
    seen = {
        "scene": room.scene if room.scene and (host or not hidden) else None,
        "title": room.title if host or not hidden else "",
        "mode": "follow" if hidden and room.mode == "free" and not host else room.mode,
        "ask": question_for(room, host),
        **({"asked": room.asked, "removed": room.removed, "covers": room.covers} if host else {}),
    }
    return orjson.dumps({"t": "state", **{key: getattr(room, key) for key in plain}, **seen})


def ballot(room: Room, vote: Vote) -> str:
    """Return a vote as it is kept. Whether its round is open is for the store to say, in the same breath as it writes."""
    ask = room.ask
    if ask is None or (vote.ask, vote.round) != (ask.id, ask.round):
        raise Refusal("stale", "this question is over")
    said: dict[str, Any] = {"choice": vote.choice, "click": vote.at, "step": vote.step}
    value = said.pop(ask.kind)
    if value is None or any(other is not None for other in said.values()):
        raise Refusal("bad", f"a {ask.kind} is asked for")
    most = {"choice": len(ask.options) - 1, "step": room.steps}.get(ask.kind)
    if most is not None and value > most:
        raise Refusal("bad", f"{ask.kind} must be at most {most}; it is {value}")
    return orjson.dumps([value, vote.sure, vote.n]).decode()


def number(kept: str) -> int:
    """Return the `n` of a vote as it is kept, 0 without one."""
    return int((*orjson.loads(kept), 0)[2])
