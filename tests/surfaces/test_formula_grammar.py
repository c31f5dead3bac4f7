"""The grammar: what people type is understood, what is wrong is named with its column, and nothing hostile gets through."""

import gc
import random
import time
import tracemalloc

import numpy as np
import pytest

from surfaces.formula import surface
from surfaces.typed.grammar import DEEPEST, LONGEST, MOST_NODES, FormulaError, read
from surfaces.typed.recorder import record
from surfaces.typed.tape import height, spread
from surfaces.typed.typeset import latex
from tests.scenes import EVERYTHING
from tests.surfaces.soup import HOSTILE, soup

UNDERSTOOD = {
    "x^2 + 10 y^2": "x**2 + 10*y**2",
    "2x": "2*x",
    "3(x+1)": "3*(x + 1)",
    "x y": "x*y",
    "x(y+1)": "x*(y + 1)",
    "(x)(y)": "x*y",
    "2pi x": "2*np.pi*x",
    "2e": "2*np.e + 0*x",
    "2e1x": "20*x",
    "2 sin(x) cos(y)": "2*np.sin(x)*np.cos(y)",
    "e^-x y": "np.exp(-x)*y",
    "2x^2y": "2*x**2*y",
    "1/2x": "x/2",
    "-x^2": "-(x**2)",
    "2^-x": "2.0**(-x)",
    "2^3^2 x": "512*x",
    "x**2": "x*x",
    "x - -y": "x + y",
    "x*-y": "-x*y",
    "+x": "x",
    "max(x, y, 1)": "np.maximum(np.maximum(x, y), 1)",
    "  x\t+\ny ": "x + y",
    ".5x + 5.": "0.5*x + 5",
}


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_it_means_what_people_mean(text):
    x, y = np.linspace(0.3, 2, 7), np.linspace(1.5, 0.2, 7)
    np.testing.assert_allclose(surface(text).value(x, y), eval(UNDERSTOOD[text], {"np": np, "x": x, "y": y}), rtol=1e-13)


FAULTS = {
    "": (1, "empty"),
    "x +": (4, "nothing follows +"),
    "2 + sine(x)": (5, "there is no sine; known are x, y"),
    "1 + sin": (5, "sin needs brackets"),
    "x + y)": (6, "never opened"),
    "2 (x + (y)": (3, "never closed"),
    "x,y": (2, "comma"),
    "3,5 x": (2, "decimals take a point"),
    "1 + min(x)": (5, "two values or more, not 1"),
    "abs(x, y)": (1, "one value, not 2"),
    "sin()": (5, "no value before )"),
    "x + *y": (5, "no value before *"),
    "x ^ ^2": (5, "no value before ^"),
    "2 3": (3, "side by side"),
    "x $ y": (3, "'$'"),
    "x + \u00e9": (5, "'é' (latin small letter e with acute)"),
    "x\u00b6": (2, "'¶' (pilcrow sign)"),
    "x.y": (2, "'.'"),
    "xq": (2, "there is no q"),
    "Q": (1, "there is no Q"),
    "x + __import__('os')": (5, "'_'"),
    "1 + 1e999": (5, "too large"),
    "x + 9**9**9": (5, "too large"),
    "x + 1/0": (5, "division by zero"),
    "x log(-2)": (3, "log of a negative number, -2"),
    "(-8)^(1/3)": (1, "fractional power of a negative number, -8"),
    "x" * 301: (LONGEST + 1, "at most 300 characters"),
    "(" * 60: (DEEPEST + 1, "at most 40 deep"),
    "-" * 250 + "x": (MOST_NODES + 1, "at most 200"),
    "x " * 150: (201, "at most 200"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_named_with_its_column(text):
    column, says = FAULTS[text]
    with pytest.raises(FormulaError) as raised:
        surface(text)
    assert raised.value.column == column
    assert str(raised.value).startswith(f"column {column}: ")
    assert says in str(raised.value)


def test_the_longest_formulas_are_read_and_no_longer_ones():
    deep = "(" * (DEEPEST - 1) + "x" + ")" * (DEEPEST - 1)
    for text in ("x+" * 99 + "x", "-" * 199 + "x", f"({deep})", "x^" * 99 + "y", "1" * LONGEST):
        assert taken(text), text
    for text in ("x+" * 100 + "x", "-" * 200 + "x", f"(({deep}))", "x^" * 100 + "y", "1" * (LONGEST + 1)):
        assert not taken(text), text


def refusal(text):
    """Return how the grammar or the recorder refuses a text, or None."""
    try:
        record(read(text))
    except FormulaError as error:
        return error
    return None


def taken(text):
    """Take a formula all the way; return whether it is one."""
    error = refusal(text)
    if error:
        assert 1 <= error.column <= len(text) + 1
        assert len(str(error)) < 200
        return False
    tree = read(text)
    k = record(tree)
    assert k.dtype == np.float64
    assert len(k) <= 1 + 3 * 3 * MOST_NODES
    assert np.isfinite(k).all()
    assert latex(tree).isascii()
    assert np.shape(spread(height, 0.5, -1.5, k)) == ()
    return True


@pytest.fixture
def uncollected():
    """The collector of garbage goes over all that other tests have left, and that is not the reader's time."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
def test_many_texts_do_no_harm():
    count = 100_000 if EVERYTHING else 4_000
    rng = random.Random(3)
    read_at_all, slowest = 0, 0.0
    for _ in range(count):
        text = soup(rng)
        began = time.thread_time()
        read_at_all += taken(text)
        slowest = max(slowest, time.thread_time() - began)
    assert read_at_all > count / 10
    assert slowest < 0.5


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_take_little_memory(text):
    tracemalloc.start()
    try:
        taken(text)
        assert tracemalloc.get_traced_memory()[1] < 4e6
    finally:
        tracemalloc.stop()
