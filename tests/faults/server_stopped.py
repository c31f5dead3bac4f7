"""The server is stopped under an open page and started again."""

from pathlib import Path

from tests.browser.hand import ink
from tests.faults.serving import START, Serving, waited
from tests.faults.visitor import change, notice, redraws, told, visiting

BACK = 6.0
"""Seconds until the page draws again once the server is back; the page tries at least every 5 s."""


def fault(place: Path) -> list[str]:
    """What was changed meanwhile is drawn afterwards."""
    with Serving(place / "log") as server:
        server.ready(START)
        with visiting(server.url) as page:
            server.kill()
            says = told(page, 3)
            before = ink(page, 1)
            change(page)
            server.start()
            server.ready(START)
            took = waited(lambda: ink(page, 1) != before and notice(page) == "", BACK, "the page is not back")
            redraws(page, 3)
    return [f"page: {says}", f"drawn again {took:.1f} s after the server was ready (bound {BACK:g} s), with what was changed meanwhile"]
