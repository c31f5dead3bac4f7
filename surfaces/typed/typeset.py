"""Typesets a formula's tree as LaTeX, which shows users how their formula was understood."""

from collections.abc import Callable

from surfaces.typed.grammar import Node

SUM, PRODUCT, POWER, ATOM = range(4)
"""Levels of precedence; a part of lower precedence than required gets brackets."""

NAMED = ("sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "exp", "min", "max")
WORDS = {"log": r"\ln", **{name: rf"\{name}" for name in NAMED}}


def latex(node: Node) -> str:
    """Return the formula as LaTeX."""
    return typeset(node)[0]


def typeset(node: Node) -> tuple[str, int]:
    """Return LaTeX and its precedence."""
    if node.kind == "number":
        return number(node.number)
    if not node.args:
        return (rf"\{node.kind}" if node.kind in ("pi", "tau") else node.kind), ATOM
    if node.kind in SIGNS:
        return SIGNS[node.kind](*node.args)
    return function(node), ATOM


def number(value: float) -> tuple[str, int]:
    """Return a number in its usual form: 10, 0.5, 1 x 10^-9."""
    digits, _, exponent = repr(value).partition("e")
    digits = digits.removesuffix(".0")
    return (rf"{digits} \cdot 10^{{{int(exponent)}}}", PRODUCT) if exponent else (digits, ATOM)


def held(node: Node, least: int) -> str:
    """Return LaTeX, in brackets if its precedence is below `least`."""
    text, tight = typeset(node)
    return text if tight >= least else rf"\left({text}\right)"


def joined(sign: str, least: int) -> Callable[..., tuple[str, int]]:
    """Return a function that typesets a sum or difference; `least` is the precedence required of the right side."""
    return lambda a, b: (f"{held(a, SUM)} {sign} {signed(b, least)}", SUM)


def signed(node: Node, least: int) -> str:
    """Return an operand that follows a sign; it gets brackets if it begins with a minus itself."""
    return held(node, ATOM if node.kind == "neg" else least)


def product(a: Node, b: Node) -> tuple[str, int]:
    """Typeset a product, with a dot if the two factors side by side could be misread."""
    left, right = held(a, PRODUCT), signed(b, PRODUCT)
    dot = right[0].isdigit() or right.startswith(r"\left") or left.endswith(r"\right)")
    return left + (r" \cdot " if dot else " ") + right, PRODUCT


def power(base: Node, exponent: Node) -> tuple[str, int]:
    """Typeset a power."""
    return f"{held(base, ATOM)}^{{{latex(exponent)}}}", POWER


def function(node: Node) -> str:
    """Typeset a function."""
    inside = ", ".join(latex(arg) for arg in node.args)
    if node.kind == "sqrt":
        return rf"\sqrt{{{inside}}}"
    if node.kind == "cbrt":
        return rf"\sqrt[3]{{{inside}}}"
    if node.kind == "abs":
        return rf"\left|{inside}\right|"
    return rf"{WORDS[node.kind]}\left({inside}\right)"


SIGNS: dict[str, Callable[..., tuple[str, int]]] = {
    "+": joined("+", SUM),
    "-": joined("-", PRODUCT),
    "*": product,
    "/": lambda a, b: (rf"\frac{{{latex(a)}}}{{{latex(b)}}}", POWER),
    "^": power,
    "neg": lambda a: (f"-{signed(a, PRODUCT)}", SUM),
}
