"""A time limit in which a pause of this machine counts little."""

import asyncio
from collections.abc import Callable

PARTS = 4
"""Parts of a limit, one after the other. A process that stands still for a minute is late for one of them; the others are still to come."""


class Deadline:
    """Calls a function after `seconds` in which this process ran.

    What a client sent while nothing here ran waits in the kernel: a plain timer would end the client before that is read.
    """

    def __init__(self, seconds: float, then: Callable[[], None]) -> None:
        self.part, self.then, self.left = seconds / PARTS, then, PARTS
        self.begin()

    def begin(self) -> None:
        """Begin the next part."""
        self.left -= 1
        self.timer = asyncio.get_running_loop().call_later(self.part, self.begin if self.left else self.then)

    def cancel(self) -> None:
        """Call nothing."""
        self.timer.cancel()
