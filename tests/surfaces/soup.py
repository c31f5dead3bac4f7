"""Makes formulas at random: good ones, together with what SymPy says they are, and all kinds of bad ones."""

import random
from typing import Any

import sympy

KNOWN = ("sin", "cos", "tan", "exp", "log", "sqrt", "tanh", "pi", "E", "Abs", "Min", "Max", "Rational")
SYMPY: dict[str, Any] = {name: getattr(sympy, name) for name in KNOWN}
SYMPY |= dict(zip("xy", sympy.symbols("x y", real=True), strict=True))
LEAVES = {"x": "x", "y": "y", "pi": "pi", "e": "E"}
CALLS = {name: name for name in ("sin", "cos", "tan", "exp", "log", "sqrt", "tanh")} | {"abs": "Abs"}
PIECES = [*LEAVES, *CALLS, "min", "max", *"+-*/^^^((())),", "**", "2", "0.5", "10", "1e3", "9", " "]
HOSTILE = [
    "__import__('os').system('true')", "9**9**9", "9^9^9^9^9 x", "(" * 299, "(" * 40 + "x" + ")" * 40, "-" * 299 + "x", "x" + "^x" * 149,
    "().__class__.__bases__[0]", "lambda: x", "x if y else 1", "[x for x in y]", "x:=3", "x;y", "x\ny", "x==y", "x and y", "not x", "~x",
    "x//y", "x%y", "x@y", "f'{x}'", "'x'", '"', "\\", "x.real", "x[0]", "0x10", "0b1", "1_000", "1j", "1e400", "1e-400", "...", "*x", "**x",
    "\x00", "x\x00", "\ud800", "\u0391", "\uff58", "\u00d7", "x\u00b2", "\u221ax", "\u202ex", "\U0001f600", "x" * 10_000, "(" * 10_000,
    "x+" * 5_000, "1" * 10_000, "9" * 299, "sin(" * 74, "-" * 10_000, "\u00e9" * 10_000, "", " " * 300, "min(x,y" + ",x" * 96 + ")",
]  # fmt: skip


def soup(rng: random.Random) -> str:
    """Return a text that is most likely no formula."""
    kind = rng.randrange(5)
    if kind == 0:
        return "".join(rng.choices(PIECES, k=rng.randrange(1, 12)))
    if kind == 1:
        return "".join(rng.choices(PIECES, k=rng.randrange(12, 200)))
    if kind == 2:
        return "".join(chr(rng.randrange(1, 0x3000 if rng.random() < 0.5 else 128)) for _ in range(rng.randrange(20)))
    if kind == 3:
        return rng.choice(HOSTILE)
    text = list(formula(rng, 4)[0])
    for _ in range(rng.randrange(3)):
        text[rng.randrange(len(text))] = rng.choice(PIECES)
    return "".join(text)


def formula(rng: random.Random, depth: int) -> tuple[str, str]:
    """Return a formula, stars left out now and then, and the same in Python for SymPy's names."""
    if depth == 0 or rng.random() < 0.1:
        return leaf(rng)
    kind = rng.choice(["+", "-", "*", "/", "^", "neg", "call", "call", "min", "max"])
    a, f = formula(rng, depth - 1)
    if kind == "neg":
        return f"-({a})", f"-({f})"
    if kind == "call":
        return tamed(rng.choice(list(CALLS)), a, f)
    if kind == "^":
        return powered(rng, a, f)
    b, g = formula(rng, depth - 1)
    if kind in ("min", "max"):
        return f"{kind}({a}, {b})", f"{kind.title()}({f}, {g})"
    if kind == "/":
        return f"({a})/(2 + ({b})^2)", f"({f})/(2 + ({g})**2)"
    if kind == "*":
        return f"({a}){rng.choice(['*', '', ' '])}({b})", f"({f})*({g})"
    return f"({a}) {kind} ({b})", f"({f}) {kind} ({g})"


def leaf(rng: random.Random) -> tuple[str, str]:
    """Return a name or a number, or one in front of the other."""
    name = rng.choice(["x", "x", "x", "y", "y", "y", "pi", "e"])
    number = rng.choice(["2", "0.5", "10", "1.25", "3e-1", ".75"])
    star = rng.choice([" ", "*", ""])
    exact = f"Rational('{number}')"
    return rng.choice([(name, LEAVES[name])] * 2 + [(number, exact), (f"{number}{star}{name}", f"{exact}*{LEAVES[name]}")])


def tamed(name: str, a: str, f: str) -> tuple[str, str]:
    """Return a function of something that lies within its domain."""
    if name in ("log", "sqrt"):
        return f"{name}(1 + ({a})^2)", f"{name}(1 + ({f})**2)"
    if name in ("exp", "tan"):
        return f"{name}(tanh({a}))", f"{name}(tanh({f}))"
    return f"{name}({a})", f"{CALLS[name]}({f})"


def powered(rng: random.Random, a: str, f: str) -> tuple[str, str]:
    """Return a power: whole, negative, fractional, or one that varies."""
    kind = rng.randrange(4)
    if kind == 0:
        n = rng.choice([0, 1, 2, 3, 4, 5, 7])
        return f"tanh({a})^{n}", f"tanh({f})**{n}"
    if kind == 1:
        n = rng.choice([1, 2, 3])
        return f"(3 + cos({a}))^-{n}", f"(3 + cos({f}))**-{n}"
    if kind == 2:
        return f"(1 + abs({a}))^(3/2)", f"(1 + Abs({f}))**Rational(3, 2)"
    return f"(2 + sin({a}))^(x - y)", f"(2 + sin({f}))**(x - y)"
