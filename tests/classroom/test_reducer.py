"""Commands at the bounds of a class."""

from contextlib import suppress
from typing import Any

import pytest

from app.classroom.pictures.truth import is_sought
from app.classroom.rules.commands import COMMAND, Turn
from app.classroom.rules.reducer import GROWS, MOST_BYTES, MOST_REMOVED, public, reduce
from app.classroom.rules.room import Refusal, Room, Truth

FAR = Truth(at=(-123456789.12345678, -987654321.98765432))
PLACE = {"kind": "click", "title": "Where?", "until": 9_000_000, "view": [-1, 1, -1, 1]}


def given(room: Room, truth: Truth | None = None, **said: object) -> Room:
    """Return the class after a command."""
    return reduce(room, COMMAND.validate_python(said, strict=False), truth)


def size(room: Room) -> int:
    """Return the bytes of the state that the host gets."""
    return len(public(room, host=True))


def largest() -> Room:
    """Return a class whose question is as long as one may be."""
    room = Room(code="12345678", epoch=1, steps=10_000_000, scene="1." + "a" * 1998, labels=("ä" * 80,) * 5)
    for count in range(300, 0, -1):
        with suppress(Refusal):
            return given(room, do="ask", question={**PLACE, "title": "ä" * 160, "answer": "ä" * count})
    raise AssertionError("no question is short enough")


def test_what_was_taken_can_be_opened_closed_shown_and_revealed() -> None:
    """The right answer and longer numbers come on top; a turn that is refused for them would leave a class where it is."""
    room = largest()
    assert size(room) > MOST_BYTES - GROWS - 4
    room = room.model_copy(update={"rev": 2**52 - 50, "step": 8_999_999})
    for do in ("open", "close", "again", "close", "show", "reveal"):
        room = given(room, FAR, do=do)
        assert size(room) <= MOST_BYTES
    for said in ({"do": "mode", "mode": "paused"}, {"do": "lock", "on": True}, {"do": "lock", "on": False}):
        room = given(room, **said)
        assert size(room) <= MOST_BYTES


def test_who_is_removed_twice_takes_no_place_of_another() -> None:
    room = Room(code="12345678", epoch=1)
    seats = [f"seat-{i:07}" for i in range(MOST_REMOVED)]
    for seat in [*seats, seats[-1], seats[0], seats[0]]:
        room = given(room, do="remove", seat=seat)
    assert list(room.removed) == seats
    assert room.rev == MOST_REMOVED + 3


def test_a_new_round_seeks_its_answer_anew_for_the_scene_may_be_another_one() -> None:
    room = Room(code="12345678", epoch=1, steps=10, scene="1.AAAA")
    for do in ("ask", "open", "close", "reveal"):
        question = {"question": {**PLACE, "until": 5}} if do == "ask" else {}
        room = given(room, FAR, do=do, **question)
    room = given(room, do="set", scene="1.BBBB", steps=10, step=0)
    assert room.ask
    assert room.ask.truth == FAR
    assert is_sought(room, Turn(do="again"))
    again = given(room, None, do="again")
    assert again.ask
    assert again.ask.truth is None
    assert is_sought(again.model_copy(update={"ask": again.ask.model_copy(update={"phase": "closed"})}), Turn(do="reveal"))


@pytest.mark.parametrize("view", [[1, 1, 0, 1], [0, 1, 3, 2], [0, 5e-324, 0, 1], [1e9 - 1e-6, 1e9, 0, 1]])
def test_a_question_about_a_place_has_a_view_in_which_places_can_be_told_apart(view: list[float]) -> None:
    with pytest.raises(Refusal, match="view must rise"):
        given(Room(code="12345678", epoch=1, steps=10), do="ask", question={**PLACE, "until": 5, "view": view})


def test_a_scene_that_hides_nothing_is_no_reveal_of_the_question_before() -> None:
    """Its right answer would be told although the lecturer has gone on without it."""
    scene: dict[str, Any] = {"do": "set", "scene": "1.BBBB", "steps": 10, "step": 0}
    room = Room(code="12345678", epoch=1, steps=10, scene="1.AAAA")
    asks = {"kind": "choice", "title": "?", "options": ["a", "b"], "until": 5, "right": 1, "answer": "b it is"}
    for do in ("ask", "open", "close", "show"):
        more: dict[str, Any] = {"question": asks} if do == "ask" else {}
        room = given(room, do=do, **more)
    assert b"b it is" not in public(given(room, **scene), host=False)
    assert given(room, **scene).ask is None
    for hides in (given(room, **scene, until=3), given(room, do="reveal")):
        assert hides.ask is not None
    assert given(given(room, do="reveal"), **scene).ask is not None
