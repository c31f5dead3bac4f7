"""JSON as people's programs write it: UTF-8, with or without a byte order mark, or UTF-16 as PowerShell's `>` does."""

import json
from typing import Any

from pydantic_core import from_json

from app.scene.faults import malformed, single

MARK = "\ufeff"
"""The byte order mark: Notepad and PowerShell put it in front of a text."""


def decoded(text: bytes) -> str:
    """Return bytes as text: in UTF-8, or in what their first bytes say (RFC 4627, section 3); raise Refused where they are neither."""
    encoding = json.detect_encoding(text)
    try:
        return text.decode(encoding)
    except UnicodeDecodeError as error:
        where = f"byte {text[error.start]:#04x} at position {error.start}"
        raise single("", f"the message is not text in {encoding.upper()}: {where}", where, "UTF-8", 400) from None


def read(text: bytes | str) -> Any:
    """Return what a JSON text says; NaN and infinities come through, so that the field that holds one can be named."""
    said = decoded(text) if isinstance(text, bytes) else text
    try:
        return from_json(said.removeprefix(MARK), allow_inf_nan=True)
    except ValueError as error:
        raise malformed(error) from None
