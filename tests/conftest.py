"""What holds for every test."""

import os

import pytest

from tests.command import Command


@pytest.fixture(scope="session", autouse=True)
def _commands_are_those_of_a_person() -> None:
    """Python warns here of text without an encoding (`make test`); commands that a test starts say only what they say to everybody."""
    os.environ.pop("PYTHONWARNDEFAULTENCODING", None)


@pytest.fixture
def ravine(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return what calls the command line in this process."""
    return Command(monkeypatch, capsys)
