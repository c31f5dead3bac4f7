"""The command `serve`, which listens before it prints its address."""

import sys
from contextlib import suppress

import uvicorn
from uvicorn.supervisors import Multiprocess

from app import __version__
from app.cli.address import host_of, ignored, listen, trouble, url
from app.cli.fail import fail
from app.settings import insist, settings
from app.web.prefix import prefix
from app.web.protocol import Http, Socket


def serve(host: str | None, port: int, workers: int) -> None:
    """Serve until interrupted; exit with status 2 and one line if the address cannot be listened on."""
    insist()
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
    config = uvicorn.Config(
        "app.main:app", host=host, port=port, workers=workers, log_level=settings.log_level, access_log=False, server_header=False,
        http=Http, ws=Socket, ws_per_message_deflate=False, timeout_graceful_shutdown=2,
        root_path=prefix(settings.root_path),
    )  # fmt: skip
    if workers > 1:
        for each in sockets:
            each.set_inheritable(True)
        Multiprocess(config, sockets=sockets).run()
        return
    config.load_app()
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):
        server.run(sockets)
    if not server.started:
        raise SystemExit(3)
