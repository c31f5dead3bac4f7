"""The tokens of a formula: numbers, names, functions and signs, each with the column where it begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

from surfaces.sentence import Sentence
from surfaces.surface import SettingError
from surfaces.typed.spelling import FRACTIONS, body, quoted, spelled

NAMES = ("x", "y", "pi", "tau", "e")
FUNCTIONS = {
    "sin": 1, "cos": 1, "tan": 1, "cot": 1, "sec": 1, "csc": 1, "arcsin": 1, "arccos": 1, "arctan": 1, "sinh": 1, "cosh": 1, "tanh": 1,
    "exp": 1, "ln": 1, "log": 1, "log2": 1, "log10": 1, "sqrt": 1, "cbrt": 1, "abs": 1, "pow": 2, "min": 2, "max": 2,
}  # fmt: skip
"""Every function with its number of arguments; min and max accept more."""

OTHER_NAMES = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "arctg": "arctan", "tg": "tan", "ctg": "cot", "√": "sqrt", "∛": "cbrt"}
UNCLEAR = {"lg": Sentence("log10 or log2"), "mod": Sentence("a difference"), "inf": Sentence("a number")}
"""Ambiguous names, and what to write instead."""

KNOWN = ", ".join(name for name in (*NAMES, *FUNCTIONS) if name not in ("tau", "cot", "sec", "csc", "pow"))
"""The names that an error message lists."""

TOKEN = re.compile(
    rf"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[{FRACTIONS}])|(?P<root>[√∛])"
    r"|(?P<name>[A-Za-z]*?log(?:10|2)(?![\d.A-Za-z])|[A-Za-z]+)|(?P<sign>\*\*|[-+*/^(),|\[\]{}])",
    re.ASCII | re.IGNORECASE,
)
WORD = re.compile("|".join(sorted([*FUNCTIONS, *OTHER_NAMES, *UNCLEAR, *NAMES], key=len, reverse=True)))


class FormulaError(SettingError):
    """An invalid formula; `why` is a Sentence, or the template of one with `values`; `column` counts from 1."""

    setting, bound = "formula", "a formula in x and y"

    def __init__(self, why: str, column: int, **values: Any) -> None:
        own = why if isinstance(why, Sentence) else Sentence(why, **values)
        super().__init__(Sentence("column {column}: {why}", column=column, why=own))
        self.column = column


@dataclass(frozen=True)
class Token:
    """A token; `kind` is number, name, function, root, begin, end, or the sign itself. A function may have a `power`: sin^2."""

    kind: str
    text: str
    column: int
    power: int = 1

    def ends_value(self) -> bool:
        """Return whether a value is complete after this token."""
        return self.kind in ("number", "name", ")")

    def begins_value(self) -> bool:
        """Return whether a value begins with this token."""
        return self.kind in ("number", "name", "function", "(")


def cut(text: str) -> Iterator[Token]:
    """Yield the tokens of a text."""
    plain, columns = spelled(text)
    at = body(plain)
    while at < len(plain):
        match = TOKEN.match(plain, at)
        if match is None:
            if plain[at] != " ":
                raise FormulaError(strange(text[columns[at] - 1]), columns[at])
            at += 1
            continue
        found, typed = columns[at : match.end()], text[columns[at] - 1 : columns[match.end() - 1]]
        yield from [Token(sign(match[0]), typed, found[0])] if match.lastgroup == "sign" else tokens(str(match.lastgroup), match[0], found)
        at = match.end()


def sign(found: str) -> str:
    """Return the kind of a sign."""
    return "^" if found == "**" else found


HINTS = {
    "=": Sentence("what stands before it must be f(x, y) or z"),
    "\\": Sentence("LaTeX is not read"),
    "_": Sentence("the variables are x and y"),
    "[": Sentence("the variables are x and y"),
    "'": Sentence("derivatives are worked out for you"),
    ";": Sentence("one formula only"),
}


def strange(sign: str) -> Sentence:
    """Return the sentence about an unknown character."""
    fault = Sentence("the character {sign} has no meaning here", sign=quoted(sign))
    return Sentence("{list}; {next}", list=fault, next=HINTS[sign]) if sign in HINTS else fault


def tokens(kind: str, text: str, columns: list[int]) -> Iterator[Token]:
    """Yield the token of a match, or several if it consists of letters."""
    if kind == "name":
        yield from letters(text, columns)
    elif kind == "root":
        yield Token(kind, OTHER_NAMES[text], columns[0])
    else:
        if text not in FRACTIONS and float(text) == inf:
            raise FormulaError("this number is too large", columns[0])
        if text not in FRACTIONS and float(text) == 0 and re.search("[1-9]", text.lower().partition("e")[0]):
            raise FormulaError("this number is too small", columns[0])
        yield Token(kind, text, columns[0])


def letters(text: str, columns: list[int]) -> Iterator[Token]:
    """Split letters into names and functions: xy is x y, and sinx is sin x; only x and y may follow a function, so `sine` is an error."""
    at, behind_function, word = 0, False, text.lower()
    while at < len(word):
        match = WORD.match(word, at)
        found = match[0] if match else ""
        if found in UNCLEAR:
            raise FormulaError("{name} is not clear; write {meant}", columns[at], name=found, meant=UNCLEAR[found])
        if not found or (behind_function and found not in ("x", "y")):
            begin = 0 if behind_function else at
            raise FormulaError("there is no {name}; known are {known}", columns[begin], name=text[begin:][:20], known=KNOWN)
        name = OTHER_NAMES.get(found, found)
        yield Token("function" if name in FUNCTIONS else "name", name, columns[at])
        behind_function |= name in FUNCTIONS
        at += len(found)
