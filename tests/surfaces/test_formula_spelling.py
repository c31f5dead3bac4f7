"""The spellings of people: each has one meaning, or is refused with its column and the character itself."""

import unicodedata

import numpy as np
import pytest

from surfaces.formula import surface
from surfaces.grammar import FormulaError, read

MEANINGS = {
    # products without a star
    "0.26(x^2+y^2)-0.48xy": "0.26*(x**2 + y**2) - 0.48*x*y",
    "xy": "x*y",
    "x y": "x*y",
    "xyx": "x*x*y",
    "3(x)(y)": "3*x*y",
    "2πx": "2*np.pi*x",
    "pi x": "np.pi*x",
    "xpi": "np.pi*x",
    "ex": "np.e*x",
    "1e-3x": "0.001*x",
    ".5x": "x/2",
    "1.5e3 + 0x": "1500 + 0*x",
    "2[x + 1]{y}": "2*(x + 1)*y",
    "xsin(y)": "x*np.sin(y)",
    "τ x + tau y": "2*np.pi*(x + y)",
    # powers
    "x²": "x**2",
    "x³y²": "x**3*y**2",
    "x⁻¹": "1/x",
    "x⁻² + x^-2": "2/x**2",
    "(x+y)²": "(x + y)**2",
    "x¹⁰": "x**10",
    "2²x": "4*x",
    "e⁻ˣ": "np.exp(-x)",
    "x**2": "x*x",
    "x^{2} + y^(1/2)": "x**2 + np.sqrt(y)",
    "pow(x, 3)": "x**3",
    "xˆ2 + y＾2": "x**2 + y**2",
    "½x²": "x**2/2",
    "⅓x + y^½": "x/3 + np.sqrt(y)",
    # signs
    "x−y": "x - y",
    "x–y": "x - y",
    "x—y": "x - y",
    "x－y": "x - y",
    "1e−3x": "0.001*x",
    "2·x": "2*x",
    "2⋅x∙y": "2*x*y",
    "2×x": "2*x",
    "2∗x＊y": "2*x*y",
    "x÷y": "x/y",
    "x∕y + x⁄y": "2*x/y",
    "1.5×10⁻³ x": "0.0015*x",
    "1.5·10^−3·x": "0.0015*x",
    # spaces, and what is not seen
    "2\u00a0x\u2009+\u202f3\u3000y": "2*x + 3*y",
    "\ufeffx\u200b^\u200b2\u2060": "x**2",
    "x\u00ad+\u200ey\u200f": "x + y",
    "2\u2062x\u2028+ y": "2*x + y",
    "x² \r\n + y²": "x**2 + y**2",
    # letters and digits of other keyboards
    "X^2 + Y": "x**2 + y",
    "ｘ＋２ｙ": "x + 2*y",
    "𝑥² + 𝑦²": "x**2 + y**2",
    "2𝜋x + ℯ": "2*np.pi*x + np.e",
    "๒x + ٣y": "2*x + 3*y",
    # functions
    "ln(x)": "np.log(x)",
    "log(x)": "np.log(x)",
    "ln x": "np.log(x)",
    "lnx": "np.log(x)",
    "ln|x|": "np.log(x)",
    "log10(x) + log2(y)": "np.log10(x) + np.log2(y)",
    "log2 x": "np.log2(x)",
    "exp x": "np.exp(x)",
    "exp(-x)": "np.exp(-x)",
    "sin x": "np.sin(x)",
    "sinx": "np.sin(x)",
    "sin x cos y": "np.sin(x)*np.cos(y)",
    "sinx cosy + xsinx": "np.sin(x)*np.cos(y) + x*np.sin(x)",
    "2 sin x + 1": "2*np.sin(x) + 1",
    "sin x·y": "np.sin(x)*y",
    "sin^2 x": "np.sin(x)**2",
    "sin²x": "np.sin(x)**2",
    "sin² (x y) + cos^{2}(x y)": "1 + 0*x",
    "sin²(x)^3": "np.sin(x)**6",
    "cos(x)^2": "np.cos(x)**2",
    "Sin(x) + COS(y)": "np.sin(x) + np.cos(y)",
    "tg x + tan(x)": "2*np.tan(x)",
    "ctg(x) + cot x": "2/np.tan(x)",
    "sec(x) + csc(y)": "1/np.cos(x) + 1/np.sin(y)",
    "arctan(x) + atan(y) + arctg(x)": "2*np.arctan(x) + np.arctan(y)",
    "arcsin(x/9) + acos(y/9)": "np.arcsin(x/9) + np.arccos(y/9)",
    "sinh(x) + cosh(y) + tanh(x)": "np.sinh(x) + np.cosh(y) + np.tanh(x)",
    "√x": "np.sqrt(x)",
    "√2/2 x": "np.sqrt(2)/2*x",
    "√(x²+y²)": "np.sqrt(x**2 + y**2)",
    "2√x√y": "2*np.sqrt(x)*np.sqrt(y)",
    "∛x + cbrt(y)": "np.cbrt(x) + np.cbrt(y)",
    "sqrt(x) + abs(y)": "np.sqrt(x) + np.abs(y)",
    "|x|": "np.abs(x)",
    "|x||y|": "np.abs(x*y)",
    "2|x - y|²": "2*(x - y)**2",
    "||x| - |y - 3||": "np.abs(np.abs(x) - np.abs(y - 3))",
    "min(x, y) + max(x，y)": "x + y",
    "max(0,5x)": "5*x",
    # a left side
    "f(x,y) = x + y": "x + y",
    "f(x; y) := x + y": "x + y",
    "F(X, Y) = x + y": "x + y",
    "z = x y": "x*y",
    "loss = x": "x",
    # one meaning of several: the echo shows it
    "1/2x": "x/2",
    "x/2y": "x/2*y",
    "x/xy": "y",
    "x^2y": "x**2*y",
    "2x^2y": "2*x**2*y",
    "-x^2": "-(x**2)",
    "-x²": "-(x**2)",
    "2^-x": "2.0**(-x)",
    "x^y^2": "x**(y**2)",
    "e^x²": "np.exp(x**2)",
    "x(y)": "x*y",
    "|x|y|x|": "x*x*y",
    "2ex": "2*np.e*x",
}


@pytest.mark.parametrize("text", MEANINGS)
def test_it_has_its_one_meaning(text):
    x, y = np.linspace(0.3, 2, 7), np.linspace(1.5, 0.2, 7)
    expected = eval(MEANINGS[text], {"np": np, "x": x, "y": y})
    np.testing.assert_allclose(surface(text).value(x, y), expected, rtol=1e-13, atol=1e-15)


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


def test_there_are_enough_of_them():
    assert len(MEANINGS) + len(REFUSED) >= 60


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
