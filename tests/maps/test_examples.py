"""Maps on surfaces made of examples, and of lanes with their own ground and start: a pixel is the run that a click makes."""

import json
from typing import Any

import numpy as np
import pytest

from app import settings as environment
from app.maps.axes import values
from app.maps.goals import ends
from app.maps.search import described
from app.maps.theory import theory
from app.maps.usual import usual
from app.maps.whole import whole
from app.replies.map_frames import in_json
from app.replies.wire import dumps
from app.scene.scene import Scene
from tests.maps.clicked import PLANE, asked, axis, clicked
from tests.maps.test_asked import refused
from tests.scenes import lane, scene

LINEAR, LOGISTIC, NETWORK = ({"key": key} for key in ("linear_regression", "logistic_regression", "tiny_network"))
LR = axis("knobs.lr", 0.01, 0.3, 9)
OWN = [(0.5, 0.5, 1.0), (1.0, -0.5, 0.0), (-0.3, 0.4, 0.7), (1.2, 0.1, -0.4)]


def of(surface: Any, optimizer: str = "momentum", *, lr: float = 0.1, steps: int = 50, settings: Any = None, **more: Any) -> Any:
    """Return a scene of one lane on a surface made of examples; `more` belongs to the lane."""
    return scene({**lane(optimizer, lr=lr), **more}, surface=surface, steps=steps, **(settings or {}))


FIXED = of({**LINEAR, "examples": OWN, "held": OWN}, batch=2)
PULLED = of(LINEAR, knobs={"l2": 0.1}, start=[1.0, 1.0])
CASES: dict[str, tuple[Any, list[Any], dict[str, Any]]] = {
    "start and rate": (of(LINEAR, batch=3), [axis("start.0", -1, 3, 9), LR], {}),
    "batch": (of(LINEAR, batch=3), [axis("batch", 1, 6, 6), LR], {}),
    "batch and examples": (of(LOGISTIC, "adam", batch=3, order="replacement"), [axis("batch", 1, 8, 8), axis("surface.n", 8, 20, 7)], {}),
    "noise of the targets": (of(LINEAR), [axis("surface.sigma", 0, 2, 9), axis("surface.rho", -0.9, 0.9, 6)], {}),
    "sample": (of(LOGISTIC), [axis("surface.sample", 0, 20, 11), axis("surface.resample", 0, 5, 6)], {}),
    "dropout": (of(LINEAR, batch=2), [axis("surface.keep", 0.3, 1, 9), LR], {}),
    "mixup": (of(LOGISTIC), [axis("surface.mix", 0, 4, 7), axis("surface.n", 2, 16, 5)], {}),
    "network": (of(NETWORK, "adam", batch=2, order="fixed"), [axis("surface.r", 0.2, 2, 6), axis("surface.n", 4, 9, 6)], {}),
    "frozen": (of(NETWORK, freeze={"x": 3, "y": 0}), [axis("freeze.x", 0, 50, 6), axis("freeze.y", 0, 50, 6)], {}),
    "own examples": (FIXED, [axis("batch", 1, 4, 4), axis("surface.l1", 0, 1, 6)], {}),
    "own ground": (PULLED, [axis("surface.l2", 0, 2, 9), axis("surface.sigma", 0, 2, 6)], {}),
    "own start": (PULLED, [axis("start.1", -1, 3, 9), LR], {}),
    "steps": (of(LINEAR, "adam", batch=2), [axis("steps", 1, 60, 7), axis("surface.n", 4, 9, 5)], {}),
    "hidden": (of(LINEAR, batch=2), [axis("surface.n", 4, 9, 6), axis("start.0", -1, 3, 6)], {"until": 7}),
    "noise": (of(LINEAR, batch=2, settings={"noise": 0.3, "seed": 9}), [axis("noise.0", 0, 2, 6), axis("surface.n", 4, 9, 6)], {}),
}


