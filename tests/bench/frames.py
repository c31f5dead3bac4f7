"""A scene to a frame on the server: time and bytes, against the same answer as JSON."""

import time

from app.picture import pictures
from app.rows import answer
from app.scene import Scene
from app.view import View
from app.wire import dumps

KEYS = ("gradient_descent", "momentum", "adagrad_mean", "rmsprop", "adam", "adagrad")


def scene(lanes: int, steps: int) -> Scene:
    """Return lanes on the crescent, where the paths never come to rest."""
    optimizers = [{"optimizer": {"key": key, "knobs": {"lr": 0.01}}} for key in KEYS[:lanes]]
    return Scene.model_validate({"surface": {"key": "crescent"}, "steps": steps, "lanes": optimizers})


def view(lanes: int, steps: int) -> View:
    """Return panels and charts of usual size."""
    panel = {"width": 345, "height": 345, "x": [-4, 4], "y": [-4, 4]}
    return View.model_validate({"panels": [panel] * lanes, "chart": {"width": 400, "steps": [0, steps], "series": ["loss", "lr_y"]}})


def main() -> None:
    """Print a line per size."""
    print("one scene to one answer, best of 10")
    for lanes, steps in ((3, 400), (4, 1000), (6, 100_000)):
        made, seen = scene(lanes, steps), view(lanes, steps)
        times = {"frame": [], "JSON": []}  # type: dict[str, list[float]]
        sizes = {}
        for _ in range(10):
            for name, work in (("frame", lambda: b"".join(pictures(1, made, seen))), ("JSON", lambda: dumps(answer(made)))):  # noqa: B023
                begin = time.perf_counter()
                sizes[name] = len(work())
                times[name].append(time.perf_counter() - begin)
        a, b = min(times["frame"]), min(times["JSON"])
        ours = f"{a * 1e3:6.1f} ms {sizes['frame'] / 1e3:6.1f} kB"
        print(f"  {lanes} x {steps:7}: {ours}   JSON {b * 1e3:7.1f} ms {sizes['JSON'] / 1e3:9.1f} kB")
