"""The typeface of exported files: one font with the characters that a file shows, merged on demand from the page's font slices.

With several fonts, a renderer falls back from one to another within a text, and may lose letters that are composed of several
characters. A single font avoids that.
"""

import base64
import io
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from app.settings import static_dir

FAMILY, REGULAR, BOLD = "Ravine Sans", 400, 600
FACE = re.compile(r'@font-face ?\{\s*font-family: ?"Ravine Sans";.*?url\("([^"]+)"\).*?unicode-range: ?([^;}]+)', re.DOTALL)
SHEETS = ("typeface.css", "typeface-sc.css")
ALWAYS = frozenset(map(chr, (*range(0x20, 0x7F), *range(0x391, 0x3A2), *range(0x3A3, 0x3CA), *map(ord, "ϕϵ±·×–…⁻⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉−"))))
"""Characters in every font: those of our own texts. So nearly all pictures share one font, which is made once."""

WHOLE = range(0x0E00, 0x0E80)
"""Thai, whose font replaces letters by others; therefore its slice is always included whole."""

SILENT = {"Cc", "Cf", "Zs", "Zl", "Zp"}
"""Unicode categories of invisible characters."""

SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Variation selectors: they choose a form of the character before them."""

FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern"]
DROPPED = ["STAT", "meta", "vhea", "vmtx", "BASE", "DSIG", "MVAR"]


def points_of(ranges: str) -> set[int]:
    """Return the code points of a `unicode-range`."""
    spans = [part.strip().removeprefix("U+").partition("-") for part in ranges.split(",")]
    return {point for low, _, high in spans for point in range(int(low, 16), int(high or low, 16) + 1)}


def faces(sheet: str) -> list[tuple[str, set[int]]]:
    """Return the font slices of a style sheet: the file and its code points."""
    return [(name, points_of(ranges)) for name, ranges in FACE.findall((static_dir() / sheet).read_text(encoding="utf-8"))]


def opened(path: Path) -> TTFont:
    """Return a font whose tables are read on demand, from memory, so that no file stays open.

    It keeps its own date: a subset that had the time at which it was made would differ from one process to the next.
    """
    return TTFont(io.BytesIO(path.read_bytes()), lazy=True, recalcTimestamp=False)


def code_points(path: Path) -> set[int]:
    """Return the code points for which a file has a glyph."""
    return set(opened(path).getBestCmap())


@cache
def places() -> dict[int, str]:
    """Return the slice's file for each code point, as on the page."""
    return {point: name for sheet in SHEETS for name, points in faces(sheet) for point in points}


def composed(words: str) -> str:
    """Return text in Unicode's composed form (NFC), because keyboards and file names use both forms."""
    return unicodedata.normalize("NFC", words)


def is_silent(letter: str) -> bool:
    """Return whether a character is invisible."""
    return unicodedata.category(letter) in SILENT or letter in SELECTORS


def missing(words: str) -> str:
    """Return the visible characters of a text that no slice has, each once, in order."""
    return "".join(dict.fromkeys(c for c in composed(words) if ord(c) not in places() and not is_silent(c)))


@lru_cache(maxsize=256)
def piece(name: str, points: frozenset[int], weight: int) -> bytes:
    """Return a slice at one weight with only these characters, as TrueType."""
    font, out = opened(static_dir() / name), io.BytesIO()
    options = Options(layout_features=FEATURES, notdef_outline=True, hinting=False, notdef_glyph=True)
    options.drop_tables += DROPPED
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    if "fvar" in font:
        font = instantiateVariableFont(font, {axis.axisTag: weight for axis in font["fvar"].axes}, inplace=True)
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = FAMILY  # so that no installed font has the same name
    font.flavor = None
    font.save(out)
    return out.getvalue()


def needed(characters: frozenset[str]) -> dict[str, frozenset[int]]:
    """Return the code points needed from each slice; the slice with the space comes first, because its line height is used."""
    found: dict[str, set[int]] = {}
    for point in sorted(map(ord, characters)):
        if name := places().get(point):
            found.setdefault(name, set()).add(point)
    thai = places()[WHOLE[1]]
    if thai in found:
        found[thai] = {point for point, name in places().items() if name == thai}
    return {name: frozenset(points) for name, points in found.items()}


def beyond(drawn: str) -> frozenset[str]:
    """Return the characters of a drawing that are in some slice but not in `ALWAYS`."""
    return frozenset(c for c in composed(drawn) if c not in ALWAYS and ord(c) in places())


@lru_cache(maxsize=32)
def face(more: frozenset[str] = frozenset(), weight: int = REGULAR) -> bytes:
    """Return one TrueType font with the characters in `ALWAYS` and in `more`."""
    pieces = [piece(name, points, weight) for name, points in needed(ALWAYS | more).items()]
    if len(pieces) == 1:
        return pieces[0]
    out = io.BytesIO()
    merged = Merger().merge([io.BytesIO(each) for each in pieces])
    head, first = merged["head"], TTFont(io.BytesIO(pieces[0]))["head"]
    head.created, head.modified, merged.recalcTimestamp = first.created, first.modified, False
    merged.save(out)
    return out.getvalue()


@lru_cache(maxsize=32)
def rule(more: frozenset[str] = frozenset(), weight: int = REGULAR) -> str:
    """Return the CSS rule of the same font, with its file embedded."""
    font, out = TTFont(io.BytesIO(face(more, weight)), recalcTimestamp=False), io.BytesIO()
    font.flavor = "woff2"
    font.save(out)
    data = base64.b64encode(out.getvalue()).decode()
    return f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};src:url(data:font/woff2;base64,{data}) format("woff2")}}'


@cache
def advances(name: str) -> dict[int, int]:
    """Return the advance width of each character of a slice, in thousandths of the font size (all slices have 1000 units)."""
    font = opened(static_dir() / name)
    return {point: font["hmtx"][glyph][0] for point, glyph in font.getBestCmap().items()}


def width(words: str, size: float) -> float:
    """Return the width of a text at a font size; a missing glyph is a box of 0.6 em."""
    known = ((places().get(ord(c)), ord(c)) for c in composed(words) if unicodedata.category(c) not in ("Cc", "Cf"))
    return sum(advances(name)[point] if name else 600 for name, point in known) / 1000 * size


def fitted(words: str, room: float, size: float) -> str:
    """Return a text, cut with an ellipsis if it is wider than `room`; letters are not separated from their marks."""
    if width(words, size) <= room:
        return words
    kept = composed(words)
    while kept and (width(kept + "…", size) > room or kept[-1] == " "):
        kept = kept[:-1]
    while kept and unicodedata.category(composed(words)[len(kept)]) in ("Mn", "Mc", "Me"):
        kept = kept[:-1]
    return kept + "…"
