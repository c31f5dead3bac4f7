"""Links to a scene or to lessons of one's own, as static/js/address/link.js writes them, or in short: a lesson's key, the part behind #."""

import base64
import json
import re
import zlib
from typing import Any
from urllib.parse import parse_qs, urlsplit

from app.catalog.own import own_lessons
from app.catalog.own_folder import shelved
from app.lessons import LESSONS, OPENING
from app.scene.faults import single

LINK = "1"
"""The version of links that this reads: `#1.` and base64url of the deflated JSON of a scene (static/js/address/link.js)."""

OWN = "2"
"""The version of links to lessons of one's own: `#2.`, their document, and behind a full stop the scene if it was changed."""

LONGEST = 2**20
"""Most bytes that a link may unpack to; protects against decompression bombs."""

LONGEST_NUMBER = 4
"""Digits of a lesson's number, fewer than this."""

SPACE = re.compile(r"[\t\n\f\r ]")
"""What a browser's base64 skips."""

FRAGMENT = re.compile(r"\d+\.[\w-]{20,}=*(\.[\w-]{20,}=*)?", re.ASCII)
"""The part of a link behind #. No scene takes fewer than 20 characters, so a file name like 1.json does not match."""


MEANT = re.compile(r"^<?https?://|#\d+\.|^#|\?(.*&)?lesson=")
"""Marks of an address, which no file name has."""


class BrokenLink(ValueError):  # noqa: N818  (a refusal, not a failure)
    """A link without a readable scene; the message says why."""


def link_to(scene: Any) -> str:
    """Return the part of a link to a scene behind the page's address, as the page writes it; `scene` is JSON."""
    deflate = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    packed = deflate.compress(json.dumps(scene, separators=(",", ":")).encode()) + deflate.flush()
    return f"#{LINK}.{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"


def is_link(said: str) -> bool:
    """Return whether a text is a link, or the part of one behind #, and not a file name."""
    return MEANT.search(said) is not None or FRAGMENT.fullmatch(said) is not None


def scene_of_key(key: str) -> Any:
    """Return the scene of a lesson of ours or of the folder of `RAVINE_LESSONS`; None if there is none of this key."""
    if key in LESSONS:
        return LESSONS[key].scene
    return shelved()[key].scene.model_dump() if key in shelved() else None


def within(said: Any, number: int | None) -> Any:
    """Return the scene itself, or that of the lesson of this number, the first one for None; raise Refused if there is none."""
    if not isinstance(said, dict) or not {"scene", "lessons"} & said.keys():
        return said
    scenes = [lesson.scene.model_dump() for lesson in own_lessons(said).lessons]
    if number is not None and not 1 <= number <= len(scenes):
        raise single("no_lesson_number", "lesson", number, last=len(scenes))
    return scenes[(number or 1) - 1]


def linked(said: str, number: int | None = None) -> Any:
    """Return the scene of a link, of several lessons that of this number; raise BrokenLink if there is none."""
    said = said.strip().strip("<>")
    try:
        parts = urlsplit(f"#{said}" if FRAGMENT.fullmatch(said) else said)
    except ValueError as error:
        raise BrokenLink(f"this is no address: {ascii(str(error))[1:-1][:100]}") from None
    named = parse_qs(parts.query).get("lesson")
    if parts.fragment:
        return unpacked(parts.fragment, named[0] if named and number is None else str(number or 1), strict=number is not None)
    key = named[0] if named else OPENING if parts.netloc else ""
    if (scene := scene_of_key(key)) is not None:
        return scene
    if key:
        raise BrokenLink(f"there is no lesson {key[:60]!a}: ravine lessons lists them")
    raise BrokenLink("this is neither a scene nor a link to one: a link has the scene behind #, or ?lesson=")


def unpacked(fragment: str, number: str = "1", *, strict: bool = False) -> Any:
    """Return the scene packed in the part of a link behind #; of lessons of one's own, that of the one with this number, or the first."""
    version, packed, *changed = [*fragment.split("."), ""][: 3 if fragment.count(".") > 1 else 2]
    if version.isdigit() and version not in (LINK, OWN):
        raise BrokenLink(f"this link was made by a newer Ravine (link version {version}, this one reads {OWN})")
    if version not in (LINK, OWN):
        raise broken()
    found = value(packed)
    if version == LINK:
        return found
    count = len(own_lessons(found).lessons)
    wanted = int(number) if number.isdecimal() and len(number) < LONGEST_NUMBER else 0
    if changed and not strict:
        return value(changed[0])
    return within(found, wanted if strict or 1 <= wanted <= count else None)


def broken() -> BrokenLink:
    """Return the refusal of a link that is not whole."""
    return BrokenLink("this link is broken: part of it is missing or was changed")


def value(packed: str) -> Any:
    """Return the JSON value that is packed; raise BrokenLink if there is none, or if it is null."""
    try:
        found = json.loads(inflated(packed), parse_constant=int)  # NaN is no JSON, and no whole number
    except (ValueError, RecursionError, zlib.error):
        found = None
    if found is None:
        raise broken()
    return found


def inflated(packed: str) -> str:
    """Return what is packed, by the rules of the page's atob, DecompressionStream and TextDecoder; raise ValueError or zlib.error."""
    letters = SPACE.sub("", packed).translate(str.maketrans("-_", "+/"))
    bare = re.sub("={1,2}$", "", letters) if len(letters) % 4 == 0 else letters
    if "=" in bare:
        raise ValueError
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    text = inflater.decompress(base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True), LONGEST + 1)
    if len(text) > LONGEST or inflater.unused_data or not inflater.eof:
        raise ValueError
    return text.decode(errors="replace").removeprefix("\ufeff")
