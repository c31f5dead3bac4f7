"""Block kernels on disk: a changed source, also a constant in another module, is another kernel; and what a thread keeps after them."""

import inspect
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from app.engine import compile as kernels
from app.engine import denormals, jit, kernel, kernel_coupled, length
from app.engine.blocks import columns, lay, layout, place, points, sources, sweep, tape, walk
from app.engine.blocks.outcomes import outcomes
from app.engine.run import Abandoned
from app.optimizers import adam
from surfaces import index, rosenbrock
from surfaces.typed import operations
from surfaces.typed import tape as typed
from tests.engine.blocks.singles import STILL
from tests.scenes import settled

SHARED = (columns, layout, place, points, sources, sweep, tape, walk, jit, kernel, kernel_coupled, denormals, length, index)
TINY = float(np.finfo(np.float64).tiny)


def marks() -> dict[str, str]:
    """Return the names of some kernels, which hold a hash of their sources."""
    bound = {
        "walk": sources.block_walk(),
        "rosenbrock": sources.block_points("rosenbrock", False),
        "formula": sources.block_points("formula", False),
        "adam": sources.block_sweep("adam", None),
        "lookahead": sources.block_sweep("lookahead", "adam"),
    }
    return {name: template.__qualname__ for name, (template, _) in bound.items()}


@pytest.mark.parametrize(
    ("changed", "all_but"),
    [
        *((module, set()) for module in SHARED),
        (rosenbrock, {"walk", "formula", "adam", "lookahead"}),
        (operations, {"walk", "rosenbrock", "adam", "lookahead"}),
        (typed, {"walk", "rosenbrock", "adam", "lookahead"}),
        (adam, {"walk", "rosenbrock", "formula"}),
    ],
)
def test_a_changed_module_is_another_kernel(changed: ModuleType, all_but: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    before, read = marks(), inspect.getsource

    def edited(module: Any) -> str:
        return read(module) + "# edited" * (module is changed)

    monkeypatch.setattr(inspect, "getsource", edited)
    after = marks()
    assert {name for name in before if before[name] == after[name]} == all_but


def test_rows_begin_where_a_line_of_the_cache_does() -> None:
    assert {lay.in_blocks({}, rows, runs * layout.B).ctypes.data % 64 for rows in (1, 3, 49) for runs in (1, 2, 7, 32)} == {0}


def test_another_process_can_be_told_what_to_compile() -> None:
    """As `compile.apart` is; here the kernels are there already."""
    for source, *key in (("block_walk",), ("block_points", "rosenbrock", False), ("block_sweep", "momentum", None)):
        kernels.make_named(source, *key)
    assert kernels.block_address("rosenbrock") > 0


@pytest.mark.parametrize("wanted", [True, False])
def test_after_many_runs_the_thread_computes_as_before(wanted: bool) -> None:
    landscape, walker, start = settled("ellipse", "momentum")
    stale, varied = np.array([not wanted], dtype=np.uint8), {"start.0": np.linspace(-8.0, 4.0, 10)}
    goals = np.empty((0, 2, 1))
    if wanted:
        outcomes(landscape, walker, start, 500, STILL, (0.0, 0.0), varied, goals, 0.1, stale=stale)
    else:
        with pytest.raises(Abandoned):
            outcomes(landscape, walker, start, 500, STILL, (0.0, 0.0), varied, goals, 0.1, stale=stale)
    halved = np.array([TINY, 5e-324]) * np.array([0.5, 1.0])
    assert halved.view(np.uint64).tolist() == [1 << 51, 1]  # as bits: a thread that flushes finds 5e-324 equal to 0
