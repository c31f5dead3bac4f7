"""Rate times sharpness, against eigenvalues that NumPy computes."""

from typing import Any

import numpy as np
import pytest

from app.engine.series import SERIES
from app.scene.scene import Scene
from surfaces import SURFACES
from tests.scenes import lane, scene


def of(said: dict[str, Any]) -> tuple[Any, Any]:
    """Return the series and the run of a scene's only lane."""
    made = Scene.model_validate(said)
    (run,) = made.run()
    return SERIES["sharpness"].values(made.landscape(), made.walkers[0], run), run


def test_on_a_bowl_it_is_the_rate_times_the_larger_curvature() -> None:
    """However the bowl is turned; a decaying rate takes it along."""
    surface = {"key": "ellipse", "knobs": {"h": 2.0, "kappa": 10.0, "angle": 0.4}}
    said = lane("gradient_descent", lr=0.05) | {"schedule": {"key": "linear", "knobs": {}}}
    found, run = of(scene(said, surface=surface, start=[-8, 2], steps=40))
    np.testing.assert_allclose(found, 20 * run.lr, rtol=1e-12)


@pytest.mark.parametrize("method", ["gradient_descent", "adam", "rmsprop"])
def test_it_is_the_largest_eigenvalue_of_the_rates_times_the_hessian(method: str) -> None:
    found, run = of(scene(lane(method, lr=0.01), surface={"key": "himmelblau"}, start=[-0.5, -1.0], steps=60))
    for k in range(run.step):
        xx, xy, yy = SURFACES["himmelblau"].hess(run.x[k], run.y[k])
        rates = np.diag([run.lr_x[k], run.lr_y[k]])
        expected = np.linalg.eigvals(rates @ [[xx, xy], [xy, yy]]).real.max()
        assert found[k] == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_a_method_without_rates_has_none() -> None:
    """Newton divides by the curvature itself."""
    found, _ = of(scene(lane("newton", lr=1.0), surface={"key": "himmelblau"}, start=[-0.5, -1.0], steps=5))
    assert np.isnan(found).all()


def test_a_run_that_flies_off_is_answered() -> None:
    found, run = of(scene(lane("gradient_descent", lr=1.0), surface={"key": "himmelblau"}, start=[4, 4], steps=50))
    assert len(found) == run.step


def test_the_sharpness_itself_is_the_largest_curvature_at_every_position() -> None:
    made = Scene.model_validate(scene(lane("newton", lr=0.5), surface={"key": "himmelblau"}, start=[-0.5, -1.0], steps=20))
    (run,) = made.run()
    found = SERIES["lambda"].values(made.landscape(), made.walkers[0], run)
    assert found is not None
    assert len(found) == run.step + 1
    for k in range(run.step + 1):
        xx, xy, yy = SURFACES["himmelblau"].hess(run.x[k], run.y[k])
        assert found[k] == pytest.approx(np.linalg.eigvalsh([[xx, xy], [xy, yy]]).max(), rel=1e-9, abs=1e-12)
