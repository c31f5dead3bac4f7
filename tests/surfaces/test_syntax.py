"""Python's parser in several threads: none of them is disturbed by another one."""

import gc
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from surfaces.syntax import expression, statements

DEEP = "f(" * 80 + "x" + "".join(f" + {i}, x * {i})" for i in range(80))


class Garbage:
    """Stays until the garbage collector finds it, and then lets another thread run, as compiled code that is freed does."""

    def __init__(self) -> None:
        self.own = self

    def __del__(self) -> None:
        time.sleep(0.002)


@pytest.fixture
def often() -> Iterator[None]:
    """Collect garbage often, in the middle of a parse."""
    before = gc.get_threshold()
    gc.set_threshold(100)
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize("parse", [expression, lambda source: statements(f"y = {source}")], ids=["expression", "statements"])
def test_threads_may_parse_at_once(often: None, parse: Callable[[str], Any]) -> None:
    def work(_: int) -> None:
        for _ in range(20):
            for _ in range(5):
                Garbage()
            parse(DEEP)

    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(work, range(4))] == [None] * 4


def test_what_is_no_expression_is_refused() -> None:
    with pytest.raises(SyntaxError):
        expression("x = 1")
