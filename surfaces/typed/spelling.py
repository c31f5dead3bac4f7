"""Converts the characters of a formula, from any keyboard or web page, to plain ones, and keeps their columns."""

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
"""Other characters for our signs and names; names get spaces around them."""

RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ˣʸᵉ", "0123456789+-()xye", strict=True))
"""Superscripts: consecutive ones become an exponent in brackets."""

UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\ufeff\u00ad\ufe0e\ufe0f"
"""Invisible characters: zero-width spaces, marks of direction and of byte order, the sign for applying a function."""

SAME = {"<wide>", "<narrow>", "<font>", "<small>", "<noBreak>"}
"""Unicode's decomposition kinds for variants of a character, such as full-width or mathematical letters."""

LEFT_SIDE = re.compile(r"\s*(?!(?:x|y|e|pi|tau)\b)[a-z]\w*\s*(\(\s*x\s*[,;]\s*y\s*\)\s*)?:?=", re.IGNORECASE | re.ASCII)
"""A left side such as `f(x, y) =` or `z =`, which people write before the formula."""


def spelled(text: str) -> tuple[str, list[int]]:
    """Return a formula in plain characters, and the original column of each, from 1, followed by the column of its end.

    Unknown characters are not changed.
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
    """Return the plain form of a character; an unknown one is returned itself."""
    kind, _, found = unicodedata.decomposition(sign).partition(" ")
    if kind in SAME and len(found) <= 5:
        sign = chr(int(found, 16))
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return " " if sign.isspace() else ALIKE.get(sign, sign)


def quoted(sign: str) -> str:
    """Return a character in quotation marks, or its code if it is invisible; with its Unicode name if it is not ASCII."""
    visible = f"'{sign}'" if sign.isprintable() else f"U+{ord(sign):04X}"
    name = "" if sign.isascii() else unicodedata.name(sign, "")
    return f"{visible} ({name.lower()})" if name else visible


def body(plain: str) -> int:
    """Return the index where the formula begins, after a left side if there is one."""
    found = LEFT_SIDE.match(plain)
    return found.end() if found else 0
