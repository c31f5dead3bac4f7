"""What a hand and an eye do with a map."""

import json
import re
from typing import Any

from playwright.sync_api import Page, WebSocket, expect

from tests.browser.hand import drawn, link, quiet
from tests.browser.server import Server

START = [{"path": f"start.{i}", "low": -5, "high": 5, "count": 64, "scale": "linear"} for i in (0, 1)]
RATES = [
    {"path": "knobs.lr", "low": 0.001, "high": 0.1, "count": 48, "scale": "log"},
    {"path": "knobs.mu", "low": 0, "high": 0.99, "count": 48, "scale": "near_one"},
]  # fmt: skip


def scene(axes: list[dict[str, Any]], steps: int = 100, **more: Any) -> dict[str, Any]:
    """Return a scene with a map: momentum on Himmelblau's surface."""
    lane = {"optimizer": {"key": "momentum", "knobs": {"lr": 0.005, "mu": 0.6}}}
    chosen = {"lane": 0, "axes": axes, "measure": "end", "tolerance": None, "seeds": 1, **more}
    return {"version": 1, "surface": {"key": "himmelblau"}, "start": [-1, 0.5], "steps": steps, "lanes": [lane], "map": chosen}


class Asked:
    """The maps that a page asks for, the newest last; None for one that it gives up."""

    def __init__(self, page: Page) -> None:
        self.messages: list[dict[str, Any]] = []
        page.on("websocket", self.opened)

    def opened(self, socket: WebSocket) -> None:
        socket.on("framesent", self.sent)

    def sent(self, data: str | bytes) -> None:
        message = json.loads(data)
        if message["kind"] == "map":
            self.messages.append(message)

    def axes(self) -> list[tuple[float, float]]:
        """Return the ranges of the newest map."""
        return [(axis["low"], axis["high"]) for axis in self.messages[-1]["map"]["axes"]]


def whole(page: Page) -> None:
    """Wait until the map is whole and the page at rest."""
    expect(page.locator(".map-legend .progress")).to_have_text(re.compile(r"^[\d,]+ runs, "))
    quiet(page)


def opened(page: Page, server: Server, made: dict[str, Any], more: str = "") -> Page:
    """Open the map of a scene."""
    if page.url != "about:blank":
        page.goto("about:blank")
    page.goto(f"{server.url}?see=map{more}{link(made)}")
    drawn(page)
    whole(page)
    return page


def place(page: Page, across: float, up: float) -> tuple[float, float]:
    """Return a place of the map, in shares of it."""
    box = page.locator(".field .tiles").bounding_box()
    assert box
    return box["x"] + across * box["width"], box["y"] + (1 - up) * box["height"]


def tiles(page: Page) -> str:
    """Return what the map shows."""
    return str(page.locator(".field .tiles").evaluate("c => c.toDataURL()"))


def number(text: str, symbol: str) -> float:
    """Return the number that a text gives a symbol."""
    found = re.search(rf"{symbol} = ([−\d.e]+)", text)
    assert found, text
    return float(found[1].replace("−", "-"))
