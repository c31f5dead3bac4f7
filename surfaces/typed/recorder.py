"""Records the tree of a formula on a tape; constant parts are computed, and a repeated part is recorded once."""

import math

import numpy as np

from surfaces.sentence import Sentence
from surfaces.typed import operations
from surfaces.typed.grammar import FormulaError, Node

CODES = {name: code for code, name in enumerate(operations.CODES)}
CONSTANTS = {"pi": math.pi, "tau": math.tau, "e": math.e}


def record(tree: Node) -> np.ndarray:
    """Return the tape of a formula; raise FormulaError if a constant part has no value."""
    recorder = Recorder()
    last = recorder.register(recorder.visit(tree))
    if last != len(recorder.rows) + 1:  # f must be in the last register
        recorder.row(CODES["+"], last, recorder.register(0.0))
    rows = recorder.rows
    k = np.zeros(1 + 3 * len(rows))
    k[0] = len(rows)
    k[1:] = np.array(list(rows)).ravel()
    return k


class Recorder:
    """The rows recorded so far, each with its register. The result of a node is a register (int) or a constant (float)."""

    def __init__(self) -> None:
        self.rows: dict[tuple[float, float, float], int] = {}

    def visit(self, node: Node) -> int | float:
        """Record a node and its arguments; return its result."""
        if node.kind == "number":
            return node.number
        if node.kind in CONSTANTS:
            return CONSTANTS[node.kind]
        if node.kind in ("x", "y"):
            return "xy".index(node.kind)
        node = merged(node)
        args = [self.visit(arg) for arg in node.args]
        if node.kind == "neg":
            return self.apply("*", [-1.0, *args], node)
        if node.kind == "^":
            return self.power(node, *args)
        found = self.apply(node.kind, args[:2], node)
        for arg in args[2:]:  # min and max of more than two arguments
            found = self.apply(node.kind, [found, arg], node)
        return found

    def power(self, node: Node, base: int | float, exponent: int | float) -> int | float:
        """Record a power: exponents 2, 3, 4 as products, other constants as `power`, variable ones as `^`, or `exp` for base e."""
        if isinstance(exponent, int):
            return self.apply("exp", [exponent], node) if node.args[0].kind == "e" else self.apply("^", [base, exponent], node)
        if exponent in (0.0, 1.0) and isinstance(base, int):
            return base if exponent else 1.0
        if exponent not in (2.0, 3.0, 4.0):
            return self.apply("power", [base, exponent], node)
        square = self.apply("*", [base, base], node)
        return square if exponent == 2 else self.apply("*", [square, base if exponent == 3 else square], node)

    def apply(self, kind: str, args: list[int | float], node: Node) -> int | float:
        """Record an operation, or compute it if all its operands are constant."""
        if not any(isinstance(arg, int) for arg in args):
            return constant(kind, [float(arg) for arg in args], node)
        registers = [self.register(arg) for arg in args]
        return self.row(CODES[kind], registers[0], registers[-1])

    def register(self, found: int | float) -> int:
        """Return the register of a node's result; a constant is loaded into one."""
        return found if isinstance(found, int) else self.row(CODES["load"], found, 0)

    def row(self, op: float, a: float, b: float) -> int:
        """Return the register of a row; record the row if it is new."""
        return self.rows.setdefault((op, a, b), len(self.rows) + 2)


def merged(node: Node) -> Node:
    """Merge a power or square root of an even power into one power of the absolute value, without `abs` if that power is even.

    For example, (u^2)^1.5 becomes |u|^3 and sqrt(u^4) becomes u^2. These are smooth at u = 0, but the chain rule would give 0 times
    infinity there.
    """
    outer = 0.5 if node.kind == "sqrt" else number_of(node.args[1]) if node.kind == "^" else None
    if outer is None:
        return node
    base = node.args[0]
    inner = number_of(base.args[1]) if base.kind == "^" else None
    if inner is not None and inner > 0 and inner % 2 == 0 and outer * inner not in (0, 1):
        base, outer = Node("abs", base.column, base.args[:1]), outer * inner
    if base.kind == "abs" and outer > 0 and outer % 2 == 0:
        base = base.args[0]
    return node if base is node.args[0] else Node("^", node.column, (base, Node("number", node.column, number=outer)))


def number_of(node: Node) -> float | None:
    """Return the value of an exponent such as 2, 1.5, -1 or 3/2; None if it is no such number."""
    parts = [number_of(arg) for arg in node.args]
    if node.kind == "number":
        return node.number
    if node.kind == "neg" and parts[0] is not None:
        return -parts[0]
    if node.kind == "/" and parts[0] is not None and parts[1]:
        return parts[0] / parts[1]
    return None


def constant(kind: str, args: list[float], node: Node) -> float:
    """Return the value of an operation on constants; raise FormulaError if it has none."""
    with np.errstate(all="ignore"):
        found = float(operations.partials(CODES[kind], *np.array([args[0], args[-1]]))[0])
    if not math.isfinite(found):
        raise FormulaError(reason(kind, *args), node.column)
    return found


def reason(kind: str, a: float, b: float = 0.0) -> Sentence:
    """Return why an operation has no value or no slope at these operands."""
    is_power, is_arc, at = kind in ("power", "^"), kind in ("arcsin", "arccos"), {"name": kind, "value": f"{a:.6g}"}
    cases = (
        (kind == "/" and b == 0, Sentence("division by zero")),
        (kind in ("log", "sqrt") and a < 0, Sentence("{name} of a negative number, {value}", **at)),
        (kind == "log" and a == 0, Sentence("log of zero")),
        (is_arc and abs(a) > 1, Sentence("{name} of a number beyond 1, {value}", **at)),
        (is_arc and abs(a) == 1, Sentence("{name} of {value}, where the slope is infinite", **at)),
        (is_power and a < 0 and b % 1 != 0, Sentence("a fractional power of a negative number, {value}", **at)),
        (kind == "^" and a < 0, Sentence("a varying power of a negative number, {value}", **at)),
        (is_power and a == 0 and b < 0, Sentence("a negative power of zero")),
        (is_power and a == 0, Sentence("a power of zero, where the slope is infinite")),
        (kind in ("sqrt", "cbrt") and a == 0, Sentence("{name} of zero, where the slope is infinite", **at)),
    )
    return next((says for holds, says in cases if holds), Sentence("a number too large"))
