"""Python's own parser, for formulas that people type and for the lines of a step."""

import ast
from threading import RLock

_alone = RLock()
"""CPython 3.11 counts the depth of the tree that it makes once for all threads (its issue 106905): if another thread parses while one
is interrupted, by a destructor for instance, both fail with SystemError. Reentrant, because such a destructor may parse, too."""


def statements(source: str) -> list[ast.stmt]:
    """Return the statements of a text; raise SyntaxError."""
    with _alone:
        return ast.parse(source).body


def expression(source: str) -> ast.expr:
    """Return the expression that a text is; raise SyntaxError."""
    with _alone:
        return ast.parse(source, mode="eval").body
