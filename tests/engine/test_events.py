"""Events: each kind where phenomena are known to the step, and nothing where nothing happens."""

from typing import Any

import numpy as np
import pytest

from app.engine.events import Event, events, marked_rows, shown, terrain
from app.engine.landscape import Landscape
from app.engine.run import run as walk
from app.engine.walker import Walker
from app.scene.scene import Scene
from tests.scenes import lane, scene

QUIET = np.empty((0, 2))


def told(*lanes: dict[str, Any], **more: Any) -> list[list[Event]]:
    """Return the events of every lane of a scene."""
    made = Scene.model_validate(scene(*lanes, **more))
    place = terrain(made.landscape())
    return [events(run, one.walker(), place) for one, run in zip(made.lanes, made.run(), strict=True)]


def of(kind: str, found: list[Event]) -> list[Event]:
    """Return the events of one kind."""
    return [event for event in found if event.kind == kind]


CANYON: dict[str, Any] = {"start": [-20, 1.5], "steps": 2000}


def test_every_burst_of_adagrad_on_the_canyon():
    """Measured apart from this code, by |v| > 0.25: the steps; before the first eta h / sigma = 3.03, its peak |v| = 1.17."""
    (found,) = told(lane("adagrad_mean", lr=0.4), **CANYON)
    assert {event.kind for event in found} == {"blow-up"}
    assert [event.begin for event in found[:6]] == pytest.approx([96, 191, 309, 447, 603, 776], abs=3)
    assert len(found) == 11
    assert found[0].numbers["ratio"] == pytest.approx(3.03, abs=0.05)
    assert found[0].numbers["peak"] == pytest.approx(1.17, abs=0.02)
    assert (found[0].numbers["axis"], found[0].mark) == ("y", 99)
    assert found[0].says == "blow-up at step 96: η h/σ = 3; y swings by 1.16 at step 99; over at 104"


def test_bursts_that_grow_ever_more_slowly_are_found_too():
    """121 in 100,000 steps: there eta h is 1.98 along y, and above 2 only with what the tilt of the valley couples in."""
    (found,) = told(lane("adagrad_mean", lr=0.4), start=[-20, 1.5], steps=100_000)
    assert len(found) == 121
    assert all(event.numbers["ratio"] > 2 for event in found)
    assert found[-1].numbers["peak"] == pytest.approx(0.32, abs=0.01)


def test_no_burst_where_the_rate_decays_or_sigma_cannot_fall():
    lanes = (
        lane("adagrad", lr=0.4),
        lane("adagrad_mean", "inverse_time", schedule_knobs={"k": 0.01}, lr=0.4),
        lane("adagrad_mean", "cosine", schedule_knobs={"span": 300}, lr=0.4),
    )
    assert [of("blow-up", found) for found in told(*lanes, **CANYON)] == [[], [], []]


def test_what_only_bounces_or_diverges_does_not_blow_up():
    """Gradient descent zigzags from the first step on, once about 2/L = 1/300 to and fro, once ever wider."""
    ((stall,),) = told(lane("gradient_descent", lr=0.01), **CANYON)
    assert (stall.kind, stall.end) == ("stall", 2000)
    ((end,),) = told(lane("gradient_descent", lr=0.3), surface={"key": "ellipse"}, start=[-8, 2])
    assert (end.kind, end.begin) == ("diverged", 29)


@pytest.mark.parametrize(
    ("surface", "start", "lr", "loss", "norm"),
    [
        ({"key": "canyon"}, [-20, 1.5], 0.01, 1500, 600),
        ({"key": "valley"}, [-20, 1.3], 0.005, 600, 566),
        ({"key": "ellipse", "knobs": {"h": 2, "kappa": 100}}, [-8, 0.5], 0.01, 25, 100),
    ],
)
def test_the_loss_is_flat_and_the_gradient_is_not(surface: Any, start: Any, lr: float, loss: float, norm: float):
    """Scene 2 of the measured phenomena: the plateaus and the gradient there."""
    (found,) = told(lane("gradient_descent", lr=lr), surface=surface, start=start, steps=2000)
    (stall,) = found
    assert (stall.kind, stall.end) == ("stall", 2000)
    assert stall.begin < 110
    assert stall.numbers == {"loss": pytest.approx(loss, rel=1e-3), "gradient_norm": pytest.approx(norm, rel=2e-3)}


def test_slow_progress_is_no_stall():
    """A rate of 1e-7 takes the loss from 1026 to 531 in 100,000 steps, the gradient stays large."""
    assert told(lane("gradient_descent", lr=1e-7), start=[-20, 1.5], steps=100_000) == [[]]


