"""Links to a scene, as static/js/address/link.js writes them, and their short forms: a lesson's key, the part behind #."""

import base64
import binascii
import json
import re
import zlib
from typing import Any
from urllib.parse import parse_qs, urlsplit

from app.lessons import LESSONS, OPENING

LINK = "1"
"""The version of links that this reads: `#1.` and base64url of the deflated JSON of a scene (static/js/address/link.js)."""

LONGEST = 2**20
"""Most characters that a link may unpack to; protects against decompression bombs."""

FRAGMENT = re.compile(r"\d+\.[\w-]{20,}=*", re.ASCII)
"""The part of a link behind #. No scene takes fewer than 20 characters, so a file name like 1.json does not match."""


MEANT = re.compile(r"^<?https?://|#\d+\.|^#|\?(.*&)?lesson=")
"""Marks of an address, which no file name has."""


class BrokenLink(ValueError):  # noqa: N818  (a refusal, not a failure)
    """A link without a readable scene; the message says why."""


def is_link(said: str) -> bool:
    """Return whether a text is a link, or the part of one behind #, and not a file name."""
    return MEANT.search(said) is not None or FRAGMENT.fullmatch(said) is not None


def linked(said: str) -> Any:
    """Return the scene of a link; raise BrokenLink if there is none."""
    said = said.strip().strip("<>")
    parts = urlsplit(f"#{said}" if FRAGMENT.fullmatch(said) else said)
    if parts.fragment:
        return unpacked(parts.fragment)
    key = parse_qs(parts.query).get("lesson", [OPENING if parts.netloc else ""])[0]
    if key in LESSONS:
        return LESSONS[key].scene
    if key:
        raise BrokenLink(f"there is no lesson {key[:60]!a}: ravine lessons lists them")
    raise BrokenLink("this is neither a scene nor a link to one: a link has the scene behind #, or ?lesson=")


def unpacked(fragment: str) -> Any:
    """Return the scene packed in the part of a link behind #."""
    version, _, packed = fragment.partition(".")
    if version.isdigit() and version != LINK:
        raise BrokenLink(f"this link was made by a newer Ravine (link version {version}, this one reads {LINK})")
    try:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        text = inflater.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), LONGEST)
        if version != LINK or not inflater.eof:
            raise ValueError
        return json.loads(text)
    except (ValueError, binascii.Error, zlib.error):
        raise BrokenLink("this link is broken: part of it is missing or was changed") from None
