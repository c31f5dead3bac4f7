"""The typeface of what is taken away: one face with the characters that a file shows, made on demand of the page's slices.

A renderer falls back from font to font per run, and loses letters where one font composes what another does not; one face has no seams.
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
"""In every face: what our own words are written in. So nearly all pictures share one, which is made once."""

WHOLE = range(0x0E00, 0x0E80)
"""Thai takes letters apart and puts others in their place: its slice is taken whole."""

SILENT = {"Cc", "Cf", "Zs", "Zl", "Zp"}
"""Categories of characters that leave no ink."""

SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""They choose between the forms of the character before them."""

FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern"]
DROPPED = ["STAT", "meta", "vhea", "vmtx", "BASE", "DSIG", "MVAR"]


def points_of(said: str) -> set[int]:
    """Return the code points of a `unicode-range`."""
    spans = [part.strip().removeprefix("U+").partition("-") for part in said.split(",")]
    return {point for low, _, high in spans for point in range(int(low, 16), int(high or low, 16) + 1)}


def faces(sheet: str) -> list[tuple[str, set[int]]]:
    """Return the slices of a style sheet: file, and the code points that it is for."""
    return [(name, points_of(said)) for name, said in FACE.findall((static_dir() / sheet).read_text(encoding="utf-8"))]


def opened(path: Path) -> TTFont:
    """Return a font, of which a table is read when it is asked for; the file is closed."""
    return TTFont(io.BytesIO(path.read_bytes()), lazy=True)


def code_points(path: Path) -> set[int]:
    """Return the code points for which a file has a glyph."""
    return set(opened(path).getBestCmap())


@cache
def places() -> dict[int, str]:
    """Return the file that each code point stands in, as the page has it."""
    return {point: name for sheet in SHEETS for name, points in faces(sheet) for point in points}


def composed(words: str) -> str:
    """Return words with letters and their marks as one character where there is one: keyboards and file names write both ways."""
    return unicodedata.normalize("NFC", words)


def is_silent(letter: str) -> bool:
    """Return whether a character leaves no ink of its own."""
    return unicodedata.category(letter) in SILENT or letter in SELECTORS


def missing(words: str) -> str:
    """Return the characters that no slice has, each once, in their order."""
    return "".join(dict.fromkeys(c for c in composed(words) if ord(c) not in places() and not is_silent(c)))


@lru_cache(maxsize=256)
def piece(name: str, points: frozenset[int], weight: int) -> bytes:
    """Return a slice at one weight with these characters alone, as TrueType."""
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
            record.string = FAMILY  # so that no other font of the machine is taken for it
    font.flavor = None
    font.save(out)
    return out.getvalue()


def asked(characters: frozenset[str]) -> dict[str, frozenset[int]]:
    """Return what is wanted of each slice, the one with the space first: its heights hold for all."""
    found: dict[str, set[int]] = {}
    for point in sorted(map(ord, characters)):
        if name := places().get(point):
            found.setdefault(name, set()).add(point)
    thai = places()[WHOLE[1]]
    if thai in found:
        found[thai] = {point for point, name in places().items() if name == thai}
    return {name: frozenset(points) for name, points in found.items()}


def beyond(drawn: str) -> frozenset[str]:
    """Return the characters of a drawing that are not in every face."""
    return frozenset(c for c in composed(drawn) if c not in ALWAYS and ord(c) in places())


@lru_cache(maxsize=32)
def face(more: frozenset[str] = frozenset(), weight: int = REGULAR) -> bytes:
    """Return one TrueType font with what is in every face, and `more`."""
    pieces = [piece(name, points, weight) for name, points in asked(ALWAYS | more).items()]
    if len(pieces) == 1:
        return pieces[0]
    out = io.BytesIO()
    Merger().merge([io.BytesIO(each) for each in pieces]).save(out)
    return out.getvalue()


@lru_cache(maxsize=32)
def rule(more: frozenset[str] = frozenset(), weight: int = REGULAR) -> str:
    """Return the style rule of the same font, with its file inside."""
    font, out = TTFont(io.BytesIO(face(more, weight))), io.BytesIO()
    font.flavor = "woff2"
    font.save(out)
    data = base64.b64encode(out.getvalue()).decode()
    return f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};src:url(data:font/woff2;base64,{data}) format("woff2")}}'


@cache
def advances(name: str) -> dict[int, int]:
    """Return how far each character of a slice moves the pen, in thousandths of the size (all slices have 1000 units)."""
    font = opened(static_dir() / name)
    return {point: font["hmtx"][glyph][0] for point, glyph in font.getBestCmap().items()}


def width(words: str, size: float) -> float:
    """Return how wide words are at a size; what has no glyph is a box of 0.6 em."""
    known = ((places().get(ord(c)), ord(c)) for c in composed(words) if unicodedata.category(c) not in ("Cc", "Cf"))
    return sum(advances(name)[point] if name else 600 for name, point in known) / 1000 * size


def fitted(words: str, room: float, size: float) -> str:
    """Return words, cut where they would be wider than `room`; a letter keeps its marks."""
    if width(words, size) <= room:
        return words
    kept = composed(words)
    while kept and (width(kept + "…", size) > room or kept[-1] == " "):
        kept = kept[:-1]
    while kept and unicodedata.category(composed(words)[len(kept)]) in ("Mn", "Mc", "Me"):
        kept = kept[:-1]
    return kept + "…"
