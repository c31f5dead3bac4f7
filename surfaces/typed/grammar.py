"""The grammar of a formula: turns text into a tree of nodes, each with the column where it begins.

The text is converted to plain characters and split into known tokens, and omitted stars are inserted. Python's own parser then
builds a syntax tree, from which only allowed nodes are converted. Nothing is ever evaluated as Python.
"""

import ast
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from surfaces.syntax import expression
from surfaces.typed.brackets import BEGIN, DEEPEST, paired, reached
from surfaces.typed.spelling import FRACTIONS
from surfaces.typed.tokens import FUNCTIONS, NAMES, FormulaError, Token, cut

__all__ = ["DEEPEST", "FUNCTIONS", "LONGEST", "MOST_NODES", "NAMES", "FormulaError", "Node", "read"]

LONGEST, MOST_NODES = 300, 200
"""Most characters of a formula, and most numbers, names and signs together."""

SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^"}


@dataclass(frozen=True)
class Node:
    """A number, a name (`NAMES`), a sign (+ - * / ^, `neg`) or a function, with its arguments."""

    kind: str
    column: int
    args: "tuple[Node, ...]" = ()
    number: float = 0.0


def read(text: str) -> Node:
    """Return the tree of a formula; raise FormulaError if the text is no formula."""
    if len(text) > LONGEST:
        raise FormulaError("a formula has at most {most} characters, this one has {count}", LONGEST + 1, most=LONGEST, count=len(text))
    found = reached([*paired([*cut(text)]), Token("end", "", len(text) + 1)])
    written = with_stars([BEGIN, *found])
    nodes = [token for token in written if token.kind not in ("(", ")", ",")]
    if len(nodes) > MOST_NODES:
        raise FormulaError("a formula has at most {most} numbers, names and signs", nodes[MOST_NODES].column, most=MOST_NODES)
    return parsed(written)


def with_stars(found: list[Token]) -> list[Token]:
    """Return the tokens with omitted stars inserted, without `begin` and `end`; raise if a value is missing."""
    written = []
    for before, here in pairwise(found):
        check_neighbours(before, here)
        if before.ends_value() and here.begins_value():
            written.append(Token("*", "*", here.column))
        written.append(here)
    return written[:-1]


def check_neighbours(before: Token, here: Token) -> None:
    """Raise if the second token cannot follow the first."""
    if before.kind == here.kind == "number":
        raise FormulaError("two numbers stand side by side, {one} and {other}", here.column, one=before.text[:20], other=here.text[:20])
    if before.ends_value() and here.kind == "number":
        raise FormulaError("{number} may be a factor or a power here: write *{number} or ^{number}", here.column, number=here.text)
    if before.ends_value() or here.begins_value() or here.kind in ("+", "-"):
        return
    if here.kind != "end":
        raise FormulaError("there is no value before {sign}", here.column, sign=here.text)
    if before is BEGIN:
        raise FormulaError("the formula is empty", here.column)
    raise FormulaError("nothing follows {sign}", here.column, sign=before.text)


def parsed(written: list[Token]) -> Node:
    """Parse the tokens with Python's parser and return our tree."""
    source, columns = "", {}
    for here in written:
        columns[len(source)] = here.column
        source += as_python(here) + " "
    return node(expression(source), columns)


def as_python(token: Token) -> str:
    """Return a token in Python's syntax; a function with a power and a one-character fraction become names that `node` decodes."""
    if token.kind == "number":
        parts = unicodedata.normalize("NFKC", token.text).split("\u2044")
        return f"of_{'_'.join(parts)}" if token.text in FRACTIONS else repr(float(token.text))
    if token.kind == "function":
        return f"{token.text}__{token.power}"
    return token.text if token.kind == "name" else "**" if token.kind == "^" else token.kind


def node(tree: ast.expr, columns: dict[int, int]) -> Node:
    """Return our node for one of Python's; raise if that is not allowed."""
    column = columns[tree.col_offset]
    match tree:
        case ast.Constant(value=float(number)):
            return Node("number", column, number=number)
        case ast.Name(id=name) if name in NAMES:
            return Node(name, column)
        case ast.Name(id=name) if name.startswith("of_"):
            above, below = (Node("number", column, number=float(part)) for part in name.split("_")[1:])
            return Node("/", column, (above, below))
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return node(operand, columns)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Node("neg", column, (node(operand, columns),))
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in SIGNS:
            return Node(SIGNS[type(sign)], column, (node(left, columns), node(right, columns)))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name.partition("__")[0] in FUNCTIONS:
            name, _, power = name.partition("__")
            made = call(name, column, tuple(node(arg, columns) for arg in args))
            return made if power == "1" else Node("^", column, (made, Node("number", column, number=float(power))))
    raise FormulaError("this is not understood", column)


def call(name: str, column: int, args: tuple[Node, ...]) -> Node:
    """Return the node of a function; raise if it takes another number of arguments. Some functions are expressed by others."""
    takes = FUNCTIONS[name]
    if len(args) < takes or len(args) > takes == 1 or (name == "pow" and len(args) > takes):
        counts = {"name": name, "count": len(args)}
        if takes == 1:
            raise FormulaError("{name} takes one value, not {count}", column, **counts)
        if name == "pow":
            raise FormulaError("{name} takes two values, not {count}", column, **counts)
        raise FormulaError("{name} takes two values or more, not {count}", column, **counts)
    one = Node("number", column, number=1.0)
    match name:
        case "cot" | "sec" | "csc":
            return Node("/", column, (one, Node({"cot": "tan", "sec": "cos", "csc": "sin"}[name], column, args)))
        case "log2" | "log10":
            base = Node("number", column, number=float(name.removeprefix("log")))
            return Node("/", column, (Node("log", column, args), Node("log", column, (base,))))
        case "pow":
            return Node("^", column, args)
    return Node("log" if name == "ln" else name, column, args)
