"""Background work at startup: compile the kernels, and prepare what every page requests first."""

import atexit
import threading

from app.catalog.catalog import catalog
from app.web.static_files import page_files
from app.web.warm import stop, warm

_lock = threading.Lock()
_begun = threading.Event()


def prepare() -> None:
    """Compress the page's files and build the English catalog, which every page requests first."""
    page_files.pack()
    catalog("en")


def begin() -> None:
    """Start the background work once.

    The server calls this at its start. A mounted application may not run our lifespan, and calls it at the first request.
    """
    with _lock:
        if _begun.is_set():
            return
        _begun.set()
    atexit.register(stop)  # a mounted application is not told when the server stops
    for work in (warm, prepare):
        threading.Thread(target=work, name=work.__name__, daemon=True).start()
