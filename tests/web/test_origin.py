"""The stream answers pages of its own site, and of those that the settings name."""

import logging
from typing import Any

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from app.main import app
from app.settings import Settings
from app.web import origin

OWN = {"ravine.example:8000"}


@pytest.fixture
def client() -> TestClient:
    return TestClient(app, headers={"host": "ravine.example:8000"}, root_path="/lecture")


def open_stream(client: TestClient, path: str = "/api/stream", **headers: str) -> Any:
    """Return the answer to a question about a bad message, over a socket with these headers."""
    with client.websocket_connect(path, headers={name.replace("_", "-"): value for name, value in headers.items()}) as socket:
        socket.send_text("{}")
        return socket.receive_json()


@pytest.mark.parametrize(
    ("said", "hosts", "allowed"),
    [
        (None, OWN, True),  # a script
        ("http://ravine.example:8000", OWN, True),
        ("HTTP://Ravine.Example:8000", OWN, True),
        ("https://ravine.example:8000", OWN, True),  # a proxy ends the TLS
        ("http://ravine.example", OWN, False),
        ("http://ravine.example:8001", OWN, False),
        ("http://evil.example:8000", OWN, False),
        ("http://ravine.example:8000.evil.example", OWN, False),
        ("http://evil.example/ravine.example:8000", OWN, False),
        ("http://x@ravine.example:8000", OWN, False),
        ("ftp://ravine.example:8000", OWN, False),
        ("file://", OWN, False),
        ("null", OWN, False),
        ("null", {"null"}, False),
        ("", OWN, False),
        ("http://", {""}, False),
        ("https://ravine.example", {"ravine.example"}, True),
        ("https://ravine.example", {"ravine.example:443"}, True),
        ("http://ravine.example", {"ravine.example:80"}, True),
        ("https://ravine.example", {"ravine.example:80"}, False),
        ("http://[::1]:8000", {"[::1]:8000"}, True),
        ("http://127.0.0.1:8000", {"localhost:8000"}, False),
    ],
)
def test_an_origin_is_our_own_by_host_and_port(said: str | None, hosts: set[str], allowed: bool) -> None:
    assert origin.is_allowed(said, hosts, frozenset({"self"})) is allowed


@pytest.mark.parametrize(
    ("setting", "said", "allowed"),
    [
        ("https://a.example, null", "https://a.example", True),
        ("https://a.example, null", "null", True),
        ("https://A.example", "https://a.example", True),
        ("https://a.example", "http://a.example", False),
        ("https://a.example", "https://a.example:8443", False),
        ("https://a.example", "http://ravine.example:8000", True),
        ("*", "https://b.example", True),
        ("*", "null", True),
    ],
)
def test_the_settings_name_other_sites(setting: str, said: str, allowed: bool) -> None:
    assert origin.is_allowed(said, OWN, Settings(origins=setting).sites()) is allowed


@pytest.mark.parametrize("setting", ["a.example", "https://a.example/", "https://a.example/page", "http://x y", "https://"])
def test_a_setting_that_no_browser_sends_is_refused(setting: str) -> None:
    with pytest.raises(ValidationError, match="is no site"):
        Settings(origins=setting)


def test_pages_of_the_own_site_and_scripts_are_answered(client: TestClient) -> None:
    for headers in ({}, {"origin": "http://ravine.example:8000"}):
        assert open_stream(client, **headers)["errors"]
    proxied = {"host": "127.0.0.1:8000", "x_forwarded_host": "course.example, ravine.example", "origin": "https://course.example"}
    assert open_stream(client, **proxied)["errors"]


@pytest.mark.parametrize("said", ["http://evil.example", "null", "http://ravine.example:8001"])
def test_other_sites_are_refused_before_the_socket_is_open(said: str, client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """A socket that is closed before it is accepted is answered with status 403."""
    with caplog.at_level(logging.WARNING, "ravine.stream"), pytest.raises(WebSocketDisconnect):
        open_stream(client, origin=said)
    assert f"its page is of {said}, and RAVINE_ORIGINS" in caplog.text


def test_a_socket_to_an_unknown_address_is_refused(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    for path in ("/api/nothing", "/", "/api/runs"):
        with pytest.raises(WebSocketDisconnect):
            open_stream(client, path)
        assert f"{path} refused: there is none at this address" in caplog.text
