"""Links to a scene, as static/js/address/link.js writes them, and the other short ways to name one: a lesson's key, the part behind #."""

import base64
import binascii
import json
import re
import zlib
from typing import Any
from urllib.parse import parse_qs, urlsplit

from app.lessons import LESSONS, OPENING

LINK = "1"
"""The version of the links that are read: `#1.` and base64url of the deflated JSON of a scene (static/js/address/link.js)."""

LONGEST = 2**20
"""A link that unpacks to more characters was made to hurt."""

FRAGMENT = re.compile(r"\d+\.[\w-]{20,}=*", re.ASCII)
"""What stands behind the # of a link; no scene is shorter, so that a file name like 1.json is none."""


MEANT = re.compile(r"^<?https?://|#\d+\.|^#|\?(.*&)?lesson=")
"""What only an address has."""


class BrokenLink(ValueError):  # noqa: N818  (a refusal, not a failure)
    """A link that holds no scene, with a sentence that says why."""


def is_link(said: str) -> bool:
    """Say whether a text is meant as a link, or as the part of one behind #: no file is called so."""
    return MEANT.search(said) is not None or FRAGMENT.fullmatch(said) is not None


def linked(said: str) -> Any:
    """Return the scene that a link shows; raise BrokenLink where it shows none."""
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
    """Return the scene that stands behind the # of a link."""
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
