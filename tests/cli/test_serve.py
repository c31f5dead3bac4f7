"""The end of a server of several workers."""

import threading
from types import SimpleNamespace
from typing import Any

import pytest

from app.cli import serve
from app.cli.serve import GRACE, LAST, Workers


class Process:
    """A worker that has ended after so many looks."""

    def __init__(self, looks: float) -> None:
        self.left, self.heard = looks, list[str]()

    def is_alive(self) -> bool:
        self.left -= 1
        return self.left > 0

    def terminate(self) -> None:
        self.heard.append("terminate")

    def kill(self) -> None:
        self.heard.append("kill" if self.left > 0 else "bury")


@pytest.mark.parametrize(("looks", "heard"), [(5, ["terminate", "bury"]), (float("inf"), ["terminate", "kill"])])
def test_a_worker_is_killed_after_its_time_and_a_machine_that_stands_still_costs_none(
    looks: float, heard: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workers: Any = Workers.__new__(Workers)
    workers.processes, workers.should_exit = [SimpleNamespace(process=Process(looks))], threading.Event()
    slept, clock = list[float](), iter(range(0, 10**9, 3600))  # an hour from one look at the clock to the next
    monkeypatch.setattr(serve, "time", SimpleNamespace(sleep=slept.append, monotonic=lambda: next(clock)))
    monkeypatch.setattr(serve, "os", SimpleNamespace(_exit=slept.append))
    workers.finish()
    assert workers.processes[0].process.heard == heard
    assert workers.should_exit.is_set()
    assert sum(slept) <= GRACE + 2 * LAST + 0.001
