"""What people type and what has no meaning, or two: it is refused with its column and the character itself."""

import unicodedata

import pytest

from surfaces.formula import surface
from surfaces.typed.grammar import FormulaError, read

REFUSED = {
    # how far does it reach?
    "1 + sin 2x": (5, "how far sin reaches"),
    "sin x^2": (1, "how far sin reaches"),
    "sin x²": (1, "how far sin reaches"),
    "sin x/2": (1, "how far sin reaches"),
    "sin xy": (1, "how far sin reaches"),
    "y + √xy": (5, "how far sqrt reaches"),
    "√x²": (1, "how far sqrt reaches"),
    "sin x(y)": (1, "how far sin reaches"),
    "sin -x": (1, "sin needs brackets"),
    "sin": (1, "sin needs brackets"),
    "min x": (1, "min needs brackets"),
    "sin^-1 x": (4, "sin^-1 may be 1/sin or arcsin"),
    "sin⁻¹(x)": (4, "sin^-1 may be 1/sin or arcsin"),
    "x sin^y(x)": (6, "between sin and its value"),
    "log2x": (1, "how far log reaches"),
    # numbers
    "0,5x": (2, "decimals take a point"),
    "x + 1,5": (6, "decimals take a point"),
    "1,000x": (2, "decimals take a point"),
    "abs(0,5x)": (1, "one value, not 2"),
    "2½": (2, "side by side"),
    "1 000x": (3, "side by side"),
    "1.2.3": (4, "side by side"),
    "x2": (2, "factor or a power"),
    "x 2 + y 2": (3, "factor or a power"),
    "(x+1)2": (6, "factor or a power"),
    "x + 1e-400": (5, "too small"),
    "1e400": (1, "too large"),
    # names
    "xyz": (3, "there is no z"),
    "x + abc": (5, "there is no abc"),
    "sine(x)": (1, "there is no sine"),
    "sin(theta)": (5, "there is no theta"),
    "a x^2": (1, "there is no a"),
    "x_1": (2, "'_'"),
    "x₁": (2, "'₁' (subscript one)"),
    "x[0]": (2, "'['"),
    "lg(x)": (1, "lg is not clear; write log10 or log2"),
    # characters
    "х + 1": (1, "'х' (cyrillic small letter ha)"),
    "x\u0301 + y": (2, "combining acute accent"),
    "é": (1, "'é'"),
    "e\u0301": (2, "combining acute accent"),
    "\\frac{x}{2}": (1, "'\\' has no meaning here; LaTeX is not read"),
    "x \\cdot y": (3, "'\\'"),
    "$x$": (1, "'$'"),
    "“x”": (1, "'“'"),
    "x’": (2, "'’'"),
    "x'": (2, "''' has no meaning here; derivatives"),
    "x ± y": (3, "'±'"),
    "x!": (2, "'!'"),
    "x°": (2, "'°'"),
    "∞": (1, "'∞'"),
    "∑x": (1, "'∑'"),
    "x > y": (3, "'>'"),
    "x\u202ey": (2, "U+202E (right-to-left override)"),
    "x\x00": (2, "U+0000"),
    "\U0001d465² + 😀": (6, "'😀'"),
    "x^2 + y^2 = 1": (11, "'='"),
    "y = x^2": (3, "'='"),
    "x^2;": (4, "';'"),
    "x²+": (4, "nothing follows +"),
    "f(x, y) =": (10, "empty"),
    "²": (1, "no value before ²"),
    "x·": (3, "nothing follows ·"),
    "x + ÷y": (5, "no value before ÷"),
    "|x": (1, "never closed"),
    "(x]": (3, "the bracket ']' cannot close '('"),
    "|(x|)": (5, "cannot close '|'"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_it_is_refused_with_its_column_and_the_character(text):
    column, says = REFUSED[text]
    with pytest.raises(FormulaError) as raised:
        surface(text)
    assert raised.value.column == column
    assert str(raised.value).startswith(f"column {column}: ")
    assert says in str(raised.value)
    assert len(str(raised.value)) < 250


def test_columns_are_those_of_the_text_as_typed():
    """Characters that become several, and such that become none, stand before the fault."""
    for before in ("½ + ", "x² + ", "x⁻¹⁰ + ", "\ufeff", "2\u00a0π\u200b + ", "𝑥 + ", "|x| + ", "f(x, y) = ", "√x + ", "sin²x + "):
        with pytest.raises(FormulaError) as raised:
            surface(f"{before}?")
        assert raised.value.column == len(before) + 1, before


def sentence(text):
    """Return how a text is refused, or None."""
    try:
        read(text)
    except FormulaError as error:
        return str(error)
    return None


def test_every_character_is_understood_or_named():
    """All of Unicode's basic plane and its letters of mathematics, one after the other behind a number."""
    for code in [*range(32, 0xD800), *range(0xE000, 0x10000), *range(0x1D400, 0x1D800)]:
        sign = chr(code)
        says = sentence(f"1{sign}")
        usual = unicodedata.normalize("NFKC", sign).isascii() or sign in "√∛"  # these need a value, and are told as sqrt and cbrt
        assert usual or says is None or sign in says or f"U+{code:04X}" in says, hex(code)
