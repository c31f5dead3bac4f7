"""The door of a class: who enters, who does not, and what they hear."""

import asyncio
from typing import Any

import pytest

from app.classroom import door, socket
from app.classroom.bucket import Bucket
from app.settings import settings
from tests.classroom.inside import Guest, school
from tests.loops import ended


@pytest.mark.parametrize(
    ("hello", "why"),
    [
        ({"role": "host"}, ("not_allowed", 4403)),
        ({"role": "host", "secret": "A" * 22}, ("not_allowed", 4403)),
        ({"role": "admin"}, ("bad_hello", 4400)),
        ({"code": "1234"}, ("bad_hello", 4400)),
        ({"code": "12345678"}, ("no_class", 4404)),
        ({"name": "Eve"}, ("bad_hello", 4400)),
        ({"t": "vote"}, ("bad_hello", 4400)),
        ({"seat": "A" * 5000}, ("bad_hello", 4400)),
    ],
    ids=lambda value: str(value)[:40],
)
def test_who_may_not_enter_hears_why(hello: dict[str, Any], why: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SLOW", 0.01)

    async def tries() -> None:
        async with school() as made:
            assert await made.turned_away(**hello) == why

    ended(tries())


def test_a_forged_seat_is_a_new_seat_and_a_true_one_is_kept() -> None:
    async def tries() -> None:
        async with school() as made:
            guest = await made.join()
            seat, secret = (guest.last("welcome")[key] for key in ("seat", "secret"))
            forged = await made.join(seat=seat, secret="0" * 32)
            assert forged.last("welcome")["seat"] not in ("", seat)
            again = await made.join(seat=seat, secret=secret)
            assert again.last("welcome")["seat"] == seat
            hall = made.desk.halls[made.code]
            assert hall.here() == 2

    ended(tries())


def test_a_locked_class_takes_nobody_new_and_one_who_was_removed_never_again() -> None:
    async def tries() -> None:
        async with school() as made:
            host, guest = (await made.host(), await made.join())
            seat, secret = (guest.last("welcome")[key] for key in ("seat", "secret"))
            await host.do("lock", on=True)
            assert await made.turned_away() == ("locked", 4423)
            old = await made.join(seat=seat, secret=secret)
            await host.do("remove", seat=seat)
            assert (await guest.closed(), await old.closed()) == (4403, 4403)
            assert guest.last("error")["code"] == "removed"
            assert await made.turned_away(seat=seat, secret=secret) == ("removed", 4403)
            assert await made.turned_away(seat=seat, secret="0" * 32) == ("locked", 4423)
            await host.hears("tally", connected=0)

    ended(tries())


def test_guesses_are_slow_and_few_and_keep_nobody_out_who_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SLOW", 0.2)

    async def tries() -> None:
        async with school() as made:
            await made.join()
            made.desk.door.guesses = Bucket(0, 10)
            begun = asyncio.get_running_loop().time()
            found = await asyncio.gather(*(made.turned_away(code=str(10**7 + i)) for i in range(30)))
            assert asyncio.get_running_loop().time() - begun >= 0.2
            assert sorted(found) == [("no_class", 4404)] * 10 + [("too_fast", 4429)] * 20
            await made.join()

    ended(tries())


def test_no_flood_of_guesses_keeps_the_host_out_of_a_class_that_was_just_opened() -> None:
    """Its worker has no client of this class yet, so that nobody else is let in, and nobody can use the host's way to guess."""

    async def tries() -> None:
        async with school() as made:
            made.desk.door.guesses = Bucket(0, 0)
            assert await made.turned_away() == ("too_fast", 4429)
            assert await made.turned_away(role="host", secret="A" * 22) == ("too_fast", 4429)
            await made.host()
            await made.join()

    ended(tries())


def test_the_hosts_way_in_tells_nobody_which_codes_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody can make secrets, and the codes that follow from them."""
    monkeypatch.setattr(door, "SLOW", 0.2)

    async def tries() -> None:
        async with school() as made:
            own = "A" * 22
            monkeypatch.setattr(door, "belongs", lambda code, secret: secret == own)
            for code in (made.code, "12345678"):
                begun = asyncio.get_running_loop().time()
                assert await made.turned_away(code=code, role="host", secret=own) == ("no_class", 4404)
                assert asyncio.get_running_loop().time() - begun >= 0.2

    ended(tries())


def test_a_right_code_is_no_guess() -> None:
    async def tries() -> None:
        async with school() as made:
            made.desk.door.guesses = Bucket(0, 2)
            for _ in range(5):
                guest = await made.join()
                await guest.leave()
                made.desk.halls.clear()

    ended(tries())


def test_a_class_has_its_seats_and_a_link_its_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    async def tries() -> None:
        async with school() as made:
            guests = [await made.join() for _ in range(settings.class_seats)]
            seat, secret = (guests[0].last("welcome")[key] for key in ("seat", "secret"))
            assert await made.turned_away() == ("full", 4503)
            for _ in range(3):
                await made.join(seat=seat, secret=secret)
            assert await made.turned_away(seat=seat, secret=secret) == ("full", 4503)
            for _ in range(10):
                await made.host()
            assert await made.turned_away(role="host", secret=made.secret) == ("full", 4503)
            for _ in range(20):
                await made.join(role="screen")
            assert await made.turned_away(role="screen") == ("full", 4503)

    monkeypatch.setattr("app.classroom.door.settings", settings.model_copy(update={"class_seats": 8}))
    monkeypatch.setattr("tests.classroom.test_door.settings", settings.model_copy(update={"class_seats": 8}))
    ended(tries())


def test_whoever_says_nothing_is_asked_to_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "HELLO_TIME", 0.05)

    async def mute() -> None:
        async with school() as made:
            for _ in range(5):
                guest = Guest(made)
                guest.pipe.coming.get_nowait()
                assert await guest.closed() == 4503
                assert guest.last("error")["code"] == "unavailable"  # it may be the machine that stood still: a page comes again

    ended(mute())
