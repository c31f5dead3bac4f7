"""The grammar of a formula: from text to a tree of nodes, each with the column where it begins.

The text is cut into known tokens only, `^` is spelled `**` and the stars that people leave out are put in; what Python's
own parser makes of that is taken over node by node from a list of what is allowed. Nothing is ever evaluated as Python.
"""

import ast
import re
from dataclasses import dataclass
from itertools import pairwise
from math import inf

LONGEST, MOST_NODES, DEEPEST = 300, 200, 40
"""Characters, nodes and brackets within brackets that a formula may have."""

NAMES = ("x", "y", "pi", "e")
FUNCTIONS = {"sin": 1, "cos": 1, "tan": 1, "exp": 1, "log": 1, "sqrt": 1, "abs": 1, "tanh": 1, "min": 2, "max": 2}
"""Every function with the number of values that it takes; min and max take more as well."""

SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^"}
TOKEN = re.compile(r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>\*\*|[-+*/^(),])", re.ASCII)


class FormulaError(ValueError):
    """A formula that is not understood; `column` counts from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(f"column {column}: {message}")
        self.column = column


@dataclass(frozen=True)
class Node:
    """A number, a name (`NAMES`), a sign (+ - * / ^, `neg`) or a function, with what it is applied to."""

    kind: str
    column: int
    args: "tuple[Node, ...]" = ()
    number: float = 0.0


@dataclass(frozen=True)
class Token:
    """A piece of the text; `kind` is number, name, function, or the sign itself."""

    kind: str
    text: str
    column: int

    def ends_value(self) -> bool:
        """Return whether a value is complete after this token."""
        return self.kind in ("number", "name", ")")

    def begins_value(self) -> bool:
        """Return whether a value begins with this token."""
        return self.kind in ("number", "name", "function", "(")


BEGIN = Token("begin", "", 0)


def read(text: str) -> Node:
    """Return the tree of a formula; raise FormulaError where it is none."""
    if len(text) > LONGEST:
        raise FormulaError(f"a formula has at most {LONGEST} characters, this one has {len(text)}", LONGEST + 1)
    found = tokens(text)
    check_brackets(found)
    spelled = with_stars([BEGIN, *found, Token("end", "", len(text) + 1)])
    nodes = [token for token in spelled if token.kind not in ("(", ")", ",")]
    if len(nodes) > MOST_NODES:
        raise FormulaError(f"a formula has at most {MOST_NODES} numbers, names and signs", nodes[MOST_NODES].column)
    return parsed(spelled)


def tokens(text: str) -> list[Token]:
    """Cut the text into tokens."""
    found, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match:
            found.append(token(str(match.lastgroup), match[0], at + 1))
        elif text[at] not in " \t\r\n":
            raise FormulaError(f"the character {text[at]!a} has no meaning here", at + 1)
        at = match.end() if match else at + 1
    return found


def token(kind: str, text: str, column: int) -> Token:
    """Return a token, if it is one that is known."""
    if kind == "number":
        if float(text) == inf:
            raise FormulaError("this number is too large", column)
        return Token(kind, text, column)
    if kind == "sign":
        return Token("^" if text == "**" else text, text, column)
    if text in FUNCTIONS:
        return Token("function", text, column)
    if text not in NAMES:
        raise FormulaError(f"there is no {text[:20]}; known are {', '.join((*NAMES, *FUNCTIONS))}", column)
    return Token(kind, text, column)


def check_brackets(found: list[Token]) -> None:
    """Raise where brackets do not match or nest too deeply, or where a comma stands outside a function."""
    stack: list[tuple[Token, Token]] = []
    for before, here in pairwise([BEGIN, *found]):
        if here.kind == "(":
            stack.append((before, here))
        elif here.kind == "," and not (stack and stack[-1][0].kind == "function"):
            raise FormulaError("a comma stands between the values of a function only; decimals take a point", here.column)
        elif here.kind == ")" and not stack:
            raise FormulaError("this bracket was never opened", here.column)
        elif here.kind == ")":
            stack.pop()
        if len(stack) > DEEPEST:
            raise FormulaError(f"brackets nest at most {DEEPEST} deep", here.column)
    if stack:
        raise FormulaError("this bracket is never closed", stack[-1][1].column)


def with_stars(found: list[Token]) -> list[Token]:
    """Return the tokens with every star that was left out, `begin` and `end` gone; raise where a value is missing."""
    spelled = []
    for before, here in pairwise(found):
        check_neighbours(before, here)
        if before.ends_value() and here.begins_value():
            spelled.append(Token("*", "*", here.column))
        spelled.append(here)
    return spelled[:-1]


def check_neighbours(before: Token, here: Token) -> None:
    """Raise where the second token cannot follow the first."""
    if before.kind == "function" and here.kind != "(":
        raise FormulaError(f"{before.text} needs brackets: {before.text}(...)", before.column)
    if before.kind == here.kind == "number":
        raise FormulaError("two numbers stand side by side", here.column)
    if before.ends_value() or here.begins_value() or here.kind in ("+", "-"):
        return
    if here.kind == "end":
        raise FormulaError("the formula is empty" if before is BEGIN else f"nothing follows {before.text}", here.column)
    raise FormulaError(f"there is no value before {here.text}", here.column)


def parsed(spelled: list[Token]) -> Node:
    """Return the tree that Python's grammar makes of the tokens."""
    source, columns = "", {}
    for here in spelled:
        columns[len(source)] = here.column
        text = repr(float(here.text)) if here.kind == "number" else "**" if here.kind == "^" else here.text
        source += text + " "
    return node(ast.parse(source, mode="eval").body, columns)


def node(tree: ast.expr, columns: dict[int, int]) -> Node:
    """Return our node for one of Python's, if it is allowed."""
    column = columns[tree.col_offset]
    match tree:
        case ast.Constant(value=float(number)):
            return Node("number", column, number=number)
        case ast.Name(id=name) if name in NAMES:
            return Node(name, column)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return node(operand, columns)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Node("neg", column, (node(operand, columns),))
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in SIGNS:
            return Node(SIGNS[type(sign)], column, (node(left, columns), node(right, columns)))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            return call(name, column, tuple(node(arg, columns) for arg in args))
    raise FormulaError("this is not understood", column)


def call(name: str, column: int, args: tuple[Node, ...]) -> Node:
    """Return a function with its values, if it takes so many."""
    takes = FUNCTIONS[name]
    if len(args) < takes or len(args) > takes == 1:
        raise FormulaError(f"{name} takes {'one value' if takes == 1 else 'two values or more'}, not {len(args)}", column)
    return Node(name, column, args)
