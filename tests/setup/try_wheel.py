"""Try an installed Ravine: its commands, its server, the page and its files. Run with the Python that it is installed for."""

import json
import re
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

PATIENCE = 120
"""Timeout in seconds of the first start, compilation of kernels included."""

RAVINE = Path(sys.executable).parent / "ravine"


def says(*arguments: str) -> str:
    """Return what a command of `ravine` prints."""
    return subprocess.run([RAVINE, *arguments], check=True, capture_output=True, encoding="utf-8", timeout=PATIENCE).stdout


def ask(port: int, path: str, body: object = None, patience: float = PATIENCE) -> tuple[int, str]:
    """Return status and text of a response, to a POST if there is a body; (0, "") if there is none, as while the server does not listen."""
    connection = HTTPConnection("127.0.0.1", port, timeout=patience)
    try:
        connection.request("POST" if body else "GET", path, json.dumps(body) if body else None, {"content-type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    except (OSError, HTTPException):
        return 0, ""
    finally:
        connection.close()


def wait_until_healthy(server: subprocess.Popen[bytes], port: int) -> str:
    """Return the body of /healthz once its status is 200; fail if the server exits or the timeout is over."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        status, body = ask(port, "/healthz")
        if status == 200:
            return body
        time.sleep(0.1)
    raise AssertionError(f"no healthy answer on port {port} within {PATIENCE} s (server ended with {server.poll()})")


def try_page(port: int, page: str) -> list[str]:
    """Request a page and every file that it names; return their addresses."""
    status, text = ask(port, page)
    assert status == 200, f"{page} answers {status}"
    parts = re.findall(r'(?:href|src)="([^":#]+)"', text)
    assert parts, f"{page} names no parts"
    for part in parts:
        assert ask(port, f"/{part.lstrip('./')}")[0] == 200, f"{page} names {part}, which is not there"
    return parts


def try_scripts(port: int, parts: list[str]) -> None:
    """Request the scripts that the bundle's own load later, and those that these need."""
    asked = [part for part in parts if "/bundle/js/" in part]
    assert asked, "the wheel holds no bundle of the page: run make bundle before"
    for part in asked:  # it grows meanwhile
        status, text = ask(port, f"/{part.lstrip('./')}")
        assert status == 200, f"the bundle names {part}, which is not there"
        named = [f"{part.rpartition('/')[0]}/{name}" for name in re.findall(r'(?:from|import\(?)"\./([^"]+)"', text)]
        asked += [name for name in dict.fromkeys(named) if name not in asked]
    assert len(set(asked)) > 1, "the bundle is one script: what a page needs only later should be apart"


def free_port() -> int:
    """Return a port that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def try_server(version: str) -> None:
    """Start the server, try it, and stop it."""
    port = free_port()
    server = subprocess.Popen([RAVINE, "serve", "--port", str(port)])
    try:
        assert json.loads(wait_until_healthy(server, port)) == {"status": "ok", "version": version}
        for page in ("/", "/class"):
            try_scripts(port, try_page(port, page))
        try_page(port, "/docs")
        english, thai = (json.loads(ask(port, f"/api/catalog?lang={language}")[1])["lessons"] for language in ("en", "th"))
        assert english["saddle"]["title"] != thai["saddle"]["title"]
    finally:
        server.terminate()
        server.wait(timeout=30)


def main() -> None:
    """Try everything that does not need the repository."""
    version = says("--version").split()[-1]
    assert "adagrad_blow_up" in says("lessons")
    try_server(version)
    print(f"ravine {version}: the wheel works where it is installed")


if __name__ == "__main__":
    main()
