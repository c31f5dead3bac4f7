"""Events on their way to the page: as many as fit, and none of their rows thinned away."""

from typing import Any

import numpy as np

from app.replies.drawn import drawn
from app.replies.rows import answer
from app.replies.view import View
from app.scene.scene import Scene
from tests.scenes import lane, scene

PANEL = {"width": 345, "height": 345, "x": [-23, 6], "y": [-4, 4]}


def lanes_of(count: int, steps: int, draft: bool = False) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return what is said and drawn of `count` lanes of AdaGrad on the canyon."""
    made = Scene.model_validate(scene(*[lane("adagrad_mean", lr=0.4)] * count, start=[-20, 1.5], steps=steps))
    view = View.model_validate(
        {"panels": [PANEL] * count, "chart": {"width": 345, "steps": [0, steps], "series": ["loss"]}, "draft": draft}
    )
    _, draw = drawn(made, view)
    return [(drawing.facts, drawing.arrays) for drawing in (draw(i, run) for i, run in enumerate(made.run()))]


def test_every_peak_is_a_vertex() -> None:
    ((said, arrays),) = lanes_of(1, 2000)
    peaks = [event["numbers"]["peak_step"] for event in said["events"]]
    assert len(peaks) == 11
    assert set(peaks) <= set(arrays["path_steps"])
    assert {event["from"] for event in said["events"]} <= set(arrays["path_steps"])


def test_a_draft_looks_for_no_events() -> None:
    """A hand that moves does not read them, and they cost as much as the thinning."""
    ((said, _),) = lanes_of(1, 2000, draft=True)
    assert (said["events"], said["events_total"]) == ([], 0)


def test_a_long_run_keeps_all_its_peaks() -> None:
    """121 bursts; 60 are told, first and last among them, and every peak of them is drawn."""
    ((said, arrays),) = lanes_of(1, 100_000)
    assert (len(said["events"]), said["events_total"]) == (60, 121)
    begins = [event["from"] for event in said["events"]]
    assert begins == sorted(begins)
    assert begins[-1] > 90_000
    peaks = {event["numbers"]["peak_step"] for event in said["events"]}
    assert peaks <= set(arrays["path_steps"])


def test_lanes_share_what_is_told() -> None:
    said = [one for one, _ in lanes_of(8, 2000)]
    assert [(len(one["events"]), one["events_total"]) for one in said] == [(8, 11)] * 8
    assert np.ptp([one["events"][-1]["from"] for one in said]) == 0


def test_a_burst_that_goes_on_is_told_alike_in_rows_and_frames() -> None:
    """AdaGrad on the canyon, stopped in the middle of its first burst: the server alone decides, the page and the command line repeat."""
    ((said, _),) = lanes_of(1, 100)
    made = Scene.model_validate(scene(lane("adagrad_mean", lr=0.4), start=[-20, 1.5], steps=100))
    assert said["events"] == answer(made)["lanes"][0]["events"]
    (burst,) = said["events"]
    assert burst["says"].endswith("not over at the end")
    assert burst["template"].endswith("not over at the end")
