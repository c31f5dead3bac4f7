"""The runs of a class whose phones are at several workers."""

import fakeredis
import pytest

from app.classroom import socket
from app.classroom.desk import Desk
from app.classroom.opening import Opening, opened
from app.classroom.stores.shared import Shared
from tests.classroom.inside import School
from tests.classroom.stores import running
from tests.classroom.test_runs import PLACES, answered, gets
from tests.loops import ended


def test_another_worker_hears_the_runs_and_has_them_for_who_comes_late() -> None:
    """Also in a second round, whose starts are others."""
    played = fakeredis.FakeServer()

    async def lesson() -> None:
        first, second = Desk(), Desk()
        for desk in (first, second):
            desk.store = Shared(desk.heard, desk.heard_frame, fakeredis.FakeAsyncRedis(server=played))
        async with running(first.store), running(second.store):
            said = Opening()
            made = School(first, await opened(first, said), said.secret)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(socket, "desk", second)
                there = await made.join(role="screen")
                patch.setattr(socket, "desk", first)
                host, (student,) = await answered(made, places=PLACES[:1])
                await host.do("reveal")
                heads = [await gets(each) for each in (there, host, student)]
                assert {len(paths) for (_, paths), _ in heads} == {1}
                for do in ("again", "close"):
                    await host.do(do)
                await host.do("reveal")
                assert [len((await gets(each, 2))[0][1]) for each in (there, host, student)] == [0, 0, 0]
                patch.setattr(socket, "desk", second)
                late = await made.join(role="screen")
                assert (await gets(late, 2))[0][0]["round"] == 2
                patch.setattr(socket, "desk", first)
                for each in made.guests:
                    await each.leave()

    ended(lesson())
