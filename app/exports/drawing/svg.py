"""A small writer of SVG."""

import re
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from numpy.typing import NDArray

from app.exports.drawing.typeface import FAMILY, beyond, composed, rule

FONT = f"{FAMILY}, Noto Sans, Noto Sans SC, Noto Sans Thai, Arial, sans-serif"
FAR = 1e4
"""Largest coordinate of a line that may lead anywhere: renderers fail on much larger ones."""
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold, not even escaped."""


def plain(value: Any) -> str:
    """Return an attribute's value as text; numbers have at most two decimals."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) < 1e9 else "0"
    return FORBIDDEN.sub("\ufffd", str(value))


def element(name: str, *children: str, **attributes: Any) -> str:
    """Return an element; underscores in attribute names become dashes, and attributes that are None are left out."""
    rendered = "".join(
        f" {key.strip('_').replace('_', '-')}={quoteattr(plain(value))}" for key, value in attributes.items() if value is not None
    )
    return f"<{name}{rendered}>{''.join(children)}</{name}>" if children else f"<{name}{rendered}/>"


def safe(words: str) -> str:
    """Return text escaped for the content of an element."""
    return escape(FORBIDDEN.sub("\ufffd", words))


def text(words: str, x: float, y: float, **attributes: Any) -> str:
    """Return a text element; `y` is the baseline."""
    return element("text", safe(composed(words)), x=x, y=y, **attributes)


def trace(points: NDArray[np.float64], *, close: bool = False) -> str:
    """Return the `d` attribute of lines through points, shape (n, 2), with one decimal; NaN lifts the pen."""
    whole = np.round(np.nan_to_num(points, nan=0.0) * 10).astype(np.int64).tolist()
    out, down = [], False
    finite: Any = np.isfinite(points).all(axis=1)
    for (x, y), there in zip(whole, finite.tolist(), strict=True):
        if there:
            out.append(f"{'L' if down else 'M'}{x / 10:g} {y / 10:g}")
        down = there
    return "".join(out) + ("Z" if close else "")


def group(children: Iterable[str], **attributes: Any) -> str:
    """Return a group of elements."""
    return element("g", "".join(children) or " ", **attributes)


def standing_alone(drawn: str) -> str:
    """Return an SVG with its typeface embedded, so that it looks the same everywhere."""
    root, end, rest = drawn.partition(">")
    return root + end + element("style", safe(rule(beyond(drawn)))) + rest