def put(of_json: Any, path: str, value: Any) -> None:
    """Put a value where the page puts it: into what the lane has of its own, else into the scene."""
    (own,), (head, *rest) = of_json["lanes"], path.split(".")
    if head == "surface":
        (own["knobs"] if rest[0] in own.get("knobs", {}) else of_json["surface"]["knobs"])[rest[0]] = value
    elif head == "start":
        (own if "start" in own else of_json)["start"][int(rest[0])] = value
    elif head == "noise":
        of_json["noise"][int(rest[0])] = value
    elif head == "freeze":
        own["freeze"][rest[0]] = value
    elif path == "steps":
        of_json["steps"] = value
    elif head == "knobs":
        own["optimizer"]["knobs"][rest[0]] = value
    else:
        own[path] = value


@pytest.mark.parametrize("name", CASES)
def test_a_pixel_is_the_scene_that_a_click_makes(name: str) -> None:
    given, axes, more = CASES[name]
    made = whole(asked(given, axes, measure="loss", **more), threads=2)
    said = json.loads(dumps(in_json(made)))
    for i in range(0, len(said["x"]), 2):
        for j in range(0, len(said["y"]), 2):
            of_json = json.loads(json.dumps(made.plan.asked.scene.model_dump(mode="json")))
            for each, value in ((axes[0], said["x"][i]), (axes[1], said["y"][j])):
                put(of_json, each["path"], round(value) if float(value).is_integer() else value)
            (run,) = Scene.model_validate(of_json).run()
            last = min(len(run.loss) - 1, more.get("until", 10**9))
            assert made.values[j, i] == run.loss[last], (i, j)
    assert len(np.unique(made.values)) > 5


def test_classes_are_those_of_the_ground_of_each_pixel() -> None:
    """Of the three penalties each has a minimum of its own, and gradient descent gets there."""
    given = of(LINEAR, "gradient_descent", lr=0.2, steps=3000, knobs={"l2": 0.5})
    made = whole(asked(given, [axis("surface.l2", 0.25, 2.05, 3), axis("start.0", -1, 3, 4)], tolerance=1e-3))
    assert (made.classes == 0).all()
    assert made.plan.landscape.knobs["l2"] == 0.5


def test_what_a_lane_has_of_its_own_stands_in_the_lane() -> None:
    """There a click puts it, and there the cross of a picture finds it."""
    l2, sigma = asked(PULLED, [axis("surface.l2", 0, 2), axis("surface.sigma", 0, 2)]).places
    start, _ = asked(PULLED, [axis("start.1", 0, 2), LR]).places
    assert (l2.keys, sigma.keys) == (("lanes", 0, "knobs", "l2"), ("surface", "knobs", "sigma"))
    assert start.keys == ("lanes", 0, "start", 1)
    assert l2.value(Scene.model_validate(PULLED).model_dump(mode="json")) == 0.1


def test_seeds_draw_batches_anew() -> None:
    """Without noise: the order of the examples is another one."""
    given, axes = of(LINEAR, batch=1, settings={"seed": 4}), [axis("start.0", -1, 3, 4), LR]
    single = [whole(asked({**given, "seed": 4 + k}, axes, measure="loss")).values for k in range(3)]
    assert not np.array_equal(single[0], single[1])
    assert np.array_equal(whole(asked(given, axes, measure="loss", seeds=3)).values, np.median(single, axis=0))
    assert asked(of(LINEAR), axes, seeds=3).seeds() == 1


def test_where_there_is_no_minimum_nobody_arrives() -> None:
    """A line separates the two classes of sample 0."""
    separable = of({**LOGISTIC, "knobs": {"sample": 0}})
    assert not ends(Scene.model_validate(separable).landscape()).minima
    made = whole(asked(separable, PLANE), packed=True)
    assert set(made.classes.ravel().tolist()) == {254}
    assert json.loads(dumps(in_json(made)))["value"]


@pytest.mark.parametrize(
    ("given", "path"),
    [(of(LINEAR), "batch"), (of(LINEAR), "freeze.x"), (of(LINEAR, freeze={"x": 1}), "freeze.z"), (of(LINEAR, batch=2), "order"),
     (of(LINEAR), "surface.examples"), (of(LINEAR), "answer.begin")],
)  # fmt: skip
def test_what_a_lane_has_not_is_no_axis(given: Any, path: str) -> None:
    assert refused(given, [LR, axis(path, 1, 5, 5)])["path"] == "axes.1.path"


