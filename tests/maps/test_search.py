"""Two searches drawn on a map: the runs are what they are said to be, and their losses those of single runs."""

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from app import settings as environment
from app.maps.asked import Asked
from app.maps.checks import check
from app.maps.plan import Plan
from app.maps.search import described
from app.scene.faults import Refused, refusal
from app.scene.scene import Scene
from tests.scenes import lane, scene

X = {"path": "knobs.lr", "low": 0.001, "high": 10.0, "count": 64, "scale": "log"}
Y = {"path": "knobs.beta2", "low": 0.5, "high": 0.9999, "count": 64, "scale": "near_one"}


def asked(search: dict[str, Any], *axes: dict[str, Any], until: int | None = None, **more: Any) -> Asked:
    """Return a map with a search."""
    made = Scene.model_validate(scene(lane("adam", lr=0.1), steps=40, map={"axes": list(axes) or [X, Y], "search": search}, **more))
    assert made.map
    found = Asked(made, made.map, until)
    check(found, "map.")
    return found


def single(of: Asked, *numbers: float) -> float:
    """Return the final loss of the scene with these numbers."""
    (run,) = of.with_numbers(*numbers).run()
    return np.inf if run.diverged else float(run.loss[-1])


@pytest.mark.parametrize("side", [2, 5])
def test_a_grid_has_few_values_of_each_number_and_random_runs_many(side: int) -> None:
    found = described(Plan(asked({"side": side, "seed": 3})))
    values = {kind: [len(set(column)) for column in zip(*each["points"], strict=True)] for kind, each in found.items()}
    assert values == {"grid": [side, side], "random": [side * side, side * side]}
    for each in found.values():
        assert all(X["low"] <= x <= X["high"] and Y["low"] <= y <= Y["high"] for x, y in each["points"])


def test_the_best_run_is_the_single_run_of_the_lowest_loss() -> None:
    of = asked({"side": 3, "seed": 1})
    for each in described(Plan(of)).values():
        losses = [single(of, *point) for point in each["points"]]
        assert each["best"] == int(np.argmin(losses))
        assert each["loss"] == losses[each["best"]]


def test_a_seed_moves_both_searches_and_draws_them_again() -> None:
    first, other, again = (described(Plan(asked({"seed": seed}))) for seed in (1, 2, 1))
    assert first == again
    assert all(first[kind]["points"] != other[kind]["points"] for kind in first)


def test_a_map_of_fewer_pixels_has_the_same_search() -> None:
    """A hand that drags sees the same runs."""
    assert described(Plan(asked({"side": 3}).smaller(32))) == described(Plan(asked({"side": 3})))


def test_where_all_runs_diverge_there_is_no_best() -> None:
    of = asked(
        {"side": 2},
        {**X, "low": 1e3, "high": 1e4},
        {"path": "lr_scale.0", "low": 1e6, "high": 2e6},
        lanes=[lane("gradient_descent", lr=1.0)],
    )
    assert [(each["best"], each["loss"]) for each in described(Plan(of)).values()] == [(None, None)] * 2


def test_the_future_stays_hidden() -> None:
    of = asked({"side": 2}, until=3)
    each = described(Plan(of))["random"]
    made = of.with_numbers(*each["points"][each["best"]]).run()[0]
    assert each["loss"] == made.loss[3]


@pytest.mark.parametrize(
    ("search", "path", "bound"),
    [
        ({"side": 17}, "side", "<= 16"),
        ({"side": 1}, "side", ">= 2"),
        ({"seed": -1}, "seed", ">= 0"),
        ({"seed": 2**32}, "seed", "<= 4294967295"),
    ],
)
def test_a_wrong_search_is_refused(search: dict[str, int], path: str, bound: str) -> None:
    with pytest.raises(ValidationError) as raised:
        asked(search)
    fault = refusal(raised.value).faults[0]
    assert (fault["path"], fault["bound"]) == (f"map.search.{path}", bound)


def test_its_runs_count_as_work(monkeypatch: pytest.MonkeyPatch) -> None:
    small = [{**X, "count": 2}, {**Y, "count": 2}]
    monkeypatch.setattr(environment, "settings", environment.settings.model_copy(update={"max_map_steps": 5_000}))
    asked({"side": 2}, *small)
    with pytest.raises(Refused):
        asked({"side": 16}, *small)
