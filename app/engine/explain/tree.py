"""The lines of a step as expressions, which the page typesets with symbols or with numbers.

An expression is a number, a name, or a list of an operation and its operands: `["+", "x", ["*", 2, "m-"]]`. A name that ends with
a minus is the position or state before the step. "x+" and "y+" are the position after it.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from app.optimizers.optimizer import Coupled, Method, Wrapper
from surfaces.syntax import statements as parsed

Tree = Any
OPERATIONS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^", ast.Mod: "mod",
    ast.Eq: "=", ast.Gt: ">", ast.Lt: "<", ast.GtE: ">=", ast.LtE: "<=", ast.USub: "neg",
}  # fmt: skip
FUNCTIONS = {"maximum": "max", "minimum": "min", "where": "if", "f_and_grad": "f"}
"""Mathematical names of functions that have other names in NumPy and in the steps."""


def arms(node: ast.expr) -> list[ast.expr]:
    """Return the elements of a tuple, or the expression itself as the only one."""
    return node.elts if isinstance(node, ast.Tuple) else [node]


def within(tree: Tree) -> Tree:
    """Return the operand of an operation with one operand; any other expression is returned itself."""
    return tree[1] if isinstance(tree, list) and len(tree) == 2 else tree


class Reader:
    """Reads the lines of one step in order; `old` holds the names that still have their value from before the step."""

    def __init__(self, old: set[str]) -> None:
        self.old = old

    def tree(self, node: ast.expr) -> Tree:
        """Return the expression of a node; raise AttributeError for a class of node that no step uses."""
        return getattr(self, type(node).__name__.lower())(node)

    def constant(self, node: ast.Constant) -> Tree:
        return node.value

    def name(self, node: ast.Name) -> Tree:
        return f"{node.id}-" if node.id in self.old else node.id

    def unaryop(self, node: ast.UnaryOp) -> Tree:
        return [OPERATIONS[type(node.op)], self.tree(node.operand)]

    def binop(self, node: ast.BinOp) -> Tree:
        left, right = self.tree(node.left), self.tree(node.right)
        if isinstance(node.op, ast.Add) and right in (["=", left, 0], ["=", within(left), 0]):
            return left  # leave out the guard against division by zero
        return [OPERATIONS[type(node.op)], left, right]

    def compare(self, node: ast.Compare) -> Tree:
        return [OPERATIONS[type(node.ops[0])], self.tree(node.left), self.tree(node.comparators[0])]

    def call(self, node: ast.Call) -> Tree:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = [self.tree(each) for each in node.args if getattr(each, "id", "") != "k"]
        return [FUNCTIONS.get(name, name), *given]

    def ifexp(self, node: ast.IfExp) -> Tree:
        return ["if", self.tree(node.test), self.tree(node.body), self.tree(node.orelse)]

    def sets(self, targets: list[ast.expr], values: list[ast.expr]) -> list[tuple[str, Tree]]:
        """Return the names that an assignment sets, each with its expression; names change only after all expressions are read."""
        names = [getattr(each, "id", "_") for each in targets]
        found = list(zip(names, map(self.tree, values), strict=False))
        self.old -= set(names)
        return found


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield all statements in source order, including those inside loops and branches."""
    for node in body:
        yield node
        for inner in ("body", "orelse"):
            yield from statements(getattr(node, inner, []))


@cache
def _lines(step: Callable[..., Any], positions: tuple[str, ...], before: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the lines of a step function; `positions` names its first results, `before` those that are positions before the step."""
    (function,) = parsed(textwrap.dedent(inspect.getsource(step)))
    assert isinstance(function, ast.FunctionDef)
    assigned = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    reader = Reader({*before, *(assigned & {each.arg for each in function.args.args})} - {"g", *(set(positions) - set(before))})
    found = []
    for node in statements(function.body):
        sets: list[tuple[str, Tree]] = []
        if isinstance(node, ast.Assign):
            sets = reader.sets(arms(node.targets[0]), arms(node.value))
        elif isinstance(node, ast.Return) and node.value:
            after = [f"{name}+" for name in positions]
            sets = [
                (name, tree) for name, tree in zip(after, map(reader.tree, arms(node.value)), strict=False) if not isinstance(tree, str)
            ]
        found.append({"line": node.lineno, "sets": [(name, tree) for name, tree in sets if name != tree]})
    return [each for each in found if each["sets"]]


def lines(unit: Method) -> list[dict[str, Any]]:
    """Return every line of a step that sets a name: its number, and the names with their expressions.

    Names that are returned unchanged are left out. A wrapper's x is the position after the inner step.
    """
    positions = ("x", "y") if isinstance(unit, Coupled) else ("x",)
    return _lines(unit.step, positions, () if isinstance(unit, Wrapper) else positions)


def leaves(tree: Tree) -> set[str]:
    """Return the names that an expression reads, without the minus at their end."""
    if isinstance(tree, list):
        return set().union(*map(leaves, tree[1:]))
    return {tree.removesuffix("-")} if isinstance(tree, str) else set()
