"""A bar on the screen while long work is done; nothing where nobody looks."""

import sys
import time

WIDTH = 30
AFTER, EVERY = 0.5, 0.1
"""Seconds after which a bar is shown, and after which it is drawn anew."""


class Progress:
    """Counts what is done of `total`. The bar stands on standard error while it is a terminal, and goes when the work ends."""

    def __init__(self, total: int, unit: str) -> None:
        self.total, self.unit, self.done = total, unit, 0
        self.begin = self.drawn = time.monotonic()
        self.shown = False

    def __call__(self, more: int) -> None:
        """Count so many more."""
        self.done += more
        now = time.monotonic()
        if sys.stderr.isatty() and now - self.begin > AFTER and now - self.drawn > EVERY:
            self.drawn, self.shown = now, True
            full = WIDTH * min(self.done, self.total) // self.total
            bar = "#" * full + "." * (WIDTH - full)
            print(f"\r{bar} {self.done:,} of {self.total:,} {self.unit}, {now - self.begin:.0f} s", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Clear the line."""
        if self.shown:
            print("\r" + " " * 79 + "\r", end="", file=sys.stderr, flush=True)
