"""Fixtures and hooks for all tests."""

import os
from itertools import accumulate, groupby
from operator import itemgetter

import hypothesis
import pytest

from tests.background import rest
from tests.command import Command
from tests.scenes import EVERYTHING

os.environ.setdefault("RAVINE_EXPORT_SECONDS", "600")  # on a busy machine, processes that step back get little of it

hypothesis.settings.register_profile("any machine", deadline=None, print_blob=True)  # a failure says how to have it again
hypothesis.settings.load_profile("any machine")


def spread(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return the tests with the slow files, those of the browser, spread evenly, so that each process gets a similar share."""
    files = [list(tests) for _, tests in groupby(items, lambda item: item.path)]
    placed: list[tuple[float, list[pytest.Item]]] = []
    for slow in (True, False):
        kind = [tests for tests in files if ("browser" in tests[0].path.parts) == slow]
        before = accumulate(map(len, kind), initial=0)
        placed += [(count / sum(map(len, kind)), tests) for count, tests in zip(before, kind, strict=False)]
    return [item for _, tests in sorted(placed, key=itemgetter(0)) for item in tests]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect thorough tests, unless `make test-all` runs them or a test is named on the command line."""
    if EVERYTHING or any("::" in asked for asked in config.args):
        return
    config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("thorough")])
    items[:] = spread([item for item in items if not item.get_closest_marker("thorough")])


@pytest.fixture(scope="session", autouse=True)
def _commands_are_those_of_a_person() -> None:
    """Remove `make test`'s warning of text without an encoding from commands that tests start, so that they print what users see."""
    os.environ.pop("PYTHONWARNDEFAULTENCODING", None)


@pytest.fixture(autouse=True)
def _nothing_is_replaced_while_the_application_draws(request: pytest.FixtureRequest) -> None:
    """Before a test that replaces anything, wait for the application's threads."""
    if "monkeypatch" in request.fixturenames:
        rest(request.getfixturevalue("monkeypatch"))


@pytest.fixture
def ravine(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a caller of the command line in this process."""
    return Command(monkeypatch, capsys)
