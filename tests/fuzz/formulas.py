"""Formulas at random: what is one has mpmath's values, in arrays and compiled; whatever else is typed is refused with a sentence."""

from random import Random
from typing import Any

import mpmath
import numpy as np

from app.engine.compile import surface_kernel
from surfaces.formula import surface
from surfaces.surface import SettingError
from tests.fuzz.texts import text
from tests.surfaces.soup import formula, soup

PLACES = 3
EXACT: dict[str, Any] = {name: getattr(mpmath, name) for name in ("sin", "cos", "tan", "exp", "log", "sqrt", "tanh", "pi")} | {
    "E": mpmath.e, "Abs": abs, "Min": min, "Max": max, "Rational": lambda p, q=1: mpmath.mpf(p) / mpmath.mpf(q),
}  # fmt: skip
"""What the names of `tests.surfaces.soup` are to mpmath."""

FINE, ROUGH = 60, 15
"""Decimal digits: many, and as few as a float64 has."""

ROUNDINGS = 1e4
"""How many times as far from the exact value as mpmath with `ROUGH` digits ours may be."""


def written(seed: int, i: int) -> tuple[str, str | None]:
    """Return case number `i` of a seed: a text, and the same for mpmath if it is a formula."""
    rng = Random(f"formula {seed} {i}")
    kind = rng.random()
    if kind < 0.5:
        return formula(rng, rng.choice([1, 2, 3, 3, 4]))
    return soup(rng) if kind < 0.8 else text(rng), None


def at(source: str, x: float, y: float, digits: int) -> float:
    """Return the value that mpmath finds with so many digits, NaN where it is not real."""
    with mpmath.workdps(digits):
        value = eval(source, {**EXACT, "x": mpmath.mpf(x), "y": mpmath.mpf(y)})  # of `soup.formula`, which makes arithmetic alone
        return float(value)


def wrong_values(said: str, source: str | None, x: Any, y: Any) -> str | None:
    """Return what is wrong with the values of a formula at points."""
    unit = surface(said)
    arrays = np.array([unit.value(x, y), *unit.grad(x, y)])
    slopes = surface_kernel("formula")
    payload = unit.payload()
    single = np.array([slopes(a, b, payload) for a, b in zip(x, y, strict=True)]).T
    if not np.allclose(single, arrays, rtol=1e-9, atol=1e-9, equal_nan=True):
        return f"compiled {single.tolist()}, in arrays {arrays.tolist()}"
    if source is None:
        return None
    for a, b, found in zip(x, y, arrays[0], strict=True):
        exact, rough = (at(source, a, b, digits) for digits in (FINE, ROUGH))
        if not abs(found - exact) <= ROUNDINGS * abs(rough - exact) + 1e-11 * max(1, abs(exact)):
            return f"{found!r} at {a!r}, {b!r}; mpmath has {exact!r}"
    return None


def wrong_refusal(error: SettingError) -> str | None:
    """Return what is wrong with a refusal: it needs a sentence and a bound."""
    return None if str(error.says) and error.bound else f"{error!a} has no bound"


def verdict(seed: int, i: int) -> str | None:
    """Return what is wrong with one formula, None where nothing is."""
    said, source = written(seed, i)
    x, y = np.random.default_rng([seed, i]).uniform(-2, 2, (2, PLACES))
    try:
        with np.errstate(all="ignore"):
            return wrong_values(said, source, x, y)
    except SettingError as error:
        return wrong_refusal(error) if source is None or len(said) > 200 else f"a formula is refused: {error.says}"
    except Exception as error:  # noqa: BLE001  (whatever it is, the fuzzer names the case and goes on)
        return f"{type(error).__name__}: {error}"
