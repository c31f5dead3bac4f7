"""The clock of the machine jumps a day ahead and a year back under an open page."""

from pathlib import Path

from tests.faults.serving import START, Serving
from tests.faults.visitor import redraws, visiting

SOON = 3.0
"""Seconds until the page draws again."""

PATCH = """
import pathlib, time
real, offset = time.time, pathlib.Path({place!r})
time.time = lambda: real() + float(offset.read_text())
"""
"""A clock of Python's that can be moved. (libfaketime 0.9.10 breaks the sleep of Python 3.11 where the monotonic clock is to stay.)"""


def fault(place: Path) -> list[str]:
    """Nobody notices."""
    offset = place / "offset"
    offset.write_text("0", "utf-8")
    (place / "sitecustomize.py").write_text(PATCH.format(place=str(offset)), "utf-8")
    with Serving(place / "log", environment={"PYTHONPATH": str(place)}) as server:
        server.ready(START)
        seconds = []
        with visiting(server.url) as page:
            for days in (1, -365, 0):
                offset.write_text(str(days * 86400), "utf-8")
                seconds.append(redraws(page, SOON))
                server.runs()
        assert server.said() == []
    draws = ", ".join(f"{took:.1f} s" for took in seconds)
    return ["(made with a patched time.time)", f"page: draws {draws} after each jump (bound {SOON:g} s), nothing to say"]
