"""One case for each number: what is sent, and where to."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from app.engine.series import SERIES
from app.exports.scripts.code import FRAMEWORKS
from app.optimizers import OPTIMIZERS
from app.schedules import SCHEDULES
from surfaces import SURFACES
from tests.fuzz import examples, scenes
from tests.fuzz.numbers import interval, number, within
from tests.fuzz.texts import text
from tests.fuzz.turned import altered


@dataclass(frozen=True)
class Case:
    """A message of the stream, where `path` is "", or a request: its body, None for a GET, and its query."""

    path: str
    body: Any
    query: dict[str, str]


def plane(rng: Random, share: float = 0.7) -> dict[str, Any]:
    """Return a part of the plane as a query says it, or nothing."""
    if rng.random() > share:
        return {}
    return dict(zip(("x0", "x1", "y0", "y1"), interval(rng) + interval(rng), strict=True))


def message(rng: Random, scene: Any) -> Case:
    """Return a scene for the stream, mostly with a view."""
    view = {"view": scenes.view(rng, scene["steps"], len(scene["lanes"]))} if rng.random() < 0.95 else {}
    return Case("", {"id": rng.choice([1, 2**53 - 1]), "scene": scene, **view}, {})


def inspected(rng: Random, scene: Any) -> Case:
    """Return a question about a step."""
    step = rng.randint(1, scene["steps"])
    return Case("", {"id": 1, "scene": scene, "inspect": {"step": step}}, {})


def mesh(rng: Random, scene: Any) -> Case:
    """Return a surface on a small grid."""
    key = scene["surface"]["key"]
    typed = {"formula": scene["surface"]["formula"]} if "formula" in scene["surface"] else {}
    knobs = scene["surface"].get("knobs", {})
    grid: dict[str, Any] = {
        "nx": rng.choice([2, 9, 30]),
        "ny": rng.choice([2, 17]),
        "relative": rng.choice([0, 1]),
        "held": rng.choice([0, 0, 1]),
    }
    grid |= {"spacing": spacing} if (spacing := rng.choice([None, "log", "quantile", "linear"])) else {}
    return Case(f"/api/surfaces/{key}/mesh", None, {**plane(rng), **knobs, **typed, **grid})


def own_mesh(rng: Random, scene: Any) -> Case:
    """Return a surface with all its settings on a small grid, mostly one made of examples."""
    made = scene["surface"] if rng.random() < 0.3 else scenes.unit(rng, key := rng.choice(examples.DATA), SURFACES[key])
    said = {**made, **examples.settings(rng)} if made["key"] in examples.DATA else made
    box = [axis for _ in "xy" for axis in (interval(rng) if rng.random() < 0.7 else [-1.0, 3.0])]
    grid = {
        "nx": rng.choice([2, 9, 30, number(rng)]),
        "ny": rng.choice([2, 17]),
        "relative": rng.choice([0, 1]),
        "held": rng.choice([0, 0, 1]),
    }
    spaced = {"spacing": rng.choice(["log", "quantile", "linear"])} if rng.random() < 0.7 else {}
    return Case("/api/mesh", {"surface": said, **dict(zip(("x0", "x1", "y0", "y1"), box, strict=True)), **grid, **spaced}, {})


def range_test(rng: Random, scene: Any) -> Case:
    """Return a range test with few rates."""
    bounds = {"low": (1e-30, 1e-3), "high": (1e-2, 1e12), "smoothing": (0, 1 - 1e-16), "stop": (1 + 3e-16, 1e6)}
    said: dict[str, Any] = {name: within(rng, *ends) for name, ends in bounds.items() if rng.random() < 0.4}
    if rng.random() < 0.1:
        said["high"] = said.get("low", 0.1) * (1 + 10 ** rng.uniform(-17, -6))
    return Case("/api/range-test", {"scene": scene, "steps": rng.choice([10, 20, 50]), "scale": rng.choice(["log", "linear"]), **said}, {})


def tune(rng: Random, scene: Any) -> Case:
    """Return a tuning of few settings, over few steps."""
    lanes = rng.choice([None, [0], [rng.randint(0, 3)]])
    said = {"budget": rng.choice([4, 5, 9]), "lanes": lanes, "seed": rng.choice([0, 2**53 - 1])}
    return Case("/api/tune", {"scene": {**scene, "steps": min(scene["steps"], 30)}, **said}, {})


PATHS = (
    "start.0", "start.1", "noise.0", "noise.1", "lr_scale.0", "lr_scale.1", "warmup", "clip", "weight_decay", "steps", "knobs.lr",
    "batch", "freeze.x", "freeze.y", "start.2", "seed", "\ud7ff",
)  # fmt: skip
"""Paths of axes that every lane has, and some that lead nowhere."""


def axis(rng: Random, scene: Any) -> dict[str, Any]:
    """Return an axis of a map, often over a part of the number's range."""
    lane, surface = scene["lanes"][0], scene["surface"]
    named: list[tuple[str, Any]] = [("knobs", OPTIMIZERS[lane["optimizer"]["key"]]), ("surface", SURFACES[surface["key"]])]
    named += [("schedule", SCHEDULES[lane["schedule"]["key"]])] if "schedule" in lane else []
    own = {f"{head}.{name}": knob for head, unit in named for name, knob in unit.knobs.items()}
    path = rng.choice([*PATHS, *own, *own])
    knob = own.get(path)
    low, high = (knob.low, knob.high) if knob else (1e-3, 0.9)
    if path in ("steps", "batch", "freeze.x", "freeze.y"):
        low, high = 1, rng.choice([3, 20])
    if rng.random() < 0.2:
        low, high = rng.choice([0, -1, low, number(rng)]), rng.choice([1, high, number(rng)])
    scale = rng.choice(["linear", "log", "near_one"]) if rng.random() < 0.2 else "linear"
    return {"path": path, "low": low, "high": high, "count": rng.choice([2, 3, 6]), "scale": scale}


