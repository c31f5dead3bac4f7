"""The scenes that are measured: two of usual form, and those whose paths are hard to thin."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.engine.landscape import Landscape
from app.engine.walker import Walker
from app.replies.view import View
from app.scene.scene import Scene
from tests.scenes import CANYON, lane, scene, settled

KEYS = ("gradient_descent", "momentum", "adagrad_mean", "rmsprop", "adam", "adagrad")
LONG = 100_000


def usual(lanes: int, steps: int) -> dict[str, Any]:
    """Return lanes on the crescent, where the paths never come to rest."""
    return scene(*(lane(key, lr=0.01) for key in KEYS[:lanes]), surface={"key": "crescent"}, steps=steps)


def four(key: str, rates: tuple[float, ...], surface: Any, **more: Any) -> dict[str, Any]:
    """Return the same method four times, its rates a little apart."""
    return scene(*(lane(key, lr=rate) for rate in rates), surface=surface, steps=LONG, **more)


def moving(lanes: int) -> dict[str, Any]:
    """Return lanes whose schedules never rest."""
    keys = [*KEYS, "nadam", "lion"][:lanes]
    waves = lane("adam", "sgdr")["schedule"], lane("adam", "triangular")["schedule"]
    lanes_ = [{**lane(key, lr=0.05), "schedule": waves[i % 2]} for i, key in enumerate(keys)]
    return scene(*lanes_, surface={"key": "crescent"}, steps=LONG)


HARD: dict[str, dict[str, Any]] = {
    "stability edge": four("gradient_descent", (0.2, 0.1999999, 0.19999, 0.2000001), {"key": "ellipse"}),  # 2 / L = 0.2
    "limit cycle": four("rmsprop", (0.5, 1.0, 2.0, 3.0), {"key": "ellipse"}),
    "chaotic Adam": four("adam", (1.0, 0.9, 1.1, 0.8), {"key": "crescent"}),
    "bursts": four("adagrad_mean", (0.4, 0.5, 0.6, 0.7), CANYON, start=[-20, 1.5]),
    "chaotic formula": four("momentum", (0.15, 0.16, 0.17, 0.18), {"key": "formula", "formula": "sin(3x) cos(3y) + (x^2 + y^2) / 20"}),
}


def sized(lanes: int, steps: int) -> Scene:
    """Return a usual scene as the server has it."""
    return Scene.model_validate(usual(lanes, steps))


def view(made: Scene, pixels: int = 345, series: Sequence[str] = ("loss", "gradient_norm"), draft: bool = True) -> View:
    """Return square panels of the surface's domain, and charts as the page has them at 1440 pixels; a draft, as under the hand."""
    x, y = made.landscape().surface().domain
    panel = {"width": pixels, "height": pixels, "x": x, "y": y}
    chart = {"width": 510, "steps": [0, made.steps], "series": list(series)}
    return View.model_validate({"panels": [panel] * len(made.lanes), "chart": chart, "draft": draft})


def awake(key: str) -> tuple[Landscape, Walker, tuple[float, float]]:
    """Return a method on the ellipse at a rate so small that 100,000 steps do not bring it to rest.

    At rest its numbers become subnormal, which costs every program time but XLA, which takes them for zero.
    """
    landscape, walker, start = settled("ellipse", key)
    return landscape, replace(walker, knobs={**walker.knobs, "lr": 1e-8}), start
