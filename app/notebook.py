"""For notebooks: a scene, or a link to one, as a Plotly figure.

from app.notebook import show
show({"surface": {"key": "canyon"}, "steps": 400, "lanes": [{"optimizer": {"key": "adam"}}]})
"""

import base64
import binascii
import json
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from pydantic import ValidationError

from app.exports.wish import Wish
from app.faults import Refused, refusal
from app.lessons import LESSONS
from app.routes import read
from app.scene import Scene

if TYPE_CHECKING:
    import plotly.graph_objects as go

LINK = "1"
"""The version of the links that are read: `#1.` and base64url of the deflated JSON of a scene (static/js/link.js)."""

LONGEST = 2**20
"""A link that unpacks to more characters was made to hurt."""


def show(scene: Any, charts: Sequence[str] = ("loss", "gradient_norm"), theme: str = "light", step: int | None = None) -> "go.Figure":
    """Return the figure of a scene, which is a dictionary, its JSON, or a link to the page; `step` is where the markers stand.

    Raise ValueError, with a sentence that names the field, where it is none, and ImportError where Plotly is not installed.
    """
    try:
        from app.exports.figure import figure  # noqa: PLC0415  (Plotly is not there for everybody)
    except ImportError:
        raise ImportError("a figure needs Plotly: pip install plotly") from None
    try:
        wish = Wish.model_validate({"charts": list(charts), "theme": theme, "step": step})
        return figure(wish.picture(Scene.model_validate(scene_of(scene))))
    except ValidationError as error:
        raise ValueError(sentence(refusal(error))) from None
    except Refused as error:
        raise ValueError(sentence(error)) from None


def sentence(refused: Refused) -> str:
    """Return the first thing that is wrong, in one line."""
    first = refused.faults[0]
    return f"{first['path']}: {first['message']} ({first['bound']})" if first["path"] else first["message"]


def scene_of(said: Any) -> Any:
    """Return what a dictionary, a JSON text or a link says; raise ValueError where a link is broken."""
    if not isinstance(said, str):
        return json.loads(json.dumps(said))  # tuples become the lists that a scene has
    if said.lstrip().startswith("{"):
        return read(said)
    parts = urlsplit(said.strip())
    if parts.fragment:
        return unpacked(parts.fragment)
    key = parse_qs(parts.query).get("lesson", [""])[0]
    if key not in LESSONS:
        raise ValueError("this is neither a scene nor a link to one: a link has the scene behind #, or ?lesson=")
    return LESSONS[key].scene


def unpacked(fragment: str) -> Any:
    """Return the scene that stands behind the # of a link."""
    version, _, packed = fragment.partition(".")
    if version.isdigit() and version != LINK:
        raise ValueError(f"this link was made by a newer Ravine (link version {version}, this one reads {LINK})")
    try:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        text = inflater.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), LONGEST)
        if version != LINK or not inflater.eof:
            raise ValueError
        return json.loads(text)
    except (ValueError, binascii.Error, zlib.error):
        raise ValueError("this link is broken: part of it is missing or was changed") from None
