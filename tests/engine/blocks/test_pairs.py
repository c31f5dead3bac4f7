"""Every method on every surface: a run in a block is the single run, bit for bit."""

import numpy as np
import pytest

from app.engine.landscape import Landscape
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Wrapper
from app.scene.scene import Scene
from surfaces import SURFACES
from tests.engine.blocks.draw import around, knobs, spread, starts
from tests.engine.blocks.singles import Many
from tests.scenes import EVERYTHING, partners, settled

KINDS = ("gradient_descent", "adam", "sam", "adagrad_window", "lookahead", "newton", "bfgs")
"""Methods of every kind: without state, with state, probe, window, around another one, coupled, searching."""
METHODS = tuple(OPTIMIZERS) if EVERYTHING else KINDS
INNER = [key for key, unit in OPTIMIZERS.items() if not isinstance(unit, Coupled | Wrapper)] if EVERYTHING else ["adam", "sam", "rprop"]
WITH_KNOBS = [key for key, unit in SURFACES.items() if unit.knobs and not unit.data]
"""Of surfaces made of examples not every value goes with every other one: tests/engine/blocks/test_examples.py."""


@pytest.mark.parametrize(("surface", "optimizer"), partners(METHODS, SURFACES, 1))
def test_a_run_of_a_block_is_the_single_run(surface: str, optimizer: str) -> None:
    landscape, walker, start = settled(surface, optimizer)
    Many(landscape, walker, start, spread(landscape, walker.knobs["lr"], 1)).check()


@pytest.mark.parametrize("surface", ["canyon", "six_hump_camel"])
@pytest.mark.parametrize("optimizer", METHODS)
def test_each_run_has_its_own_knobs(optimizer: str, surface: str) -> None:
    landscape, walker, start = settled(surface, optimizer)
    drawn = knobs("knobs", OPTIMIZERS[optimizer].knobs, 2)
    Many(landscape, walker, start, {**drawn, "knobs.lr": around(walker.knobs["lr"], 1.0, 3)}).check()


@pytest.mark.parametrize("surface", ["canyon", "himmelblau"])
@pytest.mark.parametrize("optimizer", METHODS)
def test_noise_clip_decay_warm_up_and_scale_are_those_of_each_run(optimizer: str, surface: str) -> None:
    options = {"warmup": 20, "weight_decay": 0.01, "clip": 3.0, "lr_scale": [1.0, 0.5], "schedule": {"key": "cosine"}}
    landscape, walker, start = settled(surface, optimizer, **options)
    sizes = {"clip": 3.0, "weight_decay": 0.01, "lr_scale.0": 1.0, "lr_scale.1": 0.5, "noise.0": 0.3, "noise.1": 0.1}
    drawn = {name: around(size, 1.0, seed) for seed, (name, size) in enumerate(sizes.items())}
    drawn["warmup"] = np.random.default_rng(7).integers(0, 50, len(drawn["clip"])).astype(np.float64)
    Many(landscape, walker, start, {**starts(landscape, 8), **drawn}, noise=(0.3, 0.1)).check()


@pytest.mark.parametrize("alone", ["noise", "clip", "weight_decay"])
def test_one_of_them_alone_changes_the_gradient(alone: str) -> None:
    landscape, walker, start = settled("rosenbrock", "momentum", **({} if alone == "noise" else {alone: 0.5}))
    still = Many(*settled("rosenbrock", "momentum"), starts(landscape, 4)).check()
    found = Many(landscape, walker, start, starts(landscape, 4), noise=(0.5, 0.5) if alone == "noise" else (0.0, 0.0)).check()
    assert (found.x != still.x).mean() > 0.9


@pytest.mark.parametrize("optimizer", ["momentum", "adam", "sam", "newton", "bfgs"] if EVERYTHING else ["momentum", "bfgs"])
@pytest.mark.parametrize("surface", WITH_KNOBS)
def test_each_run_has_its_own_surface(surface: str, optimizer: str) -> None:
    landscape, walker, start = settled(surface, optimizer)
    drawn = {f"surface.{name}": around(value or 1e-3, 0.5, 5) for name, value in landscape.knobs.items()}
    many = Many(landscape, walker, start, {**drawn, "knobs.lr": around(walker.knobs["lr"], 1.0, 6)})
    assert not np.array_equal(many.check().x, Many(landscape, walker, start, {"knobs.lr": many.varied["knobs.lr"]}).made().x)


@pytest.mark.parametrize("inner", INNER)
@pytest.mark.parametrize("wrapper", [key for key, unit in OPTIMIZERS.items() if isinstance(unit, Wrapper)])
def test_a_wrapper_goes_around_any_method(wrapper: str, inner: str) -> None:
    said = {"optimizer": {"key": wrapper, "inner": {"key": inner}}, "schedule": {"key": "plateau"}}
    scene = Scene.model_validate({"surface": {"key": "rosenbrock"}, "steps": 300, "lanes": [said]})
    landscape, walker = scene.landscape(), scene.lanes[0].walker()
    own = {**knobs("knobs", OPTIMIZERS[wrapper].knobs, 9), **knobs("inner", OPTIMIZERS[inner].knobs, 10)}
    Many(landscape, walker, scene.start or (0.0, 0.0), {**spread(landscape, walker.knobs["lr"], 11), **own}).check()


FORMULAS = (
    "(1-x)^2 + 100*(y-x^2)^2", "sin(3*x)*exp(-y^2/4) + x^4/10 + y^2/2 + abs(x-y)/3", "log(x) + sqrt(y+4) + x^2 + 1/(y-5)^2",
    "min(x^2+y^2, (x-1)^2+3) + max(x, -y)/5 + cbrt(x*y) + x^y", "tanh(x)+cosh(y/3)+sinh(x/4)^2+tan(x/9)+cos(y)",
    "arcsin(x/9)+arccos(y/9)^2+arctan(x*y)",
)  # fmt: skip


@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam", "sam", "newton", "bfgs"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_a_typed_formula_is_walked_as_well(formula: str, optimizer: str) -> None:
    said = {"surface": {"key": "formula", "formula": formula}, "steps": 300, "lanes": [{"optimizer": {"key": optimizer}}]}
    scene = Scene.model_validate(said)
    landscape, walker = scene.landscape(), scene.lanes[0].walker()
    assert isinstance(landscape, Landscape)
    Many(landscape, walker, scene.start or (0.0, 0.0), spread(landscape, walker.knobs["lr"], 12)).check()
