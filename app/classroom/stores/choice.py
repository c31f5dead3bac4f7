"""Which store a server has."""

import multiprocessing
import signal
import sys
from importlib.util import find_spec

from app.classroom.stores.memory import Memory
from app.classroom.stores.store import Heard, HeardFrame, Store
from app.settings import settings


def insist_on_redis() -> None:
    """If the settings name a Redis and its package is not installed, print one line and exit with status 2."""
    if settings.redis_url and find_spec("redis") is None:
        print("ravine: RAVINE_REDIS_URL needs the package redis: pip install 'ravine[redis]'", file=sys.stderr)
        raise SystemExit(2)


def chosen(heard: Heard, heard_frame: HeardFrame) -> Store:
    """Return the store of the settings."""
    if not settings.redis_url:
        return Memory(heard)
    insist_on_redis()
    from app.classroom.stores.connected import open_redis  # noqa: PLC0415  (only who shares needs it)
    from app.classroom.stores.shared import Shared  # noqa: PLC0415

    return Shared(heard, heard_frame, open_redis(settings.redis_url))


def of_gunicorn() -> int:
    """Return how many workers gunicorn was told to start, if this is one: whichever kind it is, it takes SIGUSR1 and has the settings."""
    taker = getattr(signal.getsignal(signal.SIGUSR1), "__self__", None) if hasattr(signal, "SIGUSR1") else None
    told = getattr(getattr(taker, "cfg", None), "workers", 1)
    return told if isinstance(told, int) else 1


def workers() -> int:
    """Return how many workers this server has: as many as `serve` has said, or as uvicorn or gunicorn was told that started this process.

    Another process without a parent is alone. What is loaded again on every change is one process, whatever else uvicorn was told.
    """
    if multiprocessing.parent_process() is None:
        return of_gunicorn()
    told = getattr(multiprocessing.current_process(), "_kwargs", {}).get("config")
    return max(settings.workers, 1 if getattr(told, "should_reload", False) else int(getattr(told, "workers", 1)))


def apart() -> bool:
    """Return whether this is one of several workers that share nothing: half of the phones would find no class."""
    return not settings.redis_url and workers() > 1
