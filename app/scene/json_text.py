"""Reads JSON text as programs write it: UTF-8, with or without a byte order mark, or UTF-16 (PowerShell's `>`)."""

import json
from typing import Any

from pydantic_core import from_json

from app.scene.faults import malformed, single

MARK = "\ufeff"
"""The byte order mark, which Notepad and PowerShell write at the start of a text."""


def decoded(text: bytes) -> str:
    """Decode bytes in the encoding that their first bytes show (RFC 4627, section 3), usually UTF-8; raise Refused if that fails."""
    encoding = json.detect_encoding(text)
    try:
        return text.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f"{text[error.start]:#04x}"
        value = f"byte {byte} at position {error.start}"
        raise single("not_text", "", value, encoding=encoding.upper(), byte=byte, position=error.start) from None


def read(text: bytes | str) -> Any:
    """Return the value of a JSON text; NaN and infinities are accepted here, so that a later fault can name their field."""
    content = decoded(text) if isinstance(text, bytes) else text
    try:
        return from_json(content.removeprefix(MARK), allow_inf_nan=True)
    except ValueError as error:
        raise malformed(error) from None
