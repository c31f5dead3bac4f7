"""A map as arrays: each pixel is the run of the scene that a click into it makes, to the last bit."""

import json
from typing import Any

import numpy as np
import pytest

from app.engine.run import Abandoned, fresh
from app.maps.goals import ends, usual
from app.maps.plan import Plan
from app.maps.room import Threads, drawn
from app.maps.whole import whole
from app.replies.map_frames import in_json
from app.replies.wire import dumps
from tests.maps.clicked import HIMMELBLAU, PLANE, asked, axis, clicked
from tests.patience import within
from tests.scenes import lane, scene

ELLIPSE = {"key": "ellipse"}
LR = axis("knobs.lr", 0.01, 1)
SCALES = [axis("lr_scale.0", 0, 3), axis("lr_scale.1", 0.1, 9, scale="log")]
NEAR_ONE = axis("knobs.beta2", 0.9, 0.9999, scale="near_one")


def of(optimizer: str, schedule: str = "constant", surface: Any = ELLIPSE, steps: int = 60, *, lr: float = 0.1, **more: Any) -> Any:
    """Return a scene of one lane."""
    return scene(lane(optimizer, schedule, lr=lr), surface=surface, steps=steps, **more)


WRAPPED = scene({"optimizer": {"key": "lookahead", "knobs": {"lr": 0.1}, "inner": {"key": "momentum"}}}, surface=ELLIPSE, steps=60)
CASES: dict[str, tuple[Any, list[Any], dict[str, Any]]] = {
    "start": (HIMMELBLAU, PLANE, {}),
    "log and near one": (of("adam", surface={"key": "rosenbrock"}), [axis("knobs.lr", 1e-3, 1, scale="log"), NEAR_ONE], {}),
    "surface": (of("momentum", lr=0.01), [axis("surface.kappa", 1, 100, scale="log"), axis("surface.angle", -1, 1)], {}),
    "steps": (of("adam", "cosine"), [axis("steps", 1, 90, 9), axis("warmup", 0, 40, 8)], {}),
    "options": (of("sign_sgd"), [axis("clip", 0, 3), axis("weight_decay", 0, 0.3)], {}),
    "scales": (of("momentum", lr=0.001), SCALES, {}),
    "noise": (of("adam", seed=3, noise=0.2), [axis("noise.0", 0, 2), axis("start.1", -2, 2)], {}),
    "noise of none": (of("adam", seed=3), [axis("steps", 5, 60, 5), axis("noise.1", 0, 2)], {}),
    "schedule": (of("adam", "step"), [axis("schedule.gamma", 0.1, 1), LR], {}),
    "inner": (WRAPPED, [axis("inner.mu", 0.1, 0.9), LR], {}),
    "a search on a surface without knobs": (of("bfgs", surface={"key": "ackley"}, lr=1.0), PLANE, {}),
    "hidden": (HIMMELBLAU, PLANE, {"until": 7}),
    "hidden, of several lengths": (of("adam", "cosine"), [axis("steps", 1, 60, 9), PLANE[0]], {"until": 9}),
}


@pytest.mark.parametrize("name", CASES)
def test_a_pixel_is_the_scene_that_a_click_makes(name: str) -> None:
    """Loss and place of the end, bit for bit, with the values that the page got as JSON."""
    given, axes, more = CASES[name]
    made = whole(asked(given, axes, measure="loss", **more), threads=2)
    said = json.loads(dumps(in_json(made)))
    for i in range(0, len(said["x"]), 5):
        for j in range(0, len(said["y"]), 3):
            run = clicked(made.plan.asked, **{axes[0]["path"]: said["x"][i], axes[1]["path"]: said["y"][j]})
            last = min(len(run.loss) - 1, more.get("until", np.inf))
            assert made.values[j, i] == run.loss[int(last)], (i, j)
            assert said["values"][j][i] == (float(run.loss[int(last)]) if np.isfinite(run.loss[int(last)]) else None)
            if not more:
                assert (said["classes"][j][i] == 255) == run.diverged


