"""The address under which other machines of the network reach this server, for links and QR codes on a page opened as localhost.

Only who sits at this machine is told. Behind a proxy the server's own address is of no use to anybody, and none of their business.
"""

import socket
from typing import Literal

from pydantic import BaseModel
from starlette.requests import Request

from app.settings import is_address, settings
from app.web.prefix import prefix

HERE = ("127.", "::1", "::ffff:127.")
"""How the addresses of this machine to itself begin."""
PROXIED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-prefix", "x-forwarded-proto", "x-real-ip")
"""Headers that a proxy adds."""
SOMEWHERE = ("192.0.2.1", 9)
"""An address that nobody has (RFC 5737). No packet is sent there: the system only chooses the network that would carry it."""
PATIENCE = 0.5
"""Seconds in which a machine reaches itself."""


class Reach(BaseModel):
    """`network`: the address in the network, or null; `why` it is null: the server listens on this machine alone, or cannot tell."""

    network: str | None = None
    why: Literal["alone", "unknown"] | None = None


def is_here(host: str) -> bool:
    """Return whether a host, without its port, means the machine itself."""
    name = host.strip("[]").lower()
    return name == "localhost" or name.endswith(".localhost") or (is_address(name) and name.startswith(HERE))


def is_direct(request: Request) -> bool:
    """Return whether a request comes from this machine itself, with no proxy between. nginx speaks HTTP/1.0 unless it is told otherwise."""
    peer = request.client.host if request.client else ""
    proxied = any(name in request.headers for name in PROXIED) or request.scope.get("http_version") == "1.0"
    moved = prefix(settings.root_path) or request.scope.get("root_path")
    return is_here(peer) and is_here(request.url.hostname or "") and not proxied and not moved


def own_address() -> str | None:
    """Return this machine's address in its network; None if it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(SOMEWHERE)
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if address == "0.0.0.0" or is_here(address) else address


def listens(address: str, port: int) -> bool:
    """Return whether somebody listens there: asked of the system itself, because the server may have been started in many ways."""
    try:
        socket.create_connection((address, port), PATIENCE).close()
    except OSError:
        return False
    return True


def reach(request: Request) -> Reach:
    """Return how others in the network reach this server."""
    port, address = (request.scope.get("server") or (None, None))[1], own_address() if is_direct(request) else None
    if not port or not address:
        return Reach(why="unknown")
    return Reach(network=f"http://{address}:{port}") if listens(address, port) else Reach(why="alone")
