"""Runs coroutines from ordinary tests."""

import asyncio
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def ended(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end in a new thread: the main thread has a running loop after a browser test."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


async def longest_turn(work: Coroutine[Any, Any, Any]) -> float:
    """Run a coroutine; return the longest time in seconds for which everything else on the event loop had to wait.

    It is processor time of the loop's own thread, so that it does not matter how busy the machine is.
    """
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        while True:
            begun = time.thread_time()
            await asyncio.sleep(0.001)
            longest = max(longest, time.thread_time() - begun)

    watcher = asyncio.create_task(watch())
    try:
        await work
        await asyncio.sleep(0.002)
    finally:
        watcher.cancel()
    return longest
