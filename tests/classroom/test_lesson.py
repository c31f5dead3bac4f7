"""A class from its first scene to its end, at one desk."""

from tests.classroom.inside import LINK, QUESTION, SCENE, school
from tests.loops import ended


def test_a_question_is_asked_answered_shown_and_revealed() -> None:
    async def lesson() -> None:
        async with school() as made:
            host, one, two = await made.host(), await made.join(), await made.join()
            screen = await made.join(role="screen")
            assert (await host.do("set", **{k: v for k, v in SCENE.items() if k != "do"}))["t"] == "done"
            await host.do("ask", question=QUESTION)
            await host.do("open")
            for each in (one, two):
                await each.phase("open")
            assert (await one.vote(1, sure=2))["t"] == "ack"
            assert (await one.vote(2, sure=3))["t"] == "ack"
            assert (await two.vote(0))["t"] == "ack"
            assert (await host.hears("tally", voted=2, connected=2))["counts"] == [1, 0, 1]
            assert "counts" not in await one.hears("tally", voted=2, connected=2)
            assert "counts" not in await screen.hears("tally", voted=2, connected=2)
            await host.do("close")
            await one.phase("closed")
            assert (await one.vote(1))["code"] == "closed"
            await host.do("show")
            for each in (one, two, screen):
                assert (await each.hears("tally", counts=[1, 0, 1]))["sure"] == [0, 0, 1]
            await host.do("reveal")
            assert (await one.until(lambda: (last := one.last("state"))["until"] is None and last))["scene"] == LINK
            late = await made.join()
            assert late.last("state")["ask"]["phase"] == "shown"
            assert (await late.hears("tally"))["counts"] == [1, 0, 1]
            await host.do("end")
            assert {await each.closed() for each in (host, one, two, screen, late)} == {4410}
            assert one.last("state")["ended"]
            assert await made.turned_away() == ("ended", 4410)

    ended(lesson())
