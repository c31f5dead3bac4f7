"""The address that the server listens on, and its listening sockets."""

import errno
import os
import socket
from collections.abc import Mapping

from app.settings import Settings, is_address, is_ours

BACKLOG = 2048
"""Length of the queue of connections to accept; uvicorn's default."""

ELSEWHERE = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
"""Errors of addresses that this machine cannot use, for example IPv6 addresses of a name where there is no IPv6."""


def is_local(host: str) -> bool:
    """Return whether a host names an address of this machine that it can listen on."""
    try:
        listen(host, 0)[0].close()
    except (OSError, UnicodeError):
        return False
    return True


def host_of(settings: Settings, environment: Mapping[str, str] = os.environ) -> str:
    """Return the host to listen on: HOST if it is an address or name of this machine and RAVINE_HOST is unset, else the settings' host."""
    named = environment.get("HOST", "").strip()
    prefixed = environment.get("RAVINE_HOST", "").strip()
    if not named or is_address(named) or (prefixed and is_ours("RAVINE_HOST", prefixed)):
        return settings.host
    return named if "://" not in named and is_local(named) else settings.host


def ignored(host: str, environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return a sentence for each environment variable that is set but ignored because it is meant for another program."""
    said = {name: environment.get(name, "").strip() for name in ("RAVINE_HOST", "RAVINE_PORT", "HOST", "PORT")}
    foreign = [name for name, value in said.items() if value and not is_ours(name, value) and value != host]
    if is_ours("RAVINE_HOST", said["RAVINE_HOST"]) and said["RAVINE_HOST"] and "HOST" in foreign:
        foreign.remove("HOST")  # RAVINE_HOST overrides HOST anyway
    return [f"{name}={ascii(said[name])[:100]} is ignored: it is not an address or port of this server" for name in foreign]


def listen(host: str, port: int) -> list[socket.socket]:
    """Return a listening socket for each address of a host, all on one port; raise OSError or UnicodeError if there is none."""
    found = socket.getaddrinfo(host.strip("[]") or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    made: list[socket.socket] = []
    refused: OSError | None = None
    for family, address in dict.fromkeys((family, address) for family, _, _, _, address in found):
        place = (address[0], made[0].getsockname()[1] if made else port, *address[2:])
        try:
            made.append(socket.create_server(place, family=family, backlog=BACKLOG))
        except OSError as error:
            refused = error
            if error.errno not in ELSEWHERE:
                break
    if not made or (refused and refused.errno not in ELSEWHERE):
        for each in made:
            each.close()
        raise refused or OSError("there is no such address")
    return made


def trouble(error: OSError | UnicodeError) -> str:
    """Return the reason why an address cannot be listened on, in a few words."""
    if isinstance(error, UnicodeError):
        return "this is no name of a machine"
    lookup = isinstance(error, socket.gaierror) or error.errno is None
    return str(error.strerror or error) if lookup else os.strerror(error.errno or 0)


def url(host: str, port: int) -> str:
    """Return the URL of a host and port."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
