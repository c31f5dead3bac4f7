"""Whose pages may open the stream: a browser sends along which site a page is from, and no script of that site can change it.

A socket is not held back by the browser as a request is: without this check any site that a lecturer has open could have our
server compute. Scripts and command lines send no `Origin` and are let in; a page without a site (a file, a frame that is
sandboxed) sends `null` and is not, unless the settings name it. `/embed` is a page of ours, whoever frames it.
"""

import logging

from fastapi import WebSocket
from fastapi.responses import Response

from app.faults import Refused, single
from app.settings import settings
from app.wire import dumps

log = logging.getLogger("ravine.stream")
USUAL = {"http": ":80", "https": ":443"}
"""The ports that browsers leave out."""


def hosts(socket: WebSocket) -> set[str]:
    """Return what our own address may be called: as the browser has it, or a proxy between us that says so."""
    said = (socket.headers.get(name, "") for name in ("host", "x-forwarded-host"))
    return {host.strip().lower() for each in said for host in each.split(",") if host.strip()}


def is_own(origin: str, hosts: set[str]) -> bool:
    """Return whether an origin is one of the hosts; which path we are served at does not matter, nor whether a proxy ends the TLS."""
    scheme, _, host = origin.lower().partition("://")
    port = USUAL.get(scheme)
    return port is not None and bool(host) and host.removesuffix(port) in {each.removesuffix(port) for each in hosts}


def is_allowed(origin: str | None, hosts: set[str], others: frozenset[str]) -> bool:
    """Return whether a page of this origin may open the stream."""
    return origin is None or "*" in others or origin.lower() in others or is_own(origin, hosts)


def refusal_of(socket: WebSocket) -> Refused | None:
    """Return why a socket is refused, or None."""
    origin = socket.headers.get("origin")
    if is_allowed(origin, hosts(socket), settings.sites()):
        return None
    return single("origin", "pages of this site may not open the stream", origin, "its own site, or one that RAVINE_ORIGINS names", 403)


async def deny(socket: WebSocket, refused: Refused) -> None:
    """Answer a socket that is not opened; a server that has no words for it says 403."""
    log.warning("socket refused: %s", refused.faults[0])
    if "websocket.http.response" not in socket.scope.get("extensions", {}):
        await socket.close()
        return
    response = Response(dumps({"errors": refused.faults}), refused.status, media_type="application/json")
    await socket.send_denial_response(response)
