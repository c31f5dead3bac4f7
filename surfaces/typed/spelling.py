"""How people spell: every character of a formula, from whatever keyboard or page, as plain ones, each with the column where it stood."""

import re
import unicodedata
from functools import lru_cache
from itertools import chain

FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

ALIKE = {
    **dict.fromkeys("−‐‑‒–—➖", "-"),
    **dict.fromkeys("×·⋅∙•∗⁎✕✖⨯・‧\u0387\u2062", "*"),
    **dict.fromkeys("÷∕⁄➗", "/"),
    **dict.fromkeys("ˆ↑", "^"),
    "➕": "+", "∣": "|", "≔": ":=", "π": " pi ", "τ": " tau ", "\u2028": " ", "\u2029": " ",
}  # fmt: skip
"""Characters with one meaning; what stands for a name stands alone."""

RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ˣʸᵉ", "0123456789+-()xye", strict=True))
"""Superscripts: a run of them is an exponent in brackets."""

UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\ufeff\u00ad\ufe0e\ufe0f"
"""Characters that nobody sees: spaces of no width, marks of direction and of order, the sign for applying a function."""

SAME = {"<wide>", "<narrow>", "<font>", "<small>", "<noBreak>"}
"""Unicode's kinds of characters that are others in another dress: full-width letters, letters of mathematics."""

LEFT_SIDE = re.compile(r"\s*(?!(?:x|y|e|pi|tau)\b)[a-z]\w*\s*(\(\s*x\s*[,;]\s*y\s*\)\s*)?:?=", re.IGNORECASE | re.ASCII)
"""The `f(x, y) =` or `z =` that people write in front."""


def spelled(text: str) -> tuple[str, list[int]]:
    """Return a formula in plain characters, and the column of each, counted from 1; one column more, for its end.

    What is not known here comes through as it is.
    """
    pieces, raised = list[tuple[str, int]](), False
    for column, sign in enumerate(text, 1):
        if sign in UNSEEN:
            continue
        if (sign in RAISED) != raised:
            raised = not raised
            pieces.append(("^(" if raised else ")", column))
        pieces.append((RAISED[sign] if raised else plain(sign), column))
    if raised:
        pieces.append((")", len(text)))
    columns = chain.from_iterable([column] * len(piece) for piece, column in pieces)
    return "".join(piece for piece, _ in pieces), [*columns, len(text) + 1]


@lru_cache(maxsize=1024)
def plain(sign: str) -> str:
    """Return what a character stands for, or itself."""
    kind, _, found = unicodedata.decomposition(sign).partition(" ")
    if kind in SAME and len(found) <= 5:
        sign = chr(int(found, 16))
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return " " if sign.isspace() else ALIKE.get(sign, sign)


def quoted(sign: str) -> str:
    """Return a character in quotation marks, with Unicode's name where it is not on every keyboard; its code where it cannot be seen."""
    seen = f"'{sign}'" if sign.isprintable() else f"U+{ord(sign):04X}"
    name = "" if sign.isascii() else unicodedata.name(sign, "")
    return f"{seen} ({name.lower()})" if name else seen


def body(plain: str) -> int:
    """Return where the formula begins behind a left side that names it."""
    found = LEFT_SIDE.match(plain)
    return found.end() if found else 0
