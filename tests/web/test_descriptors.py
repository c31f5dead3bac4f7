"""File descriptors: the limit is raised, connections leave some to us, and their end is one line in the log."""

import asyncio
import errno
import logging
import os
import subprocess
import sys

import pytest

from app.web import descriptors

RAISED = """
import resource
from app.web.descriptors import raise_limit
resource.setrlimit(resource.RLIMIT_NOFILE, (64, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
raise_limit()
print(*resource.getrlimit(resource.RLIMIT_NOFILE))
"""


def test_the_soft_limit_becomes_the_hard_one() -> None:
    said = subprocess.run([sys.executable, "-c", RAISED], check=True, capture_output=True, encoding="utf-8").stdout
    soft, hard = said.split()
    assert soft == hard


@pytest.mark.parametrize(("limit", "left"), [(64, 32), (256, 192), (20_000, 19_936)])
def test_connections_leave_descriptors_to_us(limit: int, left: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (limit, limit))
    assert descriptors.room() == left


def test_their_end_is_said_once_and_other_errors_as_ever(caplog: pytest.LogCaptureFixture) -> None:
    loop = asyncio.new_event_loop()
    try:
        descriptors.hush(loop)
        for _ in range(1000):
            loop.call_exception_handler({"message": "accept", "exception": OSError(errno.EMFILE, os.strerror(errno.EMFILE))})
        assert [record.getMessage() for record in caplog.records] == [
            f"no connection can be accepted: {os.strerror(errno.EMFILE)}; see ulimit -n"
        ]
        assert caplog.records[0].levelno == logging.ERROR
        loop.call_exception_handler({"message": "something else", "exception": ValueError("x")})
        assert "something else" in caplog.text
    finally:
        loop.close()
