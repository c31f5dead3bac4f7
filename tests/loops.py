"""Runs coroutines from ordinary tests."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def ended(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end in a new thread: the main thread has a running loop after a browser test."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()
