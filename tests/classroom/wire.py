"""A class over real connections."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from tests.patience import PATIENCE, within
from tests.setup.try_wheel import ask
from tests.web.raw import linked


def opened(port: int) -> dict[str, str]:
    """Open a class; return `code` and `secret`. A server says that it has started before it listens."""
    status, text = within(lambda: (said := ask(port, "/api/class", {"room": {}}, patience=PATIENCE))[0] and said)
    assert status == 201, text
    found: dict[str, str] = json.loads(text)
    return found


@contextmanager
def joined(port: int, **hello: Any) -> Iterator[ClientConnection]:
    """Give a client that has said hello."""
    with linked(f"ws://127.0.0.1:{port}/api/class", compression=None, max_size=None) as made:
        made.send(json.dumps({"t": "hello", **hello}))
        yield made


def hears(client: ClientConnection, kind: str) -> Any:
    """Return the next text of a kind."""
    end = time.monotonic() + PATIENCE  # something is said every ten seconds
    while isinstance(said := client.recv(timeout=max(0.0, end - time.monotonic())), bytes) or json.loads(said)["t"] != kind:
        pass
    return json.loads(said)


def code_of(client: ClientConnection) -> int:
    """Return the code with which a socket is closed."""
    with suppress(ConnectionClosed):
        while True:
            client.recv(timeout=PATIENCE)
    assert client.close_code is not None
    return client.close_code
