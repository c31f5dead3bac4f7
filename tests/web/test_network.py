"""The address in the network: told to who sits at the machine, and to nobody else."""

import socket

import pytest
from starlette.testclient import TestClient

from app.main import app
from app.web import network

ANOTHER = "127.0.0.2"
"""An address of this machine that a server on 127.0.0.1 does not listen on, and one on 0.0.0.0 does."""


@pytest.fixture(autouse=True)
def placed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be in a network."""
    monkeypatch.setattr(network, "own_address", lambda: ANOTHER)


@pytest.mark.parametrize(
    ("host", "told"), [("0.0.0.0", {"network": f"http://{ANOTHER}:PORT", "why": None}), ("127.0.0.1", {"network": None, "why": "alone"})]
)
def test_it_is_told_where_the_server_listens_there(host: str, told: dict[str, str | None]) -> None:
    with socket.create_server((host, 0)) as listening:
        port = listening.getsockname()[1]
        client = TestClient(app, base_url=f"http://127.0.0.1:{port}", client=("127.0.0.1", 5000))
        wanted = {name: said and said.replace("PORT", str(port)) for name, said in told.items()}
        assert client.get("/api/address").json() == wanted


@pytest.mark.parametrize(
    ("peer", "base", "headers"),
    [
        ("192.168.7.8", "http://127.0.0.1:80", {}),
        ("127.0.0.1", "http://ravine.example", {}),
        ("127.0.0.1", "http://127.0.0.1.example:80", {}),
        *(("127.0.0.1", "http://localhost:80", {name: "10.1.2.3"}) for name in network.PROXIED),
    ],
)
def test_nobody_else_is_told(peer: str, base: str, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "listens", lambda *_: True)
    client = TestClient(app, base_url=base, client=(peer, 5000))
    assert client.get("/api/address", headers=headers).json() == {"network": None, "why": "unknown"}


def test_the_machine_has_an_address_that_is_not_its_own_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    found = network.own_address()
    assert found is None or not network.is_here(found)
