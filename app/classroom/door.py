"""Who may enter a class."""

import asyncio
import secrets

from app.classroom.bucket import Bucket
from app.classroom.hall import ENDED, REMOVED, Hall
from app.classroom.rules.commands import Hello
from app.classroom.rules.room import Refusal
from app.classroom.rules.secret import belongs, digest, same, signed
from app.classroom.stores.store import Away, Kept, Store
from app.settings import settings

ALIKE = {"student": 4, "screen": 20, "host": 10}
"""Clients of one seat, screens, and devices of the host, at most."""

SLOW = 1.0
"""Seconds after which a wrong code is answered."""

NOWHERE = Refusal("no_class", "there is no class with this code")


class Door:
    """The door of this process's classes. Whoever guesses codes stands before it for long."""

    def __init__(self) -> None:
        self.guesses = Bucket(20, 100)

    async def look_up(self, store: Store, code: str, known: bool) -> Kept:
        """Return a class; a wrong code is answered slowly, and only so many that are not `known` here are looked up."""
        if not known and not self.guesses.take():
            raise Refusal("too_fast", "the server is busy, it tries again")
        try:
            found = await store.load(code)
        except Away:
            self.take_back(known)  # nothing was learned
            raise
        if found is None:
            await asyncio.sleep(SLOW)
            raise NOWHERE.anew()
        self.take_back(known)
        return found

    def take_back(self, known: bool) -> None:
        """Count a look-up as no guess."""
        if not known:
            self.guesses.give_back()

    async def found(self, store: Store, hello: Hello, known: bool) -> Kept:
        """Return the class that somebody wants to enter."""
        if hello.role == "host" and hello.secret and belongs(hello.code, hello.secret):
            return await self.for_host(store, hello.code, hello.secret, known)
        return await self.look_up(store, hello.code, known)

    async def for_host(self, store: Store, code: str, secret: str, known: bool) -> Kept:
        """Return a class to its host. A wrong secret is answered like a wrong code: nobody learns which codes there are.

        A code that follows from the secret is therefore no guess. Its host enters, however many others guess.
        """
        found = await self.look_up(store, code, known or belongs(code, secret))
        if not same(digest("host", secret), found.proof):
            self.guesses.take()
            await asyncio.sleep(SLOW)
            raise NOWHERE.anew()
        if found.room.ended:
            raise ENDED.anew()
        return found


def seat_of(hello: Hello, found: Kept, hall: Hall | None) -> str:
    """Return the seat of who enters, a new one where it proves none; empty for host and screen."""
    room, proof, key = found
    if room.ended:
        raise ENDED.anew()
    if hello.role == "host" and not (hello.secret and same(digest("host", hello.secret), proof)):
        raise Refusal("not_allowed", "this is not the host's link")
    if hello.role != "student":
        return ""
    if hello.seat and hello.secret and same(signed(key, hello.seat).encode(), hello.secret.encode()):
        if hello.seat in room.removed:
            raise REMOVED.anew()
        return hello.seat
    if room.locked:
        raise Refusal("locked", "this class takes nobody new")
    if hall and max(hall.here(), hall.connected) >= settings.class_seats:
        raise Refusal("full", "this class is full")
    return secrets.token_urlsafe(9)