def test_the_class_is_the_minimum_that_the_run_ends_at() -> None:
    made = whole(asked(HIMMELBLAU))
    minima, near = np.array(ends(made.plan.landscape).minima), made.plan.tolerance
    assert near == pytest.approx(0.01 * 10)
    x, y = made.plan.asked.values
    seen = set()
    for j in range(len(y)):
        for i in range(len(x)):
            run = clicked(made.plan.asked, start__0=x[i], start__1=y[j])
            apart = np.hypot(*(minima - [run.x[-1], run.y[-1]]).T)
            expected = int(apart.argmin()) if apart.min() <= near else None
            assert made.classes[j, i] == expected or (expected is None and made.classes[j, i] >= 128)
            seen.add(int(made.classes[j, i]))
            if expected is not None:
                inside = np.hypot(run.x - minima[expected][0], run.y - minima[expected][1]) <= near
                assert made.values[j, i] == len(inside) - inside[::-1].argmin(), "it is there since this step"
    assert seen >= {0, 1, 2, 3}
    assert sum(made.shares().values()) == pytest.approx(1)


def test_newton_ends_at_saddles() -> None:
    """Of himmelblau a third of the starts, story 4 of the specification."""
    newton = {**HIMMELBLAU, "lanes": [lane("newton", lr=1)]}
    made = whole(asked(newton, [axis("start.0", -6, 6, 40), axis("start.1", -6, 6, 40)]))
    saddles = ((made.classes >= 128) & (made.classes < 254)).mean()
    assert 0.3 < saddles < 0.45


def test_what_diverges_says_when() -> None:
    made = whole(asked(scene(lane("gradient_descent", lr=5), surface=ELLIPSE, steps=300), PLANE))
    run = clicked(made.plan.asked, start__0=made.plan.asked.values[0][2], start__1=made.plan.asked.values[1][3])
    assert run.diverged
    assert (made.classes[3, 2], made.values[3, 2]) == (255, run.step)


def test_steps_are_the_first_near_a_minimum() -> None:
    made = whole(asked(HIMMELBLAU, measure="steps"))
    x, y = made.plan.asked.values
    run = clicked(made.plan.asked, start__0=x[5], start__1=y[4])
    apart = [np.hypot(run.x - at[0], run.y - at[1]) for at in ends(made.plan.landscape).minima]
    near = np.min(apart, axis=0) <= made.plan.tolerance
    assert made.values[4, 5] == near.argmax()


def test_several_seeds_give_the_most_frequent_end_and_the_median() -> None:
    noisy = of("gradient_descent", lr=0.01, surface={"key": "himmelblau"}, steps=40, seed=11, noise=20)
    axes = [axis("start.0", -1, 1, 5), axis("start.1", -1, 1, 4)]
    single = [whole(asked({**noisy, "seed": 11 + k}, axes)).classes for k in range(5)]
    losses = [whole(asked({**noisy, "seed": 11 + k}, axes, measure="loss")).values for k in range(5)]
    many, loss = whole(asked(noisy, axes, seeds=5)), whole(asked(noisy, axes, measure="loss", seeds=5))
    counts = (np.stack(single) == many.classes).sum(axis=0)
    assert np.array_equal(many.values, counts / 5)
    assert counts.max() > 1
    for each in np.unique(single):
        assert ((np.stack(single) == each).sum(axis=0) <= counts).all()
    assert np.array_equal(loss.values, np.median(losses, axis=0))
    assert (many.plan.value, loss.plan.value) == ("share", "loss")


def test_the_tolerance_tells_neighbours_apart() -> None:
    """Rastrigin's minima are about 1 apart in a domain of 10; of two that are nearer, less than half their distance is taken."""
    narrow = asked(scene(lane("adam", lr=0.1), surface={"key": "two_wells"}), PLANE)
    landscape = narrow.scene.landscape()
    assert usual(landscape) <= 0.01 * min(high - low for low, high in landscape.surface().domain)
    minima = np.array(ends(landscape).minima)
    assert 2 * usual(landscape) < np.hypot(*(minima[0] - minima[1]))


def test_a_map_that_nobody_wants_ends() -> None:
    stale, room = fresh(), Threads(2)
    tiles = drawn(room, Plan(asked({**HIMMELBLAU, "steps": 2_000}, [axis("start.0", -6, 6, 300), axis("start.1", -6, 6, 300)])), stale)
    next(tiles)
    stale[0] = 1
    with pytest.raises(Abandoned):
        list(tiles)
    within(room.pool.submit(lambda: "free").done, 20)
    room.close()
