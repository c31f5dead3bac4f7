"""What holds for every test."""

import os

import hypothesis
import pytest

from tests.command import Command
from tests.scenes import EVERYTHING

hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave thorough tests to `make test-all`; a test that is named on the command line is run."""
    if EVERYTHING or any("::" in asked for asked in config.args):
        return
    config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("thorough")])
    items[:] = [item for item in items if not item.get_closest_marker("thorough")]


@pytest.fixture(scope="session", autouse=True)
def _commands_are_those_of_a_person() -> None:
    """Python warns here of text without an encoding (`make test`); commands that a test starts say only what they say to everybody."""
    os.environ.pop("PYTHONWARNDEFAULTENCODING", None)


@pytest.fixture
def ravine(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return what calls the command line in this process."""
    return Command(monkeypatch, capsys)
