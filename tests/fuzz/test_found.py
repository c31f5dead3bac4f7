"""What was found by fuzzing and by hand, asked again: the smallest and largest numbers in every endpoint that takes numbers."""

from typing import Any

import pytest

from tests.fuzz.asking import verdict
from tests.fuzz.cases import Case
from tests.loops import ended
from tests.scenes import lane, scene

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
