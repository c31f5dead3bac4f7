"""A surface made of data: its payload is a table, its kernel loops over it; nothing outside its declaration knows."""

import numpy as np
import pytest

from app.engine.batch import run_batch
from app.engine.compile import hessian_kernel, surface_kernel
from app.engine.landscape import Landscape
from app.engine.run import run
from app.engine.walker import Walker
from surfaces import SURFACES
from surfaces.knob import place
from surfaces.surface import Kernel, Surface

STILL = np.empty((0, 2))


def table(count):
    """Return `count` examples (a, b, t) behind each other, as a payload has them."""
    rng = np.random.default_rng(5)
    a, b = rng.standard_normal((2, int(count)))
    return np.column_stack([a, b, a - 2 * b + 0.1]).ravel()


def miss(x, y, a, b, t):
    """Return by how much a line misses an example; compiled, `miss_doubled` takes its place in one test."""
    return a * x + b * y - t


def miss_doubled(x, y, a, b, t):
    return 2 * (a * x + b * y - t)


def point(x, y, k):
    f, gx, gy = 0.0, 0.0, 0.0
    for i in range(0, len(k), 3):
        error = miss(x, y, k[i], k[i + 1], k[i + 2])
        f += error * error / 2
        gx += error * k[i]
        gy += error * k[i + 1]
    return f, gx, gy


def bend(x, y, k):
    xx, xy, yy = 0.0, 0.0, 0.0
    for i in range(0, len(k), 3):
        xx += k[i] * k[i]
        xy += k[i] * k[i + 1]
        yy += k[i + 1] * k[i + 1]
    return xx, xy, yy


def declared(**instead):
    """Return the surface: the squared error over the table that its one knob asks for."""
    return Surface(
        name="Table", summary="", formula=("f",), source="",
        value=lambda x, y, count: point(x, y, table(count))[0],
        grad=lambda x, y, count: point(x, y, table(count))[1:],
        hess=lambda x, y, count: bend(x, y, table(count)),
        knobs={"count": place("n", "examples", 7.0, 1.0, 50.0)},
        domain=((-4.0, 4.0), (-4.0, 4.0)), start=(3.0, 3.0), minima=lambda count: (), curvature=lambda count: 1.0,
        payload=table, kernel=Kernel(point, bend, instead),
    )  # fmt: skip


WALKERS = {
    "apart": Walker("adam", {"lr": 0.1, "beta1": 0.9, "beta2": 0.99, "eps": 1e-8}),
    "coupled": Walker("newton", {"lr": 0.1, "damping": 0.0}),
}


@pytest.mark.parametrize("form", WALKERS)
def test_it_runs_as_its_functions_say(form, monkeypatch):
    monkeypatch.setitem(SURFACES, "table", declared())
    landscape, walker = Landscape("table", {"count": 7.0}), WALKERS[form]
    found, path = run(landscape, walker, (3.0, 3.0), 40, STILL), run_batch(landscape, walker, np.array([[3.0], [3.0]]), 40, STILL)
    np.testing.assert_allclose([found.x, found.y], path[:, :, 0].T, rtol=1e-12, atol=1e-13)


def test_one_kernel_takes_tables_of_any_length(monkeypatch):
    monkeypatch.setitem(SURFACES, "tables", declared())
    for count in (1, 7, 200):
        assert surface_kernel("tables")(1.0, 2.0, table(count)) == pytest.approx(point(1.0, 2.0, table(count)), rel=1e-14)
        assert hessian_kernel("tables")(1.0, 2.0, table(count)) == pytest.approx(bend(1.0, 2.0, table(count)), rel=1e-14)


def test_a_function_may_have_another_in_its_place_where_it_is_compiled(monkeypatch):
    monkeypatch.setitem(SURFACES, "doubled", declared(miss=miss_doubled))
    f, gx, gy = point(1.0, 2.0, table(7))
    assert surface_kernel("doubled")(1.0, 2.0, table(7)) == pytest.approx((4 * f, 2 * gx, 2 * gy), rel=1e-13)


def test_its_payload_must_take_its_knobs():
    with pytest.raises(TypeError, match="surface 'Table': <lambda> takes"):
        Surface(**{**vars(declared()), "payload": lambda: table(7)})


def test_what_is_made_of_settings_comes_last():
    """So the catalog, errors that list what there is and the page's menu keep their order."""
    made = [bool(unit.settings) for unit in SURFACES.values()]
    assert made == sorted(made)
    assert made[-1]
