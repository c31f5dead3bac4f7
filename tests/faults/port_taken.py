"""Another program listens at the port already."""

import subprocess
from pathlib import Path

from tests.faults.serving import ROOT, START, Serving, clear


def fault(place: Path) -> list[str]:
    """One line, and status 2."""
    with Serving(place / "log") as server:
        server.ready(START)
        second = subprocess.run(server.command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=START, check=False)
    assert second.returncode == 2
    assert second.stderr.count("\n") == 1
    return [f"terminal: {clear(second.stderr.strip())}", "status 2"]
