"""Ask the server of this environment whether it is ready, for the health check of a container: status 0 where it is, else 1."""

import http.client
import sys

from app.cli.address import host_of, url
from app.settings import settings

PATIENCE = 4
"""Seconds that an answer may take."""

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""Who listens on all addresses is asked on its own machine."""


def asked(host: str, port: int) -> int:
    """Return the status of /healthz, 0 where nobody answers."""
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status
    except (OSError, UnicodeError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def main() -> None:
    """Say how the server is, and end with the status that says the same."""
    host = host_of(settings)
    host = ANYWHERE.get(host, host)
    status = asked(host, settings.port)
    print(f"{url(host, settings.port)}/healthz: {status or 'nobody answers'}")
    sys.exit(status != 200)


if __name__ == "__main__":
    main()