@pytest.mark.parametrize(
    ("given", "chosen", "path", "bound"),
    [
        (of(LINEAR, batch=2), axis("batch", 1, 9), "axes.1.high", "<= 6"),
        (of(LINEAR, batch=5), axis("surface.n", 2, 9), "axes.1.low", "<= 2"),
        (of({**LINEAR, "knobs": {"keep": 0.5}}), axis("surface.mix", 0.1, 1), "axes.1.low", "one recipe"),
        (of({**LOGISTIC, "knobs": {"mix": 0.5}}), axis("surface.n", 2, 20), "axes.1.high", "n <= 16"),
        (of(LINEAR, freeze={"x": 3}), axis("freeze.x", -1, 9), "axes.1.low", ">= 0"),
        (of(LINEAR, knobs={"l2": 1.0}), axis("surface.l2", -1, 9), "axes.1.low", ">= 0"),
        (of(LINEAR), axis("surface.n", 2, 900), "axes.1.high", "<= 64"),
    ],
)  # fmt: skip
def test_a_number_out_of_its_bounds(given: Any, chosen: Any, path: str, bound: str) -> None:
    fault = refused(given, [LR, chosen])
    assert (fault["path"], fault["bound"]) == (path, bound)


def test_two_axes_that_are_two_recipes() -> None:
    fault = refused(of(LINEAR), [axis("surface.keep", 0.3, 1), axis("surface.swap", 0, 1)])
    assert (fault["path"], fault["bound"]) == ("axes", "one recipe")


def test_a_network_with_other_examples_in_every_pixel_counts_the_search_for_its_minima(monkeypatch: pytest.MonkeyPatch) -> None:
    few = [axis("surface.sigma", 0, 1, 8), axis("surface.r", 0.1, 2, 8)]
    monkeypatch.setattr(environment, "settings", environment.settings.model_copy(update={"max_map_steps": 2_000_000}))
    assert refused(of(NETWORK), few)["path"] == "axes"
    assert asked(of(NETWORK), [few[0], axis("start.0", 0, 4, 8)]).grounds() == 8


def test_both_searches_run_on_the_ground_of_each_point() -> None:
    made = whole(asked(of(LINEAR, batch=2), [LR, axis("surface.n", 4, 9, 6)], measure="loss", search={"side": 3}))
    told = described(made.plan)
    for each in told.values():
        losses = [clicked(made.plan.asked, knobs__lr=lr, surface__n=round(n)).loss[-1] for lr, n in each["points"]]
        assert each["loss"] == min(losses)


def test_theory_holds_for_all_examples_alone() -> None:
    """On least squares the lines are those of a quadratic; not with a kink, in batches, or where a coordinate is frozen."""
    axes = [LR, axis("knobs.mu", 0, 0.9, 9)]
    assert {line["name"] for line in theory(whole(asked(of(LINEAR), axes)).plan)} >= {"stable", "optimum"}
    assert {line["name"] for line in theory(whole(asked(of({**LINEAR, "knobs": {"l1": 0.5}}), axes)).plan)} <= {"stable"}
    for partial in (of(LINEAR, batch=2), of(LINEAR, freeze={"x": 3})):
        assert theory(whole(asked(partial, axes)).plan) == []


def test_usual_axes() -> None:
    made = Scene.model_validate(of(LINEAR, batch=2, knobs={"n": 9}, freeze={"x": 3}))
    assert usual(made, 0, "batch") == (1.0, 9.0, "linear")
    assert usual(made, 0, "freeze.x") == (0.0, 50.0, "linear")
    assert usual(made, 0, "surface.lose") == (0.0, 3.0, "linear")
    assert set(values(asked(of(LINEAR), [axis("surface.lose", 0, 3, 9), LR]).chosen.axes[0], True).tolist()) == {0, 1, 2, 3}
