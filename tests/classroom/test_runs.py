"""After the reveal of "choose your start" everybody gets the runs and the map, also who comes late; before it nobody gets anything."""

import asyncio
from typing import Any

import pytest

from app.classroom.pictures import runs
from app.classroom.pictures.packed import Kind
from app.lessons import LESSONS
from tests.classroom.inside import Guest, School, school
from tests.classroom.test_truth import link
from tests.classroom.unpacked import basins_of, starts_of
from tests.loops import ended
from tests.patience import PATIENCE

SADDLE = LESSONS["saddle"].scene
SCENE = {"do": "set", "scene": link(SADDLE), "steps": 320, "step": 0}
START = {"kind": "click", "title": "Choose your start", "until": 1, "lane": 1, "view": [-0.6, 2.9, -2.3, 1.9], "runs": True}
PLACES = ([1.5, 0.1], [1.5, 1.0], [1.5, -1.0])
ENDS = ["minimum", "saddle", "minimum"]
"""Where Newton ends from these, in the order of y."""


def of(guest: Guest, kind: Kind) -> list[bytes]:
    """Return the frames of a kind that a guest has got."""
    return [frame for frame in guest.pipe.frames if frame[4] == kind]


async def gets(guest: Guest, round: int = 1) -> tuple[Any, Any]:
    """Wait for both frames of a round."""
    starts = await guest.until(lambda: next((f for f in of(guest, Kind.STARTS)[::-1] if starts_of(f)[0]["round"] == round), None))
    basins = await guest.until(lambda: of(guest, Kind.BASINS) and of(guest, Kind.BASINS)[-1])
    return starts_of(starts), basins_of(basins)


async def answered(made: School, question: Any = START, places: Any = PLACES) -> tuple[Guest, list[Guest]]:
    """Return the host, and students who have chosen; the vote is closed."""
    host = await made.host()
    students = [await made.join() for _ in places]
    for do in (SCENE, {"do": "ask", "question": question}, {"do": "open"}):
        assert (await host.do(**do))["t"] == "done"
    for each, at in zip(students, places, strict=True):
        ask = (await each.phase("open"))["ask"]
        each.say(t="vote", ask=ask["id"], round=ask["round"], n=1, at=at)
        await each.hears("ack")
    await host.do("close")
    return host, students


def test_the_starts_of_all_are_run_after_the_reveal_for_all_and_for_who_comes_late() -> None:
    async def lesson() -> None:
        async with school() as made:
            host, students = await answered(made)
            await host.do("show")
            await students[0].phase("shown")
            await asyncio.sleep(0.05)
            assert not any(of(each, kind) for each in (host, *students) for kind in (Kind.STARTS, Kind.BASINS))
            await host.do("reveal")
            late = [await made.join(), await made.join(role="screen")]
            for each in (host, *students, *late):
                (head, paths), (told, pixels) = await gets(each)
                assert (head["ask"], head["round"], head["view"], len(paths)) == (1, 1, START["view"], 3)
                assert [head["ends"][path["end"]]["kind"] for path in head["paths"]] == ENDS
                assert [end["kind"] for end in told["ends"]] == [end["kind"] for end in head["ends"]]
                assert (told["ask"], pixels.shape) == (1, (told["n"], told["n"]))

    ended(lesson())


def test_a_second_round_forgets_the_runs_of_the_first_and_has_its_own() -> None:
    async def lesson() -> None:
        async with school() as made:
            host, students = await answered(made)
            await host.do("reveal")
            await gets(host)
            await host.do("again")
            await host.phase("open")
            late = await made.join()
            await late.phase("open")
            ask = late.last("state")["ask"]
            late.say(t="vote", ask=ask["id"], round=ask["round"], n=1, at=[1.0, 1.0])
            await late.hears("ack")
            await asyncio.sleep(0.05)
            assert of(late, Kind.STARTS) == of(late, Kind.BASINS) == []
            await host.do("close")
            await host.do("reveal")
            for each in (host, *students, late):
                (_, paths), _ = await gets(each, 2)
                assert len(paths) == 1
            await host.do("drop")
            later = await made.join()
            await later.hears("state", ask=None)
            await asyncio.sleep(0.05)
            assert of(later, Kind.STARTS) == []

    ended(lesson())


def test_nobody_has_chosen_and_there_is_the_map() -> None:
    async def lesson() -> None:
        async with school() as made:
            host, _ = await answered(made, places=())
            await host.do("reveal")
            (head, paths), (told, _) = await gets(host)
            assert (paths, {end["count"] for end in head["ends"]}) == ([], {0})
            assert sum(end["count"] for end in told["ends"]) == told["n"] ** 2

    ended(lesson())


@pytest.mark.parametrize("question", [{**START, "runs": False}, {**START, "lane": 7}, {**START, "kind": "step"}])
def test_other_questions_have_no_runs(question: Any) -> None:
    async def lesson() -> None:
        async with school() as made:
            host, _ = await answered(made, question, places=())
            assert (await host.do("reveal"))["t"] == "done"
            hall = made.desk.halls[made.code]
            if hall.runs.task:
                await hall.runs.task
            assert of(host, Kind.STARTS) == of(host, Kind.BASINS) == []

    ended(lesson())


def test_runs_that_fail_cost_the_class_nothing_else(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def fail(*_: Any) -> bytes:
        raise MemoryError

    monkeypatch.setattr(runs, "starts", fail)

    async def lesson() -> None:
        async with school() as made:
            host, _ = await answered(made)
            assert (await host.do("reveal"))["t"] == "done"
            await asyncio.wait({task for task in [made.desk.halls[made.code].runs.task] if task})
            assert (await host.do("again"))["t"] == "done"

    ended(lesson())
    assert "could not be run" in caplog.text


def test_who_goes_on_is_not_given_what_was_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = asyncio.Event()

    async def endless(*_: Any) -> bytes:
        begun.set()
        await asyncio.sleep(3600)
        return b""

    monkeypatch.setattr(runs, "basins", endless)

    async def lesson() -> None:
        async with school() as made:
            host, _ = await answered(made)
            await host.do("reveal")
            await begun.wait()
            task = made.desk.halls[made.code].runs.task
            assert task
            await host.do("again")
            await host.phase("open")
            await asyncio.wait([task], timeout=PATIENCE)
            assert task.cancelled()
            assert of(host, Kind.BASINS) == []

    ended(lesson())
