"""The threads: so many and no more, in order of rank, and lanes are the same whoever runs them."""

from concurrent.futures import Future
from functools import partial
from threading import Event, current_thread, main_thread
from time import thread_time

import pytest

from app.engine.lanes import Together
from app.engine.run import Run
from app.engine.threads import LONG, SCENE, STEP, Client, Threads, helped
from app.scene.scene import Scene
from tests.patience import PATIENCE
from tests.scenes import lane, scene

LANES = scene(*[lane("adam", lr=0.01 * (i + 1)) for i in range(6)], steps=20_000)


def test_no_more_threads_than_were_asked_for() -> None:
    threads, running, most = Threads(2), [], []

    def work() -> None:
        running.append(1)
        most.append(len(running))
        Event().wait(0.002)
        running.pop()

    for future in [threads.submit(work, rank) for rank in (SCENE, STEP, LONG) * 5]:
        future.result(PATIENCE)
    assert max(most) == 2


def test_who_waits_begins_in_order_of_rank() -> None:
    threads, let_go = Threads(1), Event()
    order: list[tuple[int, int]] = []
    held = threads.submit(lambda: let_go.wait(PATIENCE), LONG)
    waiting = [threads.submit(partial(order.append, (rank, i)), rank) for i, rank in enumerate([LONG, STEP, SCENE, STEP])]
    let_go.set()
    held.result(PATIENCE)
    for future in waiting:
        future.result(PATIENCE)
    assert order == [(SCENE, 2), (STEP, 1), (STEP, 3), (LONG, 0)]


def busy(name: str, order: list[str], seconds: float = 0.005) -> None:
    """Use a processor for a while, then note the name."""
    end = thread_time() + seconds
    while thread_time() < end:
        pass
    order.append(name)


def test_among_equal_ranks_the_client_that_has_had_least_goes_first() -> None:
    """One asks for ten things, the other for one after them; a third, who comes later, owes nothing for the time without it."""
    threads, let_go, order = Threads(1), Event(), list[str]()
    greedy, modest, late = Client(), Client(), Client()
    held = threads.submit(lambda: let_go.wait(PATIENCE), SCENE)
    asked: list[Future[None]] = [threads.submit(partial(busy, "greedy", order), SCENE, greedy) for _ in range(10)]
    asked.append(threads.submit(partial(busy, "modest", order), SCENE, modest))
    let_go.set()
    assert held.result(PATIENCE)
    for future in asked:
        future.result(PATIENCE)
    assert order.index("modest") <= 1
    threads.submit(partial(busy, "late", order), SCENE, late).result(PATIENCE)
    assert late.used >= greedy.used / 2  # level with the others, not ahead of them


def test_no_client_has_every_thread_while_another_waits() -> None:
    threads, let_go, begun = Threads(2), Event(), list[str]()
    greedy, other = Client(), Client()
    held = [threads.submit(lambda: let_go.wait(PATIENCE), SCENE) for _ in range(2)]
    asked: list[Future[None]] = [threads.submit(partial(begun.append, "greedy"), SCENE, greedy) for _ in range(2)]
    greedy.running = 1  # of the two that wait for a thread, it has one already
    asked.append(threads.submit(partial(begun.append, "other"), SCENE, other))
    let_go.set()
    for future in asked:
        future.result(PATIENCE)
    assert all(future.result(PATIENCE) for future in held)
    assert begun[0] == "other"


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_client_that_comes_again_and_again_finds_a_thread(elsewhere: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kernels cannot be interrupted: the other client's helper does not take the last thread meanwhile."""
    monkeypatch.setattr("app.engine.threads.MOMENT", PATIENCE)
    threads, tried, let_go, hog = Threads(2), Event(), Event(), Client()
    lent: list[Future[bool] | None] = []

    def work() -> bool:
        lent.append(threads.lend(lambda: let_go.wait(PATIENCE), SCENE, hog))
        tried.set()
        return let_go.wait(PATIENCE)

    if elsewhere:  # its work is short, and done on the event loop
        threads.note(Client())
    else:
        threads.submit(lambda: None, SCENE, Client()).result(PATIENCE)
    held = threads.submit(work, SCENE, hog)
    assert tried.wait(PATIENCE)
    assert threads.submit(lambda: "done", SCENE, Client()).result(PATIENCE) == "done"
    assert lent == [None]
    let_go.set()
    assert held.result(PATIENCE)
    alone = Threads(2)
    assert alone.submit(lambda: alone.lend(lambda: True, SCENE, hog), SCENE, hog).result(PATIENCE)


def test_what_takes_long_leaves_a_thread_to_the_others() -> None:
    """Also where it would be a helper."""
    threads, let_go = Threads(2), Event()
    held = [threads.submit(lambda: let_go.wait(PATIENCE), LONG) for _ in range(3)]
    assert threads.submit(lambda: "done", STEP).result(PATIENCE) == "done"
    assert threads.lend(lambda: "done", LONG) is None
    lent = threads.lend(lambda: "done", SCENE)
    assert lent
    assert lent.result(PATIENCE) == "done"
    let_go.set()
    for future in held:
        assert future.result(PATIENCE)


def test_work_that_is_no_longer_wanted_is_not_begun() -> None:
    threads, let_go, begun = Threads(1), Event(), []
    held = threads.submit(lambda: let_go.wait(PATIENCE), SCENE)
    unwanted = threads.submit(lambda: begun.append(1), SCENE)
    assert unwanted.cancel()
    let_go.set()
    held.result(PATIENCE)
    threads.submit(lambda: None, LONG).result(PATIENCE)
    assert begun == []


@pytest.mark.parametrize("helpers", [0, 1, 3])
def test_lanes_are_the_same_whoever_helps(helpers: int) -> None:
    asked = Scene.model_validate(LANES)
    alone: list[Run] = asked.run()
    with helped(helpers):
        found = asked.run()
    assert [run.loss[-1] for run in found] == [run.loss[-1] for run in alone]


def test_who_wants_no_more_lanes_ends_the_helpers() -> None:
    """A helper finishes what it has begun, and takes no more."""
    let_go, begun, asleep = Event(), [], Event()

    def work(number: int) -> int:
        begun.append(number)
        if current_thread() is not main_thread():
            asleep.set()
            let_go.wait(PATIENCE)
        return number

    with helped(1):
        done = Together(work, range(50)).each()
        next(done)
        assert asleep.wait(PATIENCE)
        done.close()
        let_go.set()
        Event().wait(0.05)  # time enough to take all that is left
    assert len(begun) <= 3
