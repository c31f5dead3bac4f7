"""Compiled code makes an index of a real number in one place alone, and that place never leaves its array."""

import ast
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.engine.jit import compiled, inlined
from app.engine.thinning.thin import Window, extremes, path
from surfaces.index import index as index_of

ROOT = Path(__file__).parents[2]
ENGINE, TYPED = ROOT / "app" / "engine", ROOT / "surfaces" / "typed"
TEMPLATES = [ENGINE / "kernel.py", ENGINE / "kernel_coupled.py", TYPED / "tape.py", TYPED / "operations.py", ROOT / "surfaces" / "index.py"]
TEMPLATES += [ENGINE / "blocks" / f"{name}.py" for name in ("points", "sweep", "tape", "place", "walk")]
UNITS = {"value", "grad", "hess", "step", "sigma", "probe", "react"}
"""The functions of a unit that are compiled."""

CASTS = {"int", "round", "floor", "ceil", "trunc", "int32", "int64", "intp", "astype"}
"""Calls that make a whole number of a real one; `math.floor` and its like return integers in compiled code, `np.floor` does not."""

REALS = [math.nan, math.inf, -math.inf, 1e308, -1e308, 1e19, 2.0**63, 2.0**53, 5e-324, -5e-324, -0.0, 0.0, 0.99, 1.0, 6.99, 7.0, -1e19]
index = inlined(index_of)


@compiled
def places(values: Any, count: int, out: Any) -> None:
    """Write the index of each value."""
    for k in range(values.shape[0]):
        out[k] = index(values[k], count)


def is_marked(node: ast.FunctionDef) -> bool:
    """Return whether a function says itself that it is compiled."""
    return any(isinstance(mark, ast.Name) and mark.id in ("compiled", "inlined") for mark in node.decorator_list)


def compiled_functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Yield every function of the repository that is compiled, by file."""
    for file in sorted([*(ROOT / "app").rglob("*.py"), *(ROOT / "surfaces").rglob("*.py")]):
        is_unit = file.parent.name in ("surfaces", "optimizers", "schedules")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (file in TEMPLATES or is_marked(node) or (is_unit and node.name in UNITS)):
                yield file, node


def called(node: ast.Call) -> str | None:
    """Return the name of what is called; None for NumPy functions that return real numbers for real ones."""
    if isinstance(node.func, ast.Attribute):
        owner = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
        return None if owner == "np" and node.func.attr in ("floor", "ceil", "trunc") else node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else None


def test_nothing_compiled_casts_a_number_to_an_index_but_the_one_conversion() -> None:
    functions = [(file, node) for file, node in compiled_functions() if node.name not in ("index", "spread")]  # which takes arrays
    names = {node.name for _, node in functions}
    assert {
        "trace",
        "columns",
        "find_exits",
        "take_with_window",
        "walk_coupled",
        "walk_blocks",
        "point",
        "height",
        "partials",
        "step",
        "hess",
    } <= names
    calls = [(file, node) for file, function in functions for node in ast.walk(function) if isinstance(node, ast.Call)]
    found = [f"{file.name}:{node.lineno}" for file, node in calls if called(node) in CASTS]
    assert found == []


@pytest.mark.parametrize("count", [0, 1, 7, 2**40])
def test_every_number_becomes_an_index_inside(count: int) -> None:
    out = np.empty(len(REALS), dtype=np.int64)
    places(np.array(REALS), count, out)
    exact = [0 if not value >= 1 else min(count, int(min(value, 2.0**62))) for value in REALS]
    assert out.tolist() == [max(0, min(place, count - 1)) for place in exact] == [index_of(value, count) for value in REALS]


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("steps", [(3, 1e19), (3, np.nextafter(3.0, 4.0)), (0, 5e-324), (0, 1e308), (1e18, 1e19), (60, 90), (49, 51)])
def test_columns_of_any_range_hold_the_values_of_its_steps_and_no_others(steps: tuple[float, float], log: bool) -> None:
    values = np.arange(51.0)
    found = extremes(values, 0, *steps, 100, log=log)
    inside = [value for value in values if steps[0] <= value <= steps[1]]
    shown = found[np.isfinite(found)]
    assert ([*inside] or [math.nan])[0] == pytest.approx(shown.min(initial=math.inf) if inside else math.nan, nan_ok=True)
    assert (shown.max(initial=-1.0) if inside else -1.0) == (inside[-1] if inside else -1.0)
    assert shown.size >= 2 * bool(inside)


@pytest.mark.parametrize("side", [(0, 1e-13), (0, 5e-324), (-1e308, 1e308), (1.0, np.nextafter(1.0, 2.0)), (1e-300, 2e-300)])
def test_a_path_through_any_window_stays_within_its_room(side: tuple[float, float]) -> None:
    noise = np.random.default_rng(0).standard_normal((2, 60_000))
    for room in (200, 3000):
        for draft in (False, True):
            vertices = path(Window(400, 300, *side, 0, 1), 1000 * noise[0], noise[1] / 10, room, [60_000], draft)
            assert len(vertices) <= room


CHECKED = """
import numpy as np
from app.engine.jit import inlined

@inlined
def put(out, at):
    out[at] = 1.0

@inlined
def write(out, at):
    put(out, at)

try:
    write(np.zeros(3), 3)
except IndexError:
    print("seen")
"""


def test_a_checked_run_sees_an_index_outside_in_inlined_code() -> None:
    """What the fuzzer and `make boundscheck` rest on."""
    checked = {**os.environ, "NUMBA_BOUNDSCHECK": "1"}
    said = subprocess.run([sys.executable, "-c", CHECKED], cwd=ROOT, env=checked, capture_output=True, encoding="utf-8", check=True)
    assert said.stdout == "seen\n"
