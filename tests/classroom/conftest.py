"""Stores of every kind, and a desk of one's own behind the whole application."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.classroom import desk as desks
from app.classroom import door, routes
from app.classroom.desk import Desk
from app.main import app
from tests.classroom.stores import KINDS, Make, Redis, makers


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    server = Redis(tmp_path_factory.mktemp("redis"))
    yield server
    server.kill()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Redis]:
    """A Redis that may be killed; it keeps a copy only when told to."""
    server = Redis(tmp_path)
    yield server
    os.kill(server.process.pid, signal.SIGCONT)
    server.kill()


@pytest.fixture(params=KINDS)
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    yield from makers(request.param, request.getfixturevalue("redis") if request.param == "redis" else None)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk()
    for module in (desks, routes):
        monkeypatch.setattr(module, "desk", made)
    monkeypatch.setattr(door, "SLOW", 0.0)
    return made


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return TestClient(app)
