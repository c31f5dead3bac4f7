"""What was found by fuzzing and by hand, asked again: the smallest and largest numbers in every endpoint that takes numbers."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from app.optimizers import OPTIMIZERS
from app.schedules import SCHEDULES
from surfaces import SURFACES
from tests.fuzz.asking import verdict
from tests.fuzz.cases import KINDS, Case, mesh
from tests.fuzz.numbers import HUGE
from tests.loops import ended
from tests.scenes import CANYON, lane, scene

TINY = {"key": "formula", "formula": "x^2 + 10 y^2", "domain": [[0, 5e-324], [0, 1]]}
FILES = ["/api/picture", "/api/offline", "/api/csv", "/api/code", "/api/figure", "/api/runs"]
EDGES = [5e-324, 1e-310, 1e308, -0.0]


def short(**knobs: Any) -> Any:
    """Return a short scene."""
    return scene(lane("adam", **knobs), steps=20)


@pytest.mark.parametrize("path", FILES)
def test_a_domain_without_width(path: str) -> None:
    assert ended(verdict(Case(path, {**short(), "surface": TINY}, {}))) is None


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("path", FILES)
def test_a_rate_at_the_end_of_what_is_a_number(path: str, edge: float) -> None:
    assert ended(verdict(Case(path, short(lr=edge), {}))) is None


@pytest.mark.parametrize("edge", EDGES)
def test_an_end_of_a_sweep_there(edge: float) -> None:
    for name in ("low", "high"):
        assert ended(verdict(Case("/api/offline", short(lr=0.1), {name: str(edge)}))) is None


@pytest.mark.parametrize("noise", [1e200, 5e-324, 1e308])
def test_a_step_with_noise_of_any_size(noise: float) -> None:
    asked = {"id": 1, "scene": scene(lane("prodigy"), steps=20, noise=noise), "inspect": {"step": 3}}
    assert ended(verdict(Case("", asked, {}))) is None


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("bound", ["x0", "x1", "y0", "y1"])
def test_a_part_of_the_plane_without_width(bound: str, edge: float) -> None:
    query = {"x0": "0", "x1": "1", "y0": "0", "y1": "1"} | {bound: str(edge)}
    for case in (Case("/api/picture", short(), query), Case("/api/surfaces/canyon/mesh", None, {**query, "nx": "3", "ny": "3"})):
        assert ended(verdict(case)) is None


@pytest.mark.parametrize("target", [0.0, 0.5, 1.0])
def test_a_bootstrap_of_examples_that_are_all_of_one_class(target: float) -> None:
    """A bootstrap sample is drawn again until it has both classes; with all targets one half it was drawn for ever."""
    surface = {"key": "logistic_regression", "examples": [[1, 2, target], [2, 1, target]], "knobs": {"resample": 1}}
    assert ended(verdict(Case("", {"id": 1, "scene": {**short(), "surface": surface}}, {}))) is None


def turned_everywhere(said: Any, value: Any) -> Iterator[Any]:
    """Yield what is said with each of its numbers in turn, anywhere, replaced by a value."""
    if isinstance(said, dict | list):
        for key, each in said.items() if isinstance(said, dict) else enumerate(said):
            for changed in turned_everywhere(each, value):
                yield {**said, key: changed} if isinstance(said, dict) else [*said[:key], changed, *said[key + 1 :]]
    elif isinstance(said, int | float) and not isinstance(said, bool):
        yield value


@pytest.mark.parametrize("units", [OPTIMIZERS, SCHEDULES, SURFACES], ids=["optimizers", "schedules", "surfaces"])
def test_a_knob_of_any_unit_that_is_no_float64(units: Any) -> None:
    """Ranger's `sync_period` had no greatest value; a whole number of 310 digits became a 500 when its knobs were packed."""
    for key, unit in units.items():
        for name, huge in [(name, huge) for name in unit.knobs for huge in HUGE]:
            turned = {"key": key, "knobs": {name: huge}}
            of_lane = {"optimizer": turned} if units is OPTIMIZERS else {"optimizer": {"key": "adam"}, "schedule": turned}
            said = scene(of_lane if units is not SURFACES else lane("adam"), steps=5, surface=turned if units is SURFACES else CANYON)
            assert ended(verdict(Case("", {"id": 1, "scene": said}, {}))) is None, (key, name)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not mesh])
def test_a_number_anywhere_in_a_body_that_is_no_float64(kind: Any) -> None:
    case = kind(Random(7), scene(lane("lookahead"), lane("adam"), steps=5))
    for huge in HUGE[:2]:
        for body in turned_everywhere(case.body, huge):
            assert ended(verdict(Case(case.path, body, case.query))) is None, body


@pytest.mark.parametrize("huge", [10**30, 2**64, *HUGE[:2]])
def test_a_number_of_more_than_64_bits_that_is_kept_as_it_was_sent(huge: int) -> None:
    """Of a map that is not drawn yet, and of a change that a lesson suggests: both are answered as they came."""
    axes = [{"path": path, "low": 0.1, "high": 1} for path in ("knobs.lr", "start.0")]
    said = {**short(lr=0.1), "map": {"axes": axes, "lane": huge}}
    tries = [{"says": "More.", "changes": {"lanes.0.optimizer.knobs.lr": huge}}]
    for path, body in (("/api/scene", said), ("/api/runs", said), ("/api/lessons", {"scene": short(lr=0.1), "tries": tries})):
        assert ended(verdict(Case(path, body, {}))) is None


def test_a_map_over_grounds_of_their_own_with_noise_near_the_largest_float() -> None:
    """Its runs are made one at a time, and their noise was multiplied with a warning in the log."""
    said = scene(lane("adam"), steps=9, surface={"key": "linear_regression"}, noise=[1e308, 0])
    axes = [{"path": path, "low": 0, "high": 1, "count": 3} for path in ("start.1", "surface.jitter")]
    assert ended(verdict(Case("/api/map", {"scene": said, "axes": axes}, {}))) is None
