"""Maps on other machines: the same bytes as from threads, whoever dies meanwhile."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from app.engine.run import Stale, fresh
from app.maps.jobs import Job
from app.maps.plan import Plan
from app.maps.room import Drawing, Threads, drawn
from app.maps.tile import Tile, tile_of
from app.maps.workers import Workers, at_version, connected, version
from tests.maps.clicked import asked, axis
from tests.maps.cluster import Cluster
from tests.patience import within
from tests.scenes import lane, scene

LONG = asked(scene(lane("adam"), surface={"key": "rosenbrock"}, steps=3_000), [axis("start.0", -2, 2, 192), axis("start.1", -1, 3, 192)])
"""A map that takes two seconds of a processor."""


class Counted:
    """A room that counts what it is asked for."""

    def __init__(self, room: Threads) -> None:
        self.room, self.ahead, self.jobs = room, room.ahead, 0

    def start(self, plan: Plan, job: Job, stale: Stale) -> "Future[Tile]":
        """Begin a patch."""
        self.jobs += 1
        return self.room.start(plan, job, stale)


@pytest.fixture
def here() -> Iterator[Threads]:
    """Threads of this process."""
    made = Threads(2)
    yield made
    made.close()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler with two workers."""
    made = Cluster(tmp_path)
    yield made
    made.end()


@pytest.fixture
def workers(cluster: Cluster, here: Threads) -> Iterator[Workers]:
    """Both workers, ready."""
    made = Workers(cluster.address, here)
    within(lambda: made.threads == 2)
    yield made
    made.close()


def tiles(room: Any, meanwhile: Callable[[int], Any] = lambda done: None) -> dict[Any, tuple[bytes, bytes]]:
    """Return the bytes of every patch; `meanwhile` is told how many are there."""
    found = {}
    for each in drawn(room, Plan(LONG, packed=True)):
        assert each.job not in found
        found[each.job] = each.classes.tobytes(), each.values.tobytes()
        meanwhile(len(found))
    return found


@pytest.fixture(scope="module")
def whole() -> dict[Any, tuple[bytes, bytes]]:
    """What threads make."""
    room = Threads(2)
    try:
        return tiles(room)
    finally:
        room.close()


def killed(*pids: int) -> Callable[[int], None]:
    """Return what kills these processes once three patches are there."""

    def kill(done: int) -> None:
        if done == 3:
            for each in pids:
                os.kill(each, signal.SIGKILL)

    return kill


def test_whoever_dies_the_map_is_whole_and_the_same(cluster: Cluster, workers: Workers, here: Threads, whole: Any) -> None:
    begun = Counted(here)
    workers.here = begun
    assert tiles(workers) == whole
    assert begun.jobs == 0  # all of it was drawn by workers
    pids = list(workers.client.run(os.getpid).values())
    assert tiles(workers, killed(pids[0])) == whole
    within(lambda: workers.threads == 2)  # its nanny has started another one
    pids = list(workers.client.run(os.getpid).values())
    assert tiles(workers, killed(*pids)) == whole
    assert tiles(workers, killed(cluster.scheduler.pid)) == whole
    assert begun.jobs > 0
    within(lambda: workers.state == "away")
    assert workers.ahead == here.ahead
    assert tiles(workers) == whole


def test_a_map_that_is_given_up_leaves_nothing_under_way(workers: Workers) -> None:
    drawing = Drawing(workers, Plan(LONG, packed=True))
    assert drawing.fill()
    within(lambda: any(each.done() for each in drawing.under_way))
    drawing.close()
    within(lambda: not workers.sent)
    within(lambda: not any("at_version" in name for names in workers.client.processing().values() for name in names))


def test_workers_of_another_version_draw_nothing(cluster: Cluster, here: Threads, whole: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    job, right = next(Plan(LONG).jobs()), version()
    monkeypatch.setattr("app.maps.workers.__version__", "0.0.1")
    made = Workers(cluster.address, here)
    try:
        within(lambda: made.state == "idle")
        assert made.threads == 0
        future = made.start(Plan(LONG, packed=True), job, fresh())
        assert future.result().classes.tobytes() == whole[job][0]
    finally:
        made.close()
    monkeypatch.undo()
    with pytest.raises(ValueError, match=right):
        at_version("0.0.1", tile_of, LONG.text(), 8, True, job)


def test_where_no_scheduler_answers_threads_draw(
    here: Threads, whole: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = next(Plan(LONG).jobs())
    asking: list[threading.Thread] = []

    def noted(address: str) -> Any:
        asking.append(threading.current_thread())
        return connected(address)

    monkeypatch.setattr("app.maps.workers.connected", noted)
    made = Workers("tcp://127.0.0.1:1", here)
    try:
        within(lambda: made.state == "away")
        future = made.start(Plan(LONG, packed=True), job, fresh())
        assert set(asking) == {made.watcher}  # whoever wants a patch asks nobody again
        assert future.result().classes.tobytes() == whole[job][0]
        assert len([line for line in caplog.messages if "does not answer" in line]) == 1
    finally:
        made.close()
