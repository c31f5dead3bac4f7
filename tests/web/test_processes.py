"""Worker processes: what they answer, what ends them, and that the next order is answered whatever became of the one before."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import aclosing
from typing import Any

import pytest

from app.scene.faults import Refused
from app.web import processes as ours
from app.web.processes import Processes
from tests.loops import ended
from tests.patience import PATIENCE, within
from tests.web import orders

SECONDS, FEW, EVER = 12, 0.25, 10_000
"""Processor time, usually and where it shall be over; times as much by the clock, where that shall last on any machine."""
PAUSE = 0.3
"""Seconds without an order, where a process shall be ended."""


@pytest.fixture(scope="module")
def processes() -> Iterator[Processes]:
    made = Processes(2, 8, SECONDS, "tests.web.orders")
    yield made
    made.stop()


async def answer(processes: Processes, order: Callable[..., Any], *given: Any) -> list[Any]:
    return [item async for item in processes.each("somebody", order, *given)]


def refusal(processes: Processes, order: Callable[..., Any]) -> Refused:
    with pytest.raises(Refused) as refused:
        ended(answer(processes, order))
    return refused.value


def is_gone(pid: int) -> bool:
    """Return whether a process ends soon."""

    def gone() -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        return False

    return bool(within(gone))


def test_orders_are_answered_by_one_process_that_steps_back_behind_the_server(processes: Processes) -> None:
    first, second = ended(answer(processes, orders.who)), ended(answer(processes, orders.who))
    assert first == second
    assert first[0] != os.getpid()
    assert first[1] >= 10


@pytest.mark.parametrize(("order", "status"), [(orders.refuse, 422), (orders.fail, 500)])
def test_a_refusal_and_a_fault_are_told_and_the_process_stays(processes: Processes, order: Callable[..., Any], status: int) -> None:
    before = ended(answer(processes, orders.who))
    assert refusal(processes, order).status == status
    assert ended(answer(processes, orders.who)) == before


@pytest.mark.parametrize(("order", "clock"), [(orders.endless, EVER), (orders.forever, 10)], ids=["computes", "hangs"])
def test_an_order_that_takes_too_long_is_refused_and_its_process_ended(
    order: Callable[..., Any], clock: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.processes.CLOCK", EVER)
    processes = Processes(2, 8, FEW, "tests.web.orders")
    pid, _ = ended(answer(processes, orders.who))
    with monkeypatch.context() as patch:
        patch.setattr("app.web.processes.CLOCK", clock)
        refused = refusal(processes, order)
    bound = FEW if clock == EVER else FEW * clock
    assert (refused.status, refused.faults[0]["bound"]) == (503, f"<= {bound} seconds")
    assert is_gone(pid)
    assert ended(answer(processes, orders.who))
    processes.stop()


def test_time_counts_while_an_order_computes_not_while_a_busy_machine_keeps_it_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """It steps back behind whatever else a machine does: a minute of the clock could be over before a file of 3 s was made."""
    monkeypatch.setattr("app.web.processes.CLOCK", EVER)
    processes = Processes(2, 8, FEW, "tests.web.orders")
    pid, _ = ended(answer(processes, orders.who))
    assert ended(answer(processes, orders.waits, FEW * 2)) == [pid]
    for _ in range(2):
        assert ended(answer(processes, orders.computes, FEW * 0.6)) == [pid]  # of each order
    processes.stop()


def test_a_process_that_dies_costs_its_order_alone(processes: Processes) -> None:
    refused = refusal(processes, orders.die)
    assert (refused.status, refused.faults[0]["code"]) == (503, "ended")
    assert ended(answer(processes, orders.who))


def test_one_that_dies_without_an_order_is_replaced(processes: Processes) -> None:
    pid, _ = ended(answer(processes, orders.who))
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert ended(answer(processes, orders.who))[0] != pid


@pytest.mark.parametrize("leaves", ["between two items", "while it waits"])
def test_a_reader_that_leaves_ends_the_process(processes: Processes, leaves: str) -> None:
    async def read() -> int:
        async with aclosing(processes.each("somebody", orders.forever)) as items:
            pid: int = await anext(items)
            if leaves == "while it waits":
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(anext(items), 0.1)
            return pid

    assert is_gone(ended(read()))
    assert processes.shares._running.total() == 0


def test_no_socket_is_inherited(processes: Processes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.set_inheritable(True)
        assert ended(answer(processes, orders.opened, 0)) == [True]
        fresh = Processes(1, 1, SECONDS, "tests.web.orders")
        assert ended(answer(fresh, orders.opened, listening.fileno())) == [False]
        fresh.stop()


def test_a_process_without_orders_is_ended_and_never_between_two_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that ended by itself took a third of a second for it, in which it was given an order that nobody answered."""
    monkeypatch.setattr(ours, "IDLE", PAUSE)
    processes = Processes(2, 8, SECONDS, "tests.web.orders")

    async def asked() -> list[int]:
        found = []
        for pause in (0.0, 0.5, 0.9, 1.0, 1.1, 1.5):
            await asyncio.sleep(pause * PAUSE)
            found += [(await answer(processes, orders.who))[0]]
        await asyncio.sleep(2 * PAUSE)
        return found

    assert all(is_gone(pid) for pid in ended(asked()))
    assert processes._all == set()


OWNER = """
import asyncio
from app.web.processes import Processes
from tests.web import orders
async def main():
    async for pid in Processes(1, 1, 60, "tests.web.orders").each("somebody", orders.forever):
        print(pid, flush=True)
asyncio.run(main())
"""


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_in_mid_work_ends_with_its_server(by: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", OWNER], stdout=subprocess.PIPE) as owner:
        assert owner.stdout
        pid = int(owner.stdout.readline())
        owner.send_signal(by)
        owner.wait(PATIENCE)
    assert is_gone(pid)


def test_stopping_ends_all() -> None:
    async def stopped() -> None:
        processes = Processes(2, 8, 60, "tests.web.orders")
        items = processes.each("somebody", orders.forever)
        pid = await anext(items)
        processes.stop()
        with pytest.raises(Refused):
            await anext(items)
        assert await asyncio.to_thread(is_gone, pid)

    ended(stopped())
