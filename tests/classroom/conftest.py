"""Stores of every kind."""

from collections.abc import Iterator

import pytest

from tests.classroom.stores import KINDS, Make, Redis, makers


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    server = Redis(tmp_path_factory.mktemp("redis"))
    yield server
    server.kill()


@pytest.fixture(params=KINDS)
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    yield from makers(request.param, request.getfixturevalue("redis") if request.param == "redis" else None)
