"""What the server does once, in the background: compile, and have ready what every page asks for first."""

import atexit
import threading

from app.catalog.catalog import catalog
from app.web.static_files import shelf
from app.web.warm import stop, warm

_lock = threading.Lock()
_begun = threading.Event()


def prepare() -> None:
    """Have ready what every page asks for first."""
    shelf.pack()
    catalog("en")


def begin() -> None:
    """Begin, unless it was begun: with the server, or at the first request where another application has no lifespan for us."""
    with _lock:
        if _begun.is_set():
            return
        _begun.set()
    atexit.register(stop)  # nobody tells a mounted application that the server ends
    for work in (warm, prepare):
        threading.Thread(target=work, name=work.__name__, daemon=True).start()
