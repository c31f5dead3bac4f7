"""Bursts of messages for the stream, kinds and broken ones mixed: each is answered or superseded, and the socket lives on."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass
from random import Random
from typing import Any

import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from app.scene.faults import Refused
from app.scene.json_text import read
from app.settings import settings
from app.web.messages import id_of, kind_of
from tests.fuzz.asking import header_of, wrong_errors, wrong_frame
from tests.fuzz.cases import inspected, message
from tests.fuzz.scenes import ALL, Units, scene
from tests.fuzz.texts import text
from tests.fuzz.turned import bent, turned

PATIENCE = 120.0
"""Seconds after which a message counts as unanswered, on however busy a machine."""

HANG = "a hang: no answer"
TOO_LARGE = 1009
"""How a socket may be closed that is sent more than a message may have (RFC 6455, section 7.4.1)."""

NO_MESSAGES = ["null", "[]", "{}", "3", '"x"', "[" * 10_000, "{" * 500, '{"a":' * 5000, "NaN", "\ufeff{}", "1e999", '{"id":1}']

Key = tuple[str | None, Any]
"""The kind and the id of an answer; the kind is None where the message was refused before it had one."""

Said = str | bytes


@dataclass(frozen=True)
class Burst:
    """Messages that are sent in one breath."""

    messages: tuple[Said, ...]

    def expected(self) -> tuple[list[Key], dict[str, Any]]:
        """Return what is refused at the door, and the id of the last message of each kind: the others may be superseded."""
        door: list[Key] = []
        last: dict[str, Any] = {}
        for said in self.messages:
            kind, number = key_of(said)
            if kind is None:
                door.append((kind, number))
            else:
                last[kind] = number
        return door, last


def key_of(said: Said) -> Key:
    """Return the kind and the id of a message as the server finds them."""
    if isinstance(said, bytes) or len(said) > settings.max_body:
        return None, None
    number = None
    try:
        found = read(said)
        number = id_of(found)
        return kind_of(found), number
    except Refused:
        return None, number


def broken(rng: Random, said: str) -> Said:
    """Return something like a message."""
    at = rng.randrange(len(said))
    texts = [said[:at], said[:at] + whole(text(rng)) + said[at:], "", json.dumps(text(rng)), rng.choice(NO_MESSAGES)]
    large = " " * (settings.max_body + rng.randrange(-2, 3))
    found: list[Said] = [*texts, large, said.encode(), bytes(rng.randrange(256) for _ in range(rng.randrange(200)))]
    return rng.choice(found)


def whole(said: str) -> str:
    """Return a text that UTF-8 can write."""
    return said.encode("utf-8", "replace").decode()


def one(rng: Random, number: int, units: Units) -> Said:
    """Return a message: valid, with one number turned, of another kind or with other keys, or broken."""
    kind = rng.random()
    made = (inspected if rng.random() < 0.3 else message)(rng, scene(rng, units)).body | {"id": number}
    if kind < 0.55:
        return json.dumps(made)
    if kind < 0.75:
        return json.dumps((turned if kind < 0.68 else bent)(rng, made))
    if kind < 0.85:
        more = rng.choice(
            [{"kind": rng.choice(["scene", "step", "", "Scene", None, 3, [], {}, "x" * 300, "map"])}, {"inspect": None}, {"view": None}]
        )
        return json.dumps(
            made | more | rng.choice([{}, {}, {text(rng): 1}, {"id": rng.choice([None, -1, 2**53, 1.5, "1", True, [], 10**30])}])
        )
    return broken(rng, json.dumps(made))


def burst(seed: int, i: int, units: Units = ALL) -> Burst:
    """Return case number `i` of a seed: mostly one message, or up to eight."""
    rng = Random(f"burst {seed} {i}")
    count = 1 if rng.random() < 0.7 else rng.randrange(2, 9)
    return Burst(tuple(one(rng, 10 * i + k, units) for k in range(count)))


class Answers:
    """What has come back of one burst."""

    def __init__(self, sent: Burst, *before: Burst) -> None:
        self.door, self.last = sent.expected()
        self.ids = {key_of(said) for each in (sent, *before) for said in each.messages}  # two may have had one id
        self.wrong: list[str] = []

    def take(self, came: Said) -> None:
        """Count one answer."""
        if isinstance(came, bytes):
            head = header_of(came)
            self.judge(wrong_frame(came))
            if head["last"]:
                self.done(("scene", head["id"]))
            return
        said = orjson.loads(came)  # which takes no NaN
        if "inspect" in said:
            self.done(("step", said["id"]))
            return
        self.judge(wrong_errors(said, whole=True))
        self.done((said["kind"], said["id"]))

    def judge(self, found: str | None) -> None:
        """Keep what is wrong."""
        self.wrong += [found] if found else []

    def done(self, key: Key) -> None:
        """Take one answer off what is expected."""
        if key not in self.ids:
            self.wrong.append(f"an answer to {key}, which nobody asked")
        elif key[0] is None:
            self.door.remove(key)
        elif self.last.get(key[0], ...) == key[1]:
            del self.last[key[0]]

    def complete(self) -> bool:
        """Say whether all is answered that must be."""
        return not self.door and not self.last


class Stream:
    """A socket to a server, opened again where it was closed."""

    def __init__(self, url: str) -> None:
        self.url = f"ws{url.removeprefix('http')}/api/stream"
        self.socket: ClientConnection | None = None
        self.before: deque[Burst] = deque(maxlen=4)
        """The bursts before: a superseded message may be answered after a later one, if its formula was new."""

    async def verdict(self, sent: Burst) -> str | None:
        """Return what is wrong with the answers to a burst, None where nothing is."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self.ask(sent)
        except TimeoutError:
            found: str | None = HANG
        except ConnectionClosed as closed:
            large = any(len(said) > settings.max_body for said in sent.messages)
            found = None if large and closed.rcvd and closed.rcvd.code == TOO_LARGE else f"the socket closed: {closed}"
        except Exception as error:  # noqa: BLE001  (whatever it is, the fuzzer names the case and goes on)
            found = f"{type(error).__name__}: {error}"
        await self.close()
        return found

    async def ask(self, sent: Burst) -> str | None:
        """Send a burst, wait until it is answered, and return what is wrong with the answers."""
        self.socket = self.socket or await connect(self.url, compression=None, max_size=None, open_timeout=None, ping_interval=None)
        answers = Answers(sent, *self.before)
        self.before.append(sent)
        for said in sent.messages:
            await self.socket.send(said)
        while not answers.complete():
            answers.take(await self.socket.recv())
        return "; ".join(answers.wrong) or None

    async def close(self) -> None:
        """Close it."""
        if self.socket:
            await self.socket.close()
        self.socket = None
