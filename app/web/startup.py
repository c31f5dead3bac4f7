"""Background work at startup: compile the kernels, and prepare what every page requests first."""

import atexit
import threading
import time

from app.catalog.catalog import catalog
from app.engine.memory import give_back, share_heap
from app.web.first import draw_all
from app.web.maps import room
from app.web.static_files import page_files
from app.web.warm import stop, warm

TIDY = 60
"""Seconds between two givings back of free memory, which hold up computing for a millisecond."""

_lock = threading.Lock()
_begun = threading.Event()


def prepare() -> None:
    """Compress the page's files and build the English catalog, which every page requests first."""
    room()  # connects in the background
    page_files.pack()
    catalog("en")


def heat() -> None:
    """Compile the kernels, then draw what the lessons show first."""
    warm()
    draw_all()


def tidy() -> None:
    """Give free memory back now and then."""
    while True:
        time.sleep(TIDY)
        give_back()


def begin() -> None:
    """Start the background work once.

    The server calls this at its start. A mounted application may not run our lifespan, and calls it at the first request.
    """
    with _lock:
        if _begun.is_set():
            return
        _begun.set()
    share_heap()
    atexit.register(stop)  # a mounted application is not told when the server stops
    for work in (heat, prepare, tidy):
        threading.Thread(target=work, name=work.__name__, daemon=True).start()
