"""Whose pages may open the stream: a browser sends along which site a page is from, and no script of that site can change it.

A socket is not held back by the browser as a request is: without this check any site that a lecturer has open could have our
server compute. Scripts and command lines send no `Origin` and are let in; a page without a site (a file, a frame that is
sandboxed) sends `null` and is not, unless the settings name it. `/embed` is a page of ours, whoever frames it.
"""

import logging

from fastapi import WebSocket

from app.scene.faults import plain
from app.settings import settings

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


def is_welcome(socket: WebSocket) -> bool:
    """Return whether the page that asks for a socket may have one."""
    return is_allowed(socket.headers.get("origin"), hosts(socket), settings.sites())


async def deny(socket: WebSocket, why: str) -> None:
    """Refuse a socket before it is open, which the server answers with status 403; the reason is for its operator."""
    log.warning("socket to %s refused: %s", plain(socket.url.path), why)
    await socket.close()