def mapped(rng: Random, scene: Any) -> Case:
    """Return a small map of few steps, by HTTP or for the stream."""
    said = {"axes": [axis(rng, scene), axis(rng, scene)], "measure": rng.choice(["end", "steps", "loss", "best", "bursts"])}
    said |= {"lane": rng.choice([0] * 19 + [2]), "seeds": rng.choice([1, 1, 3])} | rng.choice([{}] * 9 + [{"tolerance": number(rng)}])
    short = {**scene, "steps": min(scene["steps"], 30)}
    until = rng.choice([{}] * 6 + [{"until": 1}, {"until": rng.choice([5, number(rng)])}])
    if rng.random() < 0.5:
        return Case("", {"kind": "map", "id": 5, "scene": short, "map": said, "draft": rng.random() < 0.3, **until}, {})
    return Case("/api/map", {"scene": short, **said, **until, "format": rng.choice(["json", "frames"])}, {})


def own_data(rng: Random, scene: Any) -> Case:
    """Return a table of one's own for a surface, as text, mostly one that can be read."""
    lines = [rng.choice([",", "\t", ";", " "]).join(str(each) for each in examples.row(rng)) for _ in range(rng.choice([0, 3, 4, 9, 501]))]
    said = "\n".join(["a,b,t"] * rng.choice([0, 1]) + lines + [text(rng).encode("utf-8", "ignore").decode()] * rng.choice([0, 0, 0, 1]))
    body = {"surface": scene["surface"], "text": said, "standardise": rng.choice([True, False])}
    return Case("/api/data", {name: value for name, value in body.items() if rng.random() < 0.9 or name == "surface"}, {})


def picture(rng: Random, scene: Any) -> Case:
    """Return a picture, mostly as SVG."""
    kind = rng.random()
    form = "svg" if kind < 0.9 else "png" if kind < 0.99 else "gif"
    query = {"format": form, "charts": ",".join(rng.sample(list(SERIES), rng.randint(0, 3))), "frames": 2, "width": 300, **plane(rng)}
    if rng.random() < 0.3:
        query["step"] = rng.choice([0, scene["steps"], number(rng)])
    return Case("/api/picture", scene, query)


def offline(rng: Random, scene: Any) -> Case:
    """Return a page for offline use, swept along some knob."""
    paths = [
        "lanes.0.optimizer.knobs.lr",
        *(f"surface.knobs.{name}" for name in scene["surface"].get("knobs", {})),
        "lanes.0.schedule.knobs.k",
    ]
    ends = {name: number(rng) for name in ("low", "high") if rng.random() < 0.3}
    return Case("/api/offline", {**scene, "steps": min(scene["steps"], 30)}, {"hero": rng.choice(paths), **ends, **plane(rng, 0.3)})


def checked(rng: Random, scene: Any) -> Case:
    """Return a scene with all that may stand beside its lanes, to be checked alone."""
    return Case("/api/scene", beside(rng, scene), {})


def beside(rng: Random, scene: Any) -> Any:
    """Return a scene with a frozen one, a map and knobs that are linked."""
    drawn = {"axes": [axis(rng, scene), axis(rng, scene)], "lane": rng.choice([0, number(rng)]), "search": {"side": 2, "seed": 1}}
    return {**scene, "frozen": scene, "map": drawn, "linked": ["optimizer.knobs.lr"]}


def lessons(rng: Random, scene: Any) -> Case:
    """Return lessons of one's own: one alone, or a list."""
    hero, tried = "lanes.0.optimizer.knobs.lr", {"lanes.0.optimizer.knobs.lr": number(rng), "steps": rng.randint(1, 60)}
    said = {
        "title": text(rng).encode("utf-8", "ignore").decode(), "sentence": "Watch it.",
        "scene": beside(rng, scene), "step": rng.randint(0, scene["steps"]), "main": 0,
        "hero": [{"path": hero, "low": number(rng), "high": number(rng), "scale": rng.choice(["linear", "log"])}],
        "tries": [{"says": "More.", "changes": tried}], "charts": ["loss"], "hidden": rng.random() < 0.3,
    }  # fmt: skip
    made = {name: value for name, value in said.items() if name == "scene" or rng.random() < 0.7}
    return Case("/api/lessons", made if rng.random() < 0.5 else {"title": "All", "lessons": [made, {"scene": scene}]}, {})


KINDS: dict[Callable[[Random, Any], Case], float] = {
    message: 70, inspected: 12, mesh: 5, own_mesh: 2, range_test: 2, tune: 1, mapped: 4, picture: 0.8, offline: 0.2,
    lambda rng, scene: Case("/api/runs", scene, {"every": rng.choice([1, 7, number(rng)])}): 5,
    own_data: 1, checked: 1, lessons: 1,
    lambda rng, scene: Case("/api/csv", scene, {}): 1,
    lambda rng, scene: Case("/api/code", scene, {"framework": rng.choice(list(FRAMEWORKS))}): 1,
}  # fmt: skip


def case(seed: int, i: int, units: scenes.Units = scenes.ALL) -> Case:
    """Return case number `i` of a seed, the same whatever came before."""
    rng = Random(f"{seed} {i}")
    kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
    made = kind(rng, scenes.scene(rng, units))
    body = altered(rng, made.body)
    path = made.path or ("/api/frames" if rng.random() < 0.05 else "")  # the stream's answers by HTTP
    return Case(path, body, {name: str(value) for name, value in made.query.items()})
