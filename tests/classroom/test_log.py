"""What the log says of a class: nothing of who is in it, and not which class it was."""

import json
import urllib.request
from contextlib import suppress
from typing import Any
from urllib.error import HTTPError

import pytest

from tests.classroom.wire import code_of, joined, opened
from tests.patience import PATIENCE
from tests.setup.try_wheel import free_port
from tests.web.test_logs import BY_HAND, OURS, logged

SEAT = "seat-of-nobody"


def said(port: int, path: str, body: Any = None, secret: str = "") -> None:
    """Ask for something, whatever is answered."""
    headers = {"content-type": "application/json", "authorization": f"Bearer {secret}"}
    data = None if body is None else json.dumps(body).encode()
    with suppress(HTTPError):
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, headers), timeout=PATIENCE).close()


@pytest.mark.parametrize("command", [OURS, BY_HAND], ids=["ravine serve", "uvicorn"])
def test_the_log_names_no_class_and_nobody_in_it(command: list[str]) -> None:
    port = free_port()
    with logged([*command, str(port)]) as lines:
        made = opened(port)
        code, secret = made["code"], made["secret"]
        with joined(port, role="host", **made) as host, joined(port, code=code) as guest:
            guest.send("no JSON")
            said(port, "/api/class/poll", {"code": code, "seat": SEAT, "secret": SEAT})
            said(port, f"/api/class/{code}/votes.csv", secret=secret)
            said(port, f"/api/class/{code}/votes.csv", secret="A" * 22)
            said(port, "/api/class", {"secret": secret})
            host.send(json.dumps({"t": "do", "n": 1, "command": {"do": "end"}}))
            assert code_of(guest) == 4410
    told = "".join(line for line in lines if "://127.0.0.1" not in line)
    assert lines
    assert not [word for word in (code, secret, SEAT, "127.0.0.1", "Traceback") if word in told]
