"""A client that sends faster than it is answered, or does not read, costs the server no more than another."""

import asyncio
import json
from typing import Any, cast

import pytest
from fastapi import WebSocket

from app.engine.run import Stale
from app.web.messages import SceneMessage
from app.web.stream import Connection
from tests.loops import ended
from tests.patience import PATIENCE
from tests.scenes import scene
from tests.web.leavers import until


class Deaf:
    """A client that sends without end and reads nothing."""

    def __init__(self) -> None:
        self.sent = 0

    async def receive(self) -> dict[str, Any]:
        """Send one scene more."""
        self.sent += 1
        return {"type": "websocket.receive", "text": json.dumps({"id": self.sent, "scene": scene(steps=5)})}

    async def send_bytes(self, data: bytes) -> None:
        """Never take it."""
        await asyncio.get_running_loop().create_future()


def test_who_does_not_read_is_read_no_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither is more computed for it: one answer waits for its reader."""
    computed: list[int] = []

    def answers(self: SceneMessage, _: Stale) -> list[bytes]:
        computed.append(self.id)
        return [b""]

    monkeypatch.setattr(SceneMessage, "answers", answers)
    deaf, sent = Deaf(), list[int]()

    async def served() -> None:
        connection = Connection(cast(WebSocket, deaf))
        listening = asyncio.create_task(connection.listen())
        async with asyncio.timeout(PATIENCE):
            await until(lambda: computed)
        before = deaf.sent
        await asyncio.wait([listening], timeout=0.5)
        sent.append(deaf.sent - before)
        async with asyncio.timeout(PATIENCE):
            await until(lambda: deaf.sent > before)
        listening.cancel()
        await asyncio.wait([listening])
        await connection.close()

    ended(served())
    assert len(computed) == 1
    assert sent[0] < 20
