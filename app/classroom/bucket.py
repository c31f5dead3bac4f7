"""How often something may happen."""

import time


class Bucket:
    """At most `most` at once, and `rate` a second."""

    def __init__(self, rate: float, most: float) -> None:
        self.rate, self.most, self.left, self.since = rate, most, most, time.monotonic()

    def take(self) -> bool:
        """Return whether it may happen now, and count it."""
        now = time.monotonic()
        self.left, self.since = min(self.most, self.left + self.rate * (now - self.since)), now
        given = self.left >= 1
        self.left -= given
        return given

    def give_back(self) -> None:
        """Count one that happened as none."""
        self.left = min(self.most, self.left + 1)
