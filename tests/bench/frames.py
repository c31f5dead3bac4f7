"""A scene to a frame on the server: time and bytes, against the same answer as JSON, and whatever the run does."""

from statistics import median
from typing import Any

from app.engine.series import SERIES
from app.engine.threads import helped
from app.replies.frames import pictures
from app.replies.recent import recent
from app.replies.rows import answer
from app.replies.view import View
from app.replies.wire import dumps
from app.scene.scene import Scene
from app.settings import settings
from tests.bench.cases import HARD, moving, sized, view
from tests.bench.clock import in_turns, ratio
from tests.bench.table import Row

ROUNDS = 9
PANELS = (345, 1000)
"""Pixels of a panel: four beside each other on a laptop, and one on a projector."""


def frames(scene: Scene, shown: View) -> list[bytes]:
    """Return all frames of one answer, in which every lane is new."""
    recent.clear()
    return list(pictures(1, scene, shown))


def against_json(lanes: int, steps: int) -> list[Row]:
    """Return time and size of a frame, each against JSON."""
    scene = sized(lanes, steps)
    shown = view(scene)
    a, b = in_turns(ROUNDS, lambda: frames(scene, shown), lambda: dumps(answer(scene)))
    ours, theirs = sum(map(len, frames(scene, shown))) / 1e3, len(dumps(answer(scene))) / 1e3
    name = f"{lanes} x {steps:,}"
    return [
        Row(f"{name}, time", median(a) * 1e3, "ms", ratio(b, a), note=f"JSON {median(b) * 1e3:.1f} ms"),
        Row(f"{name}, size", ours, "kB", most=100, note=f"JSON {theirs:,.0f} kB"),
    ]


def against_the_run() -> Row:
    """Return the time of a frame over that of its run alone, both in one thread: what thinning and packing add."""
    scene = sized(4, 100_000)
    shown = view(scene)
    a, b = in_turns(ROUNDS, lambda: frames(scene, shown), lambda: list(scene.run_each(lambda i, run: None)))
    each = 4 * 100_000 / 1e9
    return Row(
        "4 lanes to a frame, 100,000", median(a) / each, "ns/lane-step", ratio(a, b), most=1.4, note=f"run {median(b) / each:.1f} ns"
    )


def sizes(name: str, scene: Scene, shown: View) -> Row:
    """Return how large the largest frame is; how many there are and how long they take is noted."""
    (times,) = in_turns(ROUNDS, lambda: frames(scene, shown))
    parts = [len(part) / 1e3 for part in frames(scene, shown)]
    return Row(name, max(parts), "kB", most=100, note=f"{median(times) * 1e3:.1f} ms, {len(parts)} frames, {sum(parts):.0f} kB")


def hard(name: str, said: dict[str, Any]) -> list[Row]:
    """Return the size of a hard case on every panel, under the hand and at rest."""
    scene = Scene.model_validate(said)
    kinds = ((pixels, draft) for pixels in PANELS for draft in (True, False))
    return [sizes(f"{name}, {pixels} px{'' if draft else ', at rest'}", scene, view(scene, pixels, draft=draft)) for pixels, draft in kinds]


def rows() -> list[Row]:
    """Return the usual sizes, the hard cases, and eight lanes with everything that can be asked for, in as many threads as a server has."""
    with helped(settings.threads - 1):
        found = measured()
    return [*found, against_the_run()]


def measured() -> list[Row]:
    """Return all rows."""
    usual = [row for size in ((3, 400), (4, 1000), (6, 100_000)) for row in against_json(*size)]
    eight = Scene.model_validate(moving(8))
    return [
        *usual,
        *(row for name, said in HARD.items() for row in hard(name, said)),
        *(sizes(f"8 moving schedules, 2 series, {pixels} px", eight, view(eight, pixels)) for pixels in PANELS),
        *(sizes(f"8 moving schedules, all series, {pixels} px", eight, view(eight, pixels, list(SERIES))) for pixels in PANELS),
    ]
