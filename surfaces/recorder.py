"""Records the tree of a formula on a tape: constants are worked out, what occurs twice is recorded once."""

import math

import numpy as np

from surfaces import tape
from surfaces.grammar import FormulaError, Node

CODES = {name: code for code, name in enumerate(tape.CODES)}
CONSTANTS = {"pi": math.pi, "e": math.e}


def record(tree: Node) -> np.ndarray:
    """Return the tape of a formula; raise FormulaError where a constant in it has no value."""
    recorder = Recorder()
    last = recorder.register(recorder.visit(tree))
    if last != len(recorder.rows) + 1:  # f stands in a register, but not in the last one
        recorder.row(CODES["+"], last, recorder.register(0.0))
    rows = recorder.rows
    k = np.zeros(1 + 3 * len(rows))
    k[0] = len(rows)
    k[1:] = np.array(list(rows)).ravel()
    return k


class Recorder:
    """The rows recorded so far, each with its register. What a node comes to is a register (int) or a constant (float)."""

    def __init__(self) -> None:
        self.rows: dict[tuple[float, float, float], int] = {}

    def visit(self, node: Node) -> int | float:
        """Record a node and all below it."""
        if node.kind == "number":
            return node.number
        if node.kind in CONSTANTS:
            return CONSTANTS[node.kind]
        if node.kind in ("x", "y"):
            return "xy".index(node.kind)
        args = [self.visit(arg) for arg in node.args]
        if node.kind == "neg":
            return self.apply("*", [-1.0, *args], node)
        if node.kind == "^":
            return self.power(node, *args)
        found = self.apply(node.kind, args[:2], node)
        for arg in args[2:]:  # min and max of more than two
            found = self.apply(node.kind, [found, arg], node)
        return found

    def power(self, node: Node, base: int | float, exponent: int | float) -> int | float:
        """Record a power: small whole exponents as products, others that are constant apart from those that vary."""
        if isinstance(exponent, int):
            return self.apply("exp", [exponent], node) if node.args[0].kind == "e" else self.apply("^", [base, exponent], node)
        if exponent in (0.0, 1.0) and isinstance(base, int):
            return base if exponent else 1.0
        if exponent not in (2.0, 3.0, 4.0):
            return self.apply("power", [base, exponent], node)
        square = self.apply("*", [base, base], node)
        return square if exponent == 2 else self.apply("*", [square, base if exponent == 3 else square], node)

    def apply(self, kind: str, args: list[int | float], node: Node) -> int | float:
        """Record an operation, or work it out where all that it needs is constant."""
        if not any(isinstance(arg, int) for arg in args):
            return constant(kind, [float(arg) for arg in args], node)
        registers = [self.register(arg) for arg in args]
        return self.row(CODES[kind], registers[0], registers[-1])

    def register(self, found: int | float) -> int:
        """Return the register of what a node came to."""
        return found if isinstance(found, int) else self.row(CODES["load"], found, 0)

    def row(self, op: float, a: float, b: float) -> int:
        """Return the register of a row, recorded now if it is new."""
        return self.rows.setdefault((op, a, b), len(self.rows) + 2)


def constant(kind: str, args: list[float], node: Node) -> float:
    """Return the value of an operation on constants."""
    with np.errstate(all="ignore"):
        found = float(tape.partials(CODES[kind], *np.array([args[0], args[-1]]))[0])
    if not math.isfinite(found):
        raise FormulaError(reason(kind, *args), node.column)
    return found


def reason(kind: str, a: float, b: float = 0.0) -> str:
    """Return in words why an operation has no value, or no slope, at these operands."""
    if kind == "/" and b == 0:
        return "division by zero"
    if kind in ("log", "sqrt") and a < 0:
        return f"{kind} of a negative number, {a:.6g}"
    if kind == "log" and a == 0:
        return "log of zero"
    if kind in ("power", "^") and a < 0 and b != round(b):
        return f"a fractional power of a negative number, {a:.6g}"
    if kind == "^" and a < 0:
        return f"a varying power of a negative number, {a:.6g}"
    if kind in ("power", "^") and a == 0 and b < 0:
        return "a negative power of zero"
    if kind in ("sqrt", "power", "^") and a == 0:
        return f"{'sqrt' if kind == 'sqrt' else 'a power'} of zero, where the slope is infinite"
    return "a number too large"
