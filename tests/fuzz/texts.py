"""Texts that somebody hostile types: for labels, formulas and links."""

from random import Random

PIECES = [
    "'", '"', '"""', "'''", "\\", "\\n", "\\u0041", "\n", "\r", "\t", "\r\n", "\x00", "\x01", "\x1b[31m", "\x7f", "\x85", "\u2028",
    "\u2029", "\ud800", "\udfff", "\udc80\ud83d", "\ufeff", "\ufffe", "\uffff", "\u202e", "\u2066", "\u200f", "\u200d", "\u0301" * 9,
    "\U0001f468\u200d\U0001f469", "</script>", "<script>alert(1)</script>", "<!--", "-->", "<![CDATA[", "]]>",
    "<img src=x onerror=alert(1)>", "</text></svg>", "<br>", "&amp;", "&lt;", "&#0;", "&", "<", ">",
    "=cmd|' /C calc'!A0", "=1+1", "+1", "-1", "@SUM(A1)", ",", ";", "{", "}", "{{}}", "{0}", "{title}", "{imports}", "%s", "%{x}", "${x}",
    "`", "#", "\\x00", "$\\alpha$", "javascript:alert(1)", "\u03b7", "\u5b66", "\u0e17\u0e35\u0e48", "A\u030a", " ", "adam", "0", "",
]  # fmt: skip
LONGEST = 80
"""Characters of a label."""


def text(rng: Random) -> str:
    """Return a text of a few pieces, cut to what a label may hold except for one in fifty."""
    kind = rng.random()
    if kind < 0.1:
        made = "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randrange(1, LONGEST)))
    else:
        made = "".join(rng.choices(PIECES, k=rng.randrange(1, 7)))
    return made * rng.randrange(1, 90) if rng.random() < 0.02 else made[:LONGEST]


def is_unicode(said: str) -> bool:
    """Say whether a text has no half of a pair, which UTF-8 cannot write."""
    return not any("\ud800" <= letter <= "\udfff" for letter in said)
