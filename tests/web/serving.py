"""The application behind our protocols, for tests that need real connections."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import uvicorn
from websockets.sync.client import ClientConnection

from app.main import app
from app.web.protocol import Http, Socket
from tests.patience import PATIENCE, within
from tests.scenes import scene
from tests.web.raw import connected, linked, opened

ANSWERED = json.dumps({"id": 1, "scene": scene(steps=5)})
LARGE = json.dumps({"id": 2, "scene": scene(steps=20_000)})


class Serving:
    """The application behind our protocols, in a thread of this process."""

    def __init__(self, **more: Any) -> None:
        listening = socket.create_server(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        self.server = uvicorn.Server(
            uvicorn.Config(app, http=Http, ws=Socket, ws_per_message_deflate=False, lifespan="off", log_config=None, **more)
        )
        self.thread = threading.Thread(target=self.server.run, args=([listening],), daemon=True)
        self.thread.start()
        self.until(lambda: self.server.started)

    def until(self, holds: Callable[[], Any]) -> None:
        """Wait until something holds of the server."""
        within(holds)

    def stand_still(self, seconds: float) -> None:
        """Have nothing done for a while, as on a machine that is suspended; return once that has begun."""
        begun = threading.Event()

        def still() -> None:
            begun.set()
            time.sleep(seconds)

        self.held()[0].loop.call_soon_threadsafe(still)
        assert begun.wait(PATIENCE)

    def gone(self) -> None:
        """Wait until no connection is left."""
        self.until(lambda: not self.server.server_state.connections)

    def held(self) -> list[Any]:
        """Return the connections."""
        return list(self.server.server_state.connections)

    def raw(self, said: bytes = b"") -> socket.socket:
        """Return a connection that has said something."""
        return connected(self.port, said, patience=PATIENCE)

    def stream(self, **more: Any) -> ClientConnection:
        """Return an open stream."""
        made: ClientConnection = linked(f"ws://127.0.0.1:{self.port}/api/stream", compression=None, max_size=None, **more)
        return made

    def deaf(self) -> socket.socket:
        """Return an open stream that takes next to nothing and reads no more."""
        return opened(self.port, patience=PATIENCE, small=True)


def whole(connection: socket.socket) -> bytes:
    """Return all that comes until the end."""
    read = b""
    with suppress(ConnectionError):
        while piece := connection.recv(65536):
            read += piece
    return read


@contextmanager
def served(**more: Any) -> Iterator[Serving]:
    """Serve for a while."""
    made = Serving(**more)
    try:
        yield made
    finally:
        made.server.should_exit = made.server.force_exit = True
        made.thread.join(PATIENCE)
