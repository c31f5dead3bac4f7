"""Health check of a container: exit status 0 if this environment's server is ready, else 1."""

import http.client
import sys

from app.cli.address import host_of, url
from app.settings import settings

PATIENCE = 4
"""Timeout in seconds."""

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""The loopback address that reaches a server listening on all addresses."""


def asked(host: str, port: int) -> int:
    """Return the status of /healthz, 0 if there is no answer."""
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status
    except (OSError, UnicodeError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def main() -> None:
    """Print the status of the server and exit accordingly."""
    host = host_of(settings)
    host = ANYWHERE.get(host, host)
    status = asked(host, settings.port)
    print(f"{url(host, settings.port)}/healthz: {status or 'nobody answers'}")
    sys.exit(status != 200)


if __name__ == "__main__":
    main()
