"""Coroutines in tests that are no coroutines themselves."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def ended(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, in a thread of its own: in the main one a loop runs once a browser test has been there."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()
