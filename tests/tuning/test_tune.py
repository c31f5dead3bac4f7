"""Tuned lanes: what is promised, to whom, and what is refused."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.engine.run import run
from app.main import app
from app.scene.scene import Scene
from app.tuning.judge import FLOOR, drawn, judge_of, starts_of, tail_of
from app.tuning.ranges import ranges
from app.tuning.tune import Tune, tuned
from tests.scenes import lane, scene

QUAD = {"key": "ellipse", "knobs": {"kappa": 100, "angle": 0.5}}


def asked(*lanes: dict[str, Any], steps: int = 60, budget: int = 16, **more: Any) -> Tune:
    """Return a small request; `seed` is that of the tuning."""
    tune = {name: more.pop(name) for name in ("seed", "lanes") if name in more}
    return Tune.model_validate({"scene": scene(*lanes, surface=more.pop("surface", QUAD), steps=steps, **more), "budget": budget, **tune})


def by_hand(made: Scene, number: int, starts: list[tuple[float, float]], stream: Any) -> float:
    """Return the criterion, run by run: the highest loss of the last tenth over the first one, the middle of all starts."""
    losses = []
    for start in starts:
        done = run(made.landscape(), made.walkers[number], start, made.steps, stream)
        assert not done.diverged
        losses.append(done.loss[made.steps - made.steps // 10 :].max() / done.loss[0])
    return float(np.median(losses))  # the lowest loss of the bowl is 0


@pytest.mark.parametrize("noise", [0.0, 0.2])
def test_the_applied_scene_gives_what_was_promised_and_judged(noise: float) -> None:
    request = asked(lane("gradient_descent"), lane("adam"), lane("lookahead"), noise=noise)
    answer = tuned(request)
    after = Scene.model_validate(answer["scene"])
    for number, each in enumerate(answer["lanes"]):
        assert each["promised"] < 0.5 * (each["now"] or 1)
        near = judge_of(request.scene, number, 0, lambda _: None).starts.tolist()
        assert near[0] == list(request.scene.start or ())
        far = starts_of(request.scene, 64, 0, 1).tolist()
        noises = [drawn(request.scene, request.scene.seed, *more) * np.array(request.scene.noise) for more in ((), (1,))]
        assert each["promised"] == pytest.approx(max(by_hand(after, number, near, noises[0]), FLOOR), rel=1e-12)
        assert each["judged"] == pytest.approx(max(by_hand(after, number, far, noises[1]), FLOOR), rel=1e-12)


def test_the_same_seed_gives_the_same_bits() -> None:
    def told(seed: int) -> dict[str, Any]:
        return {name: value for name, value in tuned(asked(lane("momentum"), seed=seed)).items() if name != "seconds"}

    assert told(5) == told(5)
    assert told(5)["lanes"][0]["tried"]["values"] != told(6)["lanes"][0]["tried"]["values"]


def test_a_lane_does_not_depend_on_the_others() -> None:
    both = tuned(asked(lane("momentum"), lane("adam")))
    alone = tuned(asked(lane("momentum"), lane("adam"), lanes=[1]))
    assert alone["lanes"] == both["lanes"][1:]
    assert alone["scene"]["lanes"][0] == asked(lane("momentum")).scene.model_dump(mode="json")["lanes"][0]


def test_the_rate_and_the_shares_are_tuned_within_their_bounds() -> None:
    """The rate of gradient descent around 0.5 / L with L = 100, from 0.002 / L to 200 / L; shares as in DESIGN."""
    made = asked(lane("gradient_descent"), lane("adam"), lane("lookahead"), lane("bfgs")).scene
    found = [{knob.path: (knob.low, knob.high) for knob in ranges(made.landscape(), walker)} for walker in made.walkers]
    assert found[0]["knobs.lr"] == pytest.approx((2e-5, 2.0))
    assert list(found[1].items())[1:] == [("knobs.beta1", (0.0, 0.99)), ("knobs.beta2", (0.5, 0.9999))]
    assert list(found[2]) == ["knobs.lr", "inner.mu"]
    assert list(found[3]) == ["knobs.lr"]


def test_what_was_tried_lies_within_the_bounds_and_can_be_typed() -> None:
    (each,) = tuned(asked(lane("adam"), budget=64))["lanes"]
    for knob, values in zip(each["knobs"], each["tried"]["values"], strict=True):
        assert all(knob["low"] * 0.999 <= value <= knob["high"] for value in values)
        assert all(len(repr(value).replace("0.", "").strip("0")) <= 9 for value in values if value > 1e-4)
        assert knob["best"] == values[each["tried"]["best"]]
    middle = np.median(np.log10(1 - np.array(each["tried"]["values"][2][:32])))
    assert middle == pytest.approx(np.log10(0.5 * 0.0001) / 2, abs=0.2)  # even in log(1 - v)


def test_where_half_of_the_runs_diverge_nothing_is_promised_or_changed() -> None:
    """A rate of 0 can be the best of no setting, so all that is tried diverges where the start is a billion away."""
    answer = tuned(asked(lane("gradient_descent", lr=0.001), start=[1e9, 1e9], steps=10))
    assert [answer["lanes"][0][name] for name in ("now", "promised", "judged", "sensitivity")] == [None, None, None, 0.0]
    assert answer["scene"]["lanes"][0]["optimizer"]["knobs"]["lr"] == 0.001


def test_the_sensitivity_is_the_share_of_the_first_round_within_twice_its_best() -> None:
    (each,) = tuned(asked(lane("adagrad"), budget=64))["lanes"]
    first = np.array([np.inf if score is None else score for score in each["tried"]["scores"][:32]])
    assert each["sensitivity"] == np.mean(first <= 2 * first.min()) > 0.03


def test_the_last_tenth_of_a_short_run_is_its_end() -> None:
    assert [tail_of(steps) for steps in (1, 9, 10, 200)] == [1, 9, 9, 180]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(app) as made:
        yield made


def test_the_endpoint_answers_the_same(client: TestClient) -> None:
    request = asked(lane("adam"))
    got = client.post("/api/tune", json={"scene": request.scene.model_dump(mode="json"), "budget": 16}).json()
    expected = tuned(request)
    assert {**got, "seconds": 0} == {**expected, "seconds": 0}
    assert got["runs"] == 17 * 8 + 64


FORKED = {**lane("adam"), "fork": {"step": 10, "before": lane("adam")}}
PATH = {"trajectory": {"file": "a.csv", "points": "AAAAAAAAAAAAAAAAAAAAAA=="}}


@pytest.mark.parametrize(
    ("more", "path", "bound"),
    [
        ({"budget": 3}, "budget", ">= 4"),
        ({"budget": 4097}, "budget", "<= 4096"),
        ({"budget": "120"}, "budget", "integer"),
        ({"seed": -1}, "seed", ">= 0"),
        ({"lanes": []}, "lanes", "at least 1"),
        ({"lanes": [0, 3]}, "lanes.1", "0 ... 2"),
        ({"lanes": [-1]}, "lanes.0", ">= 0"),
        ({"lanes": 0}, "lanes", "list"),
        ({"lanes": [1]}, "lanes.0", "a walker without a fork"),
        ({"lanes": [2]}, "lanes.0", "a walker with a method"),
        ({"starts": 8}, "starts", "known fields only"),
        ({"scene": scene(steps=0)}, "steps", ">= 1"),
        ({"scene": scene(surface={"key": "formula", "formula": "x + y"})}, "surface.key", "a surface with a minimum"),
    ],
)
def test_bad_input_is_named(client: TestClient, more: dict[str, Any], path: str, bound: str) -> None:
    got = client.post("/api/tune", json={"scene": scene(lane("adam"), FORKED, PATH, surface=QUAD, steps=40), **more})
    assert got.status_code == 422
    (fault,) = got.json()["errors"]
    assert (fault["path"], fault["bound"]) == (path, bound)


def test_lanes_that_cannot_be_tuned_are_left_out_unless_they_are_asked_for() -> None:
    assert asked(FORKED, PATH, lane("adam")).lanes == [2]
    with pytest.raises(ValueError, match="goes on from another"):
        asked(FORKED)


def test_a_window_over_a_long_run_is_refused_before_it_takes_the_memory() -> None:
    """256 runs side by side keep two gradients of 8 bytes for each step: what a map may have."""
    with pytest.raises(ValueError, match="remembers every step"):
        asked(lane("adagrad_window"), steps=200_000, budget=4)
    assert asked(lane("adagrad_window"), steps=20_000, budget=4).lanes == [0]


def test_too_much_work_is_refused_with_the_budget_that_would_do(client: TestClient) -> None:
    long = scene(*[lane("adam")] * 6, surface=QUAD, steps=200_000)
    got = client.post("/api/tune", json={"scene": long, "budget": 4096})
    (fault,) = got.json()["errors"]
    assert (got.status_code, fault["path"], fault["value"]) == (422, "budget", "4096")
    most = int(fault["bound"].removeprefix("<= "))
    assert Tune.model_validate({"scene": long, "budget": most}).budget == most
    with pytest.raises(ValueError, match="too large"):
        Tune.model_validate({"scene": long, "budget": most + 1})
