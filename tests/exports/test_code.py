"""Scripts: those with our own steps are run here; those with torch, optax or Keras by `make peers`."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from starlette.testclient import TestClient

from app.engine.batch import run_batch
from app.engine.run import noise_stream
from app.exports.scripts.code import FRAMEWORKS, script
from app.exports.scripts.lane import Part
from app.main import app
from app.optimizers import OPTIMIZERS
from app.scene.scene import Scene
from app.schedules import SCHEDULES
from surfaces import SURFACES
from surfaces.formula import surface
from surfaces.typed.unrolled import functions as unrolled
from tests.scenes import lane, scene

FORMULA = {
    "key": "formula",
    "formula": "sin(x) exp(-y^2/2) + max(x, y, 1)/9 - tanh(x y)/(1 + x^2)^1.5 + 2^x\n+ abs(x) + sqrt(x^2 + 1) cos(y)",
}
AROUND = {"warmup": 9, "clip": 2.0, "weight_decay": 0.01, "lr_scale": [1.0, 0.5]}


def executed(text: str) -> NDArray[np.float64]:
    names: dict[str, Any] = {"__name__": "script"}
    exec(compile(text, "script", "exec"), names)
    rows: NDArray[np.float64] = names["lane_0"]()
    return rows


def agrees(said: dict[str, Any]) -> None:
    """The script does what the NumPy path does, the same operations in the same order: to 1e-13 over 60 steps."""
    made = Scene.model_validate(said)
    noise = noise_stream(made.seed, made.noise, made.steps)
    assert made.start is not None
    expected = run_batch(made.landscape(), made.lanes[0].walker(), np.array(made.start)[:, None], made.steps, noise)[:, :, 0]
    text = script(made, "torch")
    assert "torch." not in text
    with np.errstate(all="ignore"):
        found = executed(text)
    count = len(made.run()[0].x)
    assert len(found) == count
    np.testing.assert_allclose(found, expected[:count], rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize(
    ("surface", "start", "key", "lr"),
    [
        ({"key": "formula", "formula": "log(x) + y^2"}, [1, 0.5], "sign_sgd", 0.3),
        ({"key": "formula", "formula": "sqrt(x) + y^2"}, [1, 0.5], "sign_sgd", 0.3),
        ({"key": "rosenbrock"}, [-1.2, 1], "momentum_polyak", 1e308),
    ],
)
def test_a_script_ends_where_the_run_does(surface: dict[str, Any], start: list[float], key: str, lr: float) -> None:
    """Outside the domain of a formula, and at a position that is not finite, there is no further row."""
    agrees({"surface": surface, "start": start, "steps": 30, "lanes": [lane(key, lr=lr)]})


OWN = [key for key in OPTIMIZERS if "torch" not in OPTIMIZERS[key].calls]


@pytest.mark.parametrize("key", OWN)
@pytest.mark.parametrize("rich", [False, True])
def test_own_steps_walk_as_the_engine_does(key: str, rich: bool) -> None:
    more: Any = {"noise": [0.1, 0.2], "seed": 5} if rich else {}
    agrees(scene(lane(key) | (AROUND if rich else {}), surface={"key": "rosenbrock"}, steps=60, **more))


@pytest.mark.parametrize("key", SCHEDULES)
def test_schedules_are_carried_along(key: str) -> None:
    agrees(scene(lane("sign_sgd", key), steps=60))


@pytest.mark.parametrize("key", SURFACES)
def test_surfaces_are_carried_along(key: str) -> None:
    agrees(scene(lane("newton_saddle_free"), surface={"key": key}, steps=20))


@pytest.mark.parametrize(("key", "steps"), [("sign_sgd", 40), ("newton_saddle_free", 40), ("bfgs", 12)])
def test_a_typed_formula_is_written_out(key: str, steps: int) -> None:
    """BFGS arrives within 18 steps; from there on its line search compares values that differ by rounding alone."""
    agrees(scene(lane(key), surface=FORMULA, start=[1.5, -0.7], steps=steps))


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_script_is_python_and_says_whose_step_it_takes(framework: str, key: str) -> None:
    made = Scene.model_validate(scene(lane(key, "cosine"), lane(key) | AROUND, steps=5))
    text = script(made, framework)
    compile(text, "script", "exec")
    own = sum(FRAMEWORKS[framework].lines(Part(i, made)) is None for i in (0, 1))
    assert text.count("this is Ravine's own step") == own
    assert "app." not in text


def test_peers_of_torch_and_optax_are_all_there() -> None:
    """Every method that declares a peer has it in a script, but for those whose peer is no framework."""
    for key, unit in OPTIMIZERS.items():
        framework = (unit.peer or "").partition(".")[0]
        if framework in FRAMEWORKS:
            assert FRAMEWORKS[framework].lines(Part(0, Scene.model_validate(scene(lane(key))))) is not None, key


@pytest.mark.parametrize(("text", "slope"), [("5", [0.0, 0.0]), ("x", [1.0, 0.0]), ("x - y", [1.0, -1.0])])
def test_a_constant_slope_is_a_real_number(text: str, slope: list[float]) -> None:
    """Whole numbers would be tensors of another type."""
    names: dict[str, Any] = {"np": np}
    exec(unrolled(surface(text).payload())["grad"], names)
    found = np.array(names["grad"](1.5, 2.5))
    assert found.tolist() == slope
    assert found.dtype == np.float64


def test_labels_and_formulas_cannot_leave_their_comment() -> None:
    evil = '"""\nraise SystemExit("out")\n#'
    text = script(
        Scene.model_validate(scene(lane("sign_sgd") | {"label": evil}, surface={"key": "formula", "formula": "x^2\n+ y^2"})), "torch"
    )
    assert len(executed(text)) == 401


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(app)


def test_endpoint_answers_text(client: TestClient) -> None:
    said = scene(lane("adam"), lane("momentum"))
    got = client.post("/api/code?framework=optax&lane=1", json=said)
    assert (got.status_code, got.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert got.text == script(Scene.model_validate(said), "optax", 1)
    assert "lane_1" in got.text
    assert "lane_0()" not in got.text.partition('"""\n')[2]
    assert client.post("/api/code", json=said).text == script(Scene.model_validate(said), "torch")


@pytest.mark.parametrize(
    ("query", "path"), [("framework=jaxx", "framework"), ("lane=1", "lane"), ("lane=-1", "lane"), ("lane=", "lane"), ("lane=²", "lane")]
)
def test_a_bad_query_is_refused(client: TestClient, query: str, path: str) -> None:
    got = client.post(f"/api/code?{query}", json=scene())
    assert (got.status_code, got.json()["errors"][0]["path"]) == (422, path)
