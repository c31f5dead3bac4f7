"""Reads JSON text as programs write it: UTF-8, with or without a byte order mark, or UTF-16 (PowerShell's `>`)."""

import json
from typing import Any

from pydantic_core import from_json

from app.scene.faults import malformed, name_of, single
from app.scene.limits import limits
from surfaces.data.model import OWN

MARK = "\ufeff"
"""The byte order mark, which Notepad and PowerShell write at the start of a text."""

BESIDE_LANES, OF_A_LANE, OF_EXAMPLES = 1_000, 250, 4 * 3 * OWN
"""Values of a message, at most: those outside its lanes, those of a lane with its panel, and those of examples.

Examples are for training and for validation, and a frozen scene has its own.
"""


def decoded(text: bytes) -> str:
    """Decode bytes in the encoding that their first bytes show (RFC 4627, section 3), usually UTF-8; raise Refused if that fails."""
    encoding = json.detect_encoding(text)
    try:
        return text.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f"{text[error.start]:#04x}"
        value = f"byte {byte} at position {error.start}"
        raise single("not_text", "", value, encoding=encoding.upper(), byte=byte, position=error.start) from None


def read(text: bytes | str, scenes: int = 1) -> Any:
    """Return the value of a JSON text of so many scenes; NaN and infinities are accepted, so that a later fault can name their field."""
    content = decoded(text) if isinstance(text, bytes) else text
    refuse_crowd(content, scenes)
    try:
        return from_json(content.removeprefix(MARK), allow_inf_nan=True)
    except ValueError as error:
        raise malformed(error) from None


def refuse_crowd(text: str, scenes: int) -> None:
    """Refuse a text with far more values than its scenes with a view can have: to read them, and to say what is wrong, takes 0.3 s.

    Each value but the first follows a comma or a colon; those within strings are few.
    """
    found, most = text.count(",") + text.count(":"), scenes * (BESIDE_LANES + OF_EXAMPLES + OF_A_LANE * limits().max_lanes)
    if found > most:
        raise single("too_long", "", found, max_length=most, name=name_of(""))
