"""The page in a real Chromium: from a slider's input event to the painted frame, script per frame, first load.

A mouse drags the learning rate of the first lane to and fro for some seconds, some 60 moves a second. The page keeps one
request in flight; an input event whose scene was sent counts from the event's time stamp to the frame painted (`watch.js`
says how that is known), those between were never sent and only lower the share that was answered. Script is Chromium's own
count of script time (CDP `Performance.getMetrics`) over the answered frames, the watching included.
"""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, expect, sync_playwright

from tests.bench.cases import HARD, usual
from tests.bench.clock import quantile
from tests.bench.table import Row
from tests.browser.conftest import FLAGS, WIDE
from tests.browser.hand import link, middle, shown, thumb
from tests.browser.server import Server
from tests.setup.browser import find_browser

SECONDS = 4
PACE = 1 / 60
LOADS = 5
WATCH = Path(__file__).with_name("watch.js")


@dataclass(frozen=True)
class Drag:
    """What one drag cost: latencies in ms, how many input events there were, script and task time per frame in ms, bytes."""

    latencies: list[float]
    inputs: int
    script: float
    task: float
    bytes: int

    def rows(self, name: str) -> list[Row]:
        """Return the rows of one drag."""
        note = (
            f"p50 {median(self.latencies):.0f} ms, {len(self.latencies) / self.inputs:.0%} of inputs answered, <= {self.bytes / 1e3:.0f} kB"
        )
        return [
            Row(f"{name}, input to paint, p95", quantile(self.latencies, 0.95), "ms", most=35, note=note),
            Row(f"{name}, script per frame", self.script, "ms", most=2, note=f"main thread {self.task:.1f} ms"),
        ]


@contextmanager
def opened(browser: Browser) -> Iterator[Page]:
    """Open a page that is watched, its cache empty."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    context.add_init_script(path=WATCH)
    yield context.new_page()
    context.close()


def rested(page: Page) -> None:
    """Wait until the page is drawn and idle. It is not watched as closely as in the tests, because that costs time during the drag."""
    shown(page)
    expect(page.locator("#lanes")).not_to_contain_text("…")
    page.evaluate("() => new Promise((done) => requestIdleCallback(done, { timeout: 5000 }))")


def spent(session: CDPSession) -> tuple[float, float]:
    """Return the script time and the time of all tasks of the page so far, in ms."""
    said = {metric["name"]: metric["value"] * 1e3 for metric in session.send("Performance.getMetrics")["metrics"]}
    return said["ScriptDuration"], said["TaskDuration"]


def wave(page: Page, begin_at: tuple[float, float], reach: float) -> None:
    """Drag what stands at a place to and fro, so many pixels to each side."""
    x, y = begin_at
    page.mouse.move(x, y)
    page.mouse.down()
    begin = time.perf_counter()
    for i in range(int(SECONDS / PACE)):
        time.sleep(max(0.0, begin + i * PACE - time.perf_counter()))
        page.mouse.move(x + reach * math.sin(i / 15), y)


def dragged(page: Page, part: Any, reach: float, place: Callable[[Any], tuple[float, float]] = thumb) -> Drag:
    """Return what a drag of this part of the page cost: of the thumb of a slider, or of its middle."""
    part.scroll_into_view_if_needed()
    page.evaluate("Object.assign(watched, { inputs: 0, latencies: [], bytes: [] })")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})  # it counts from here on, processor time alone
    before = spent(session)
    wave(page, place(part), reach)
    after, seen = spent(session), page.evaluate("watched")
    page.mouse.up()
    script, task = ((b - a) / len(seen["latencies"]) for a, b in zip(before, after, strict=True))
    return Drag(seen["latencies"], seen["inputs"], script, task, max(seen["bytes"]))


def scene(browser: Browser, server: Server, name: str, said: dict[str, Any]) -> list[Row]:
    """Return the rows of a scene whose first learning rate is dragged in the open rail."""
    reach = 12 if name in HARD else 60
    with opened(browser) as page:
        page.goto(server.url + link(said))
        rested(page)
        page.get_by_role("button", name="All settings").click()
        rested(page)
        slider = page.locator(".number:has(#rail-lanes-0-optimizer-knobs-lr) input[type=range]")
        return dragged(page, slider, reach).rows(name)


def lesson(browser: Browser, server: Server) -> list[Row]:
    """Return the rows of the first lesson, whose large slider is dragged."""
    with opened(browser) as page:
        page.goto(server.url)
        rested(page)
        return dragged(page, page.locator("#hero input[type=range]"), 60).rows("first lesson, 3 x 400")


def examples(browser: Browser, server: Server) -> list[Row]:
    """Return the rows of an example that is dragged, and how they compare with the start of the first lesson in the same run."""
    found = []
    for address, part in (("", "#lanes .start"), ("?lesson=mini_batches", ".data .held-example")):
        with opened(browser) as page:
            page.goto(server.url + address)
            rested(page)
            found.append(dragged(page, page.locator(part).first, 40, middle))
    start, example = (quantile(each.latencies, 0.95) for each in found)
    note = (
        f"p50 {median(found[1].latencies):.0f} ms, {len(found[1].latencies) / found[1].inputs:.0%} of inputs answered; start {start:.0f} ms"
    )
    return [Row("dragging an example : the first lesson's start, p95", example / start, "x", most=1.5, note=note)]


def first_load(browser: Browser, server: Server) -> Row:
    """Return how long it takes from the navigation to the first painted scene."""
    times = []
    for _ in range(LOADS):
        with opened(browser) as page:
            page.goto(server.url)
            times.append(page.evaluate("firstPaint") / 1e3)
    return Row("first load to painted scene", median(times), "s", most=1.5, note=f"{min(times):.2f} to {max(times):.2f} s")


def rows() -> list[Row]:
    """Return the first load, the lesson, the two usual sizes and the hard cases."""
    path = find_browser()
    if not path:
        return [Row("the page", None, note="needs Chromium or Chrome")]
    cases = {"4 x 1,000": usual(4, 1000), "6 x 100,000": usual(6, 100_000), **HARD}
    server = Server()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            found = [first_load(browser, server), *lesson(browser, server), *examples(browser, server)]
            found += [row for name, said in cases.items() for row in scene(browser, server, name, said)]
            browser.close()
    finally:
        server.stop()
    return found
