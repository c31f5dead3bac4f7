"""The command `serve`, which listens before it prints its address."""

import asyncio
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from socket import socket

import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.supervisors import Multiprocess

from app import __version__
from app.classroom.stores.choice import insist_on_redis
from app.cli.address import host_of, ignored, listen, trouble, url
from app.cli.fail import fail
from app.settings import insist, settings
from app.web.prefix import prefix
from app.web.protocol import Http, Socket

GRACE = 2
"""Seconds that running requests have once the server is told to end."""

LAST = 1.0
"""Seconds that threads have after that: compiled code hears of nothing, and Python waits for every thread."""

LOOK = 0.02
"""Seconds between two looks whether the workers have ended."""

SILENT = 30
"""Seconds after which a worker that says nothing is replaced. uvicorn's 5 would kill one that starts on a busy machine, again and again."""


class Config(uvicorn.Config):
    """Ends the process for certain, and without tracebacks of what was cancelled. It is loaded in every worker."""

    def load(self) -> None:
        """Load the application."""
        super().load()
        app = self.loaded_app

        async def ending(scope: Scope, receive: Receive, send: Send) -> None:
            with suppress(asyncio.CancelledError):  # only the end of the server cancels
                await app(scope, receive, send)
            if scope["type"] == "lifespan":
                last = threading.Timer(LAST, os._exit, [0])
                last.daemon = True
                last.start()

        self.loaded_app = ending


class Workers(Multiprocess):
    """Passes the end on to the workers at once: uvicorn's own loop first waits for an answer of each, for seconds if one is busy."""

    def __init__(self, config: Config, sockets: list[socket]) -> None:
        super().__init__(config, sockets)
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, self.end)

    def end(self, *_: object) -> None:
        """Begin to end, in a thread: a handler that sets the event could wait for the lock that the loop holds."""
        threading.Thread(target=self.finish, daemon=True).start()

    def finish(self) -> None:
        """Tell the workers; kill those that take longer than they may."""
        self.should_exit.set()
        for each in self.processes:
            each.process.terminate()
        for _ in range(round((GRACE + 2 * LAST) / LOOK)):  # not by the clock: where the machine stands still, they do, too
            if not any(each.process.is_alive() for each in self.processes):
                break
            time.sleep(LOOK)
        for each in self.processes:
            each.process.kill()
        os._exit(0)


def serve(host: str | None, port: int, workers: int) -> None:
    """Serve until interrupted; exit with status 2 and one line if the address cannot be listened on."""
    insist()
    insist_on_redis()
    if not (0 <= port <= 65535 and 1 <= workers <= 256):
        fail("--port goes from 0 to 65535, --workers from 1 to 256")
    host = host_of(settings) if host is None else host
    for sentence in ignored(host):
        print(f"ravine: {sentence}", file=sys.stderr)
    try:
        sockets = listen(host, port)
    except (OSError, UnicodeError) as error:
        fail(f"cannot listen at {url(host, port)}: {trouble(error)}")
    port = sockets[0].getsockname()[1]
    print(f"Ravine {__version__}: {url(host, port)} (stop with Ctrl-C)", flush=True)
    config = Config(
        "app.main:app", host=host, port=port, workers=workers, log_level=settings.log_level, access_log=False, server_header=False,
        http=Http, ws=Socket, ws_per_message_deflate=False, timeout_graceful_shutdown=GRACE, timeout_worker_healthcheck=SILENT,
        root_path=prefix(settings.root_path),
    )  # fmt: skip
    if workers > 1:
        os.environ["RAVINE_WORKERS"] = str(workers)  # each of them must know that there are others
        for each in sockets:
            each.set_inheritable(True)
        Workers(config, sockets).run()
        return
    config.load_app()
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):
        server.run(sockets)
    if not server.started:
        raise SystemExit(3)