def test_rmsprop_brakes_at_the_cliff_and_in_the_trench():
    (found,) = told(lane("rmsprop_lecture", lr=0.6, alpha=0.5), surface={"key": "cliff"}, start=[-40, 1])
    (brake,) = of("brake", found)
    assert brake.numbers["axis"] == "x"
    assert 50 < brake.begin < 70
    assert brake.numbers["after"] < 0.05 < 2 < brake.numbers["before"]
    (found,) = told(lane("rmsprop_lecture", lr=0.8, alpha=0.5), surface={"key": "trench"}, start=[-40, 0.3])
    (brake,) = of("brake", found)
    assert 40 < brake.begin < 50


ESCAPES = {"gradient_descent": 272, "momentum": 75, "nesterov": 68, "adam": 11, "adagrad_mean": 7}


def test_the_saddle_is_left_at_the_known_steps():
    """Scene 8 of the measured phenomena: first |y| > 0.5, half the way to the minima."""
    lanes = [lane(key, lr=0.05) for key in ESCAPES] + [lane("rmsprop_lecture", lr=0.05, alpha=0.9)]
    found = told(*lanes, surface={"key": "saddle"}, start=[1.5, 1e-6], steps=600)
    assert [[event.begin for event in of("escape", one)] for one in found] == [[step] for step in [*ESCAPES.values(), 5]]
    closer, on_the_ridge = (
        told(lane("gradient_descent", lr=0.05), surface={"key": "saddle"}, start=[1.5, y], steps=600)[0] for y in (1e-12, 0)
    )
    assert [event.begin for event in of("escape", closer)] == [555]
    assert [event.says.split(":")[0] for event in on_the_ridge] == ["converged at step 116"]


def test_passing_by_a_saddle_is_no_escape():
    (found,) = told(lane("gradient_descent", lr=0.005), surface={"key": "himmelblau"}, start=[0.8, 4.6])
    assert [event.kind for event in found] == ["converged"]


def test_clipping_is_counted():
    """On f = x^2 / 2 the gradient is x; clipped to 1, 20 steps of 0.1 go from -3.05 to -1.05, and the 21st is the last that is clipped."""
    ((clip, _),) = told(
        {**lane("gradient_descent", lr=0.1), "clip": 1.0}, surface={"key": "ellipse", "knobs": {"kappa": 1, "angle": 0}}, start=[-3.05, 0]
    )
    assert (clip.kind, clip.begin, clip.end, clip.numbers["steps"]) == ("clip", 1, 21, 21)


def test_nothing_happens_in_runs_that_converge():
    """Gradient descent with rates of 0.05 ... 0.95 times 2/L on ellipses of any condition and angle."""
    draw = np.random.default_rng(20).uniform
    converged = 0
    for _ in range(200):
        kappa, start = 10 ** draw(0, 3), (draw(-9, 5), draw(-4, 4))
        landscape = Landscape("ellipse", {"h": 1.0, "kappa": kappa, "angle": draw(-np.pi, np.pi)})
        walker = Walker("gradient_descent", {"lr": draw(0.05, 0.95) * 2 / kappa})
        found = events(walk(landscape, walker, start, 500, QUIET), walker, terrain(landscape))
        assert [event for event in found if event.kind != "converged"] == []
        converged += len(found)
    assert 100 < converged < 200


def test_converged_says_from_when_on():
    """From x = -8 on f = x^2 / 2, x is 0.9^k 8 after k steps: within 1e-3 of 8 units, 0.008, from k = 66 on."""
    ((event,),) = told(lane("gradient_descent", lr=0.1), surface={"key": "ellipse", "knobs": {"kappa": 1, "angle": 0}}, start=[-8, 0])
    assert (event.kind, event.begin, event.end) == ("converged", 66, 400)
    assert 8 * 0.9**66 < 0.008 < 8 * 0.9**65


def test_the_last_event_is_told_whatever_is_left_out():
    (found,) = told(lane("adagrad_mean", lr=0.4), **CANYON)
    assert shown(found, 4) == [*found[:3], found[-1]]
    assert marked_rows(found)[:2] == [99, 197]
    assert set(marked_rows(found)) == {event.mark for event in found} | {event.begin for event in found}


def test_all_kinds_have_a_sentence_for_their_step():
    lanes = [{**lane("rmsprop_lecture", lr=0.6, alpha=0.5), "clip": 5.0}, lane("adagrad_mean", lr=0.6)]
    found = [event for one in told(*lanes, surface={"key": "cliff"}, start=[-40, 1]) for event in one]
    assert {"clip", "brake", "blow-up"} <= {event.kind for event in found}
    for event in found:
        assert event.says.startswith(f"{event.kind} at step {event.begin}: ")
        assert event.begin <= event.end
