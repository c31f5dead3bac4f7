"""File descriptors: raises their limit, and keeps the log short when they run out."""

import asyncio
import errno
import logging
import sys
from contextlib import suppress
from typing import Any

if sys.platform != "win32":
    import resource

log = logging.getLogger("uvicorn.error")

SPARE = 64
"""Descriptors that are left to files and processes of our own."""

QUIET = 60.0
"""Seconds between two log lines about them. asyncio writes a traceback for every connection that it cannot accept."""


def raise_limit() -> None:
    """Raise the soft limit of open files to the hard one."""
    if sys.platform != "win32":  # which has no such limit
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        with suppress(OSError, ValueError):  # macOS has a lower limit than it says
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def room() -> int:
    """Return how many connections the limit of open files allows."""
    if sys.platform == "win32":
        return sys.maxsize
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return sys.maxsize if soft == resource.RLIM_INFINITY else max(soft - SPARE, soft // 2)


def hush(loop: asyncio.AbstractEventLoop) -> None:
    """Log at most one line a minute when descriptors have run out. asyncio itself tries again after a second."""
    last = -QUIET

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        nonlocal last
        error = context.get("exception")
        if not isinstance(error, OSError) or error.errno not in (errno.EMFILE, errno.ENFILE):
            loop.default_exception_handler(context)
        elif loop.time() - last >= QUIET:
            last = loop.time()
            log.error("no connection can be accepted: %s; see ulimit -n", error.strerror)

    loop.set_exception_handler(handle)
