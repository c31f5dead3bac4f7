"""Write static/typeface-sc.css, the slices of Noto Sans SC with their characters: `python -m tests.setup.slices`."""

from itertools import pairwise
from pathlib import Path

from app.exports.drawing.typeface import code_points, faces
from app.settings import static_dir

SHEET = static_dir() / "typeface-sc.css"
SLICES = static_dir() / "vendor" / "noto-sans-sc"
QUOTES = {0xB7, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026}
"""Quotes and dashes, full width in Chinese and narrow elsewhere: they have their own family."""

HEAD = "/* Noto Sans SC, written by tests/setup/slices.py: what its slices have and typeface.css has not. For where Chinese is seen. */\n"


def spans(points: set[int]) -> str:
    """Return code points as `unicode-range` writes them."""
    ordered = sorted(points)
    breaks = [0, *(i for i, (a, b) in enumerate(pairwise(ordered), 1) if b > a + 1), len(ordered)]
    runs = [(ordered[a], ordered[b - 1]) for a, b in pairwise(breaks)]
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def face(family: str, path: Path, points: set[int]) -> str:
    """Return the @font-face rule of one slice."""
    source = f'url("vendor/noto-sans-sc/{path.name}") format("woff2")'
    said = f"font-weight:100 900;font-display:swap;unicode-range:{spans(points)}"
    return f'@font-face{{font-family:"{family}";src:{source};{said}}}\n'


def sheet() -> str:
    """Return the style sheet; every character is in one slice only."""
    taken = {point for source, points in faces("typeface.css") for point in points}
    rules = []
    for path in sorted(SLICES.glob("*.woff2"), key=lambda each: -int(each.stem)):  # the most frequent first
        has = code_points(path)
        if own := has - taken:
            rules.append(face("Ravine Sans", path, own))
        if quotes := has & QUOTES:
            rules.append(face("Ravine Sans Quotes", path, quotes))
        taken |= own
    return HEAD + "".join(rules)


if __name__ == "__main__":
    SHEET.write_text(sheet(), encoding="utf-8")
