"""A patch that another machine draws, and this one if that fails."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock

from app.maps.tile import Tile

Begin = Callable[[], "Future[Tile]"]


class Tried(Future[Tile]):
    """The future of a patch: that of `away`, or else that of `here()`, unless it is given up."""

    def __init__(self, away: "Future[Tile]", here: Begin) -> None:
        super().__init__()
        self.here = here
        self.now: Future[Tile] = away
        self.gate = Lock()
        away.add_done_callback(self.tried)

    def cancel(self) -> bool:
        """Give it up, wherever it is drawn."""
        with self.gate:
            given_up = super().cancel()
        self.now.cancel()
        return given_up

    def tried(self, away: "Future[Tile]") -> None:
        """Take what came from elsewhere; if nothing did, draw it here."""
        if not away.cancelled() and away.exception() is None:
            self.take(away)
            return
        with self.gate:
            if self.cancelled():
                return
            self.now = self.here()
        self.now.add_done_callback(self.take)

    def take(self, made: "Future[Tile]") -> None:
        """Take what came, unless it was given up meanwhile."""
        if made.cancelled():
            self.cancel()
        elif self.set_running_or_notify_cancel():
            if error := made.exception():
                self.set_exception(error)
            else:
                self.set_result(made.result())
