"""Decides which pages may open the stream, by the `Origin` that a browser sends and that no script can change.

Browsers do not restrict sockets as they restrict requests. Without this check, any site that a lecturer has open could use our
server for computing. Scripts and command lines send no `Origin` and are accepted. A page without a site (a file, a sandboxed frame)
sends `null` and is refused, unless the settings list it. `/embed` is our own page, whichever site frames it.
"""

import logging

from fastapi import WebSocket

from app.scene.faults import plain, single
from app.settings import settings
from app.web.responses import as_json

log = logging.getLogger("ravine.stream")
USUAL = {"http": ":80", "https": ":443"}
"""Default ports, which browsers omit."""


def hosts(socket: WebSocket) -> set[str]:
    """Return the hosts of this server: that of the request, and the one that a proxy forwards."""
    values = (socket.headers.get(name, "") for name in ("host", "x-forwarded-host"))
    return {host.strip().lower() for each in values for host in each.split(",") if host.strip()}


def is_own(origin: str, hosts: set[str]) -> bool:
    """Return whether an origin is one of the hosts; the scheme is ignored, because a proxy may end TLS."""
    scheme, _, host = origin.lower().partition("://")
    port = USUAL.get(scheme)
    return port is not None and bool(host) and host.removesuffix(port) in {each.removesuffix(port) for each in hosts}


def is_allowed(origin: str | None, hosts: set[str], others: frozenset[str]) -> bool:
    """Return whether a page of this origin may open the stream."""
    return origin is None or "*" in others or origin.lower() in others or is_own(origin, hosts)


def is_welcome(socket: WebSocket) -> bool:
    """Return whether a socket's page may open the stream."""
    return is_allowed(socket.headers.get("origin"), hosts(socket), settings.sites())


async def deny(socket: WebSocket, why: str, status: int = 403) -> None:
    """Refuse a socket before it opens, in words where the server can say them; log the reason for the operator."""
    log.warning("socket to %s refused: %s", plain(socket.url.path), why)
    if "websocket.http.response" in socket.scope.get("extensions", {}):
        refused = single("not_served", "", socket.url.path, status=status, says=why)
        await socket.send_denial_response(as_json(refused.answer(), status))
    else:
        await socket.close()
