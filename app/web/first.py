"""What the page shows first, put into the page itself: title and sentence of its lesson, its first picture, and what it requests next.

Where every answer takes 300 ms, a page that asks for each of these in turn shows nothing for a second more. The lesson is the one that
the address names. A scene behind # never reaches the server; the page then ignores what is of the lesson.
"""

import base64
import zlib
from dataclasses import replace
from functools import cache, lru_cache
from html import escape
from time import sleep

import orjson
from starlette.requests import Request

from app.catalog.catalog import Json, catalog
from app.catalog.language_tags import lookup
from app.catalog.translations import LANGUAGES
from app.engine.run import fresh
from app.lessons import LESSONS, OPENING
from app.replies.mesh import TEXTS, Mesh
from app.replies.wire import dumps
from app.web.messages import message
from app.web.static_files import Item
from app.web.warm import ready

PANEL, CHART, TICKS, NODES = 480, 640, 6, 100
"""Sides of a panel, width of a chart in pixels, and ticks, for which the frame is thinned; nodes of the surface's mesh.

The page then asks for its own sizes.
"""

HEAD, PLACE, BODY = "</head>", '<div id="lesson"></div>', "</body>"
"""Where in the page the parts go: after the head's own links, in the lesson's region, after everything."""

SPEAKS = '<html lang="{}">'
"""The page's own language, which a screen reader reads it in: that of the title and the sentence, from the first byte on."""

PRELOAD = '<link rel="preload" as="fetch" crossorigin="anonymous" href="{}">'


def first_view(lesson: Json, domain: list[list[float]]) -> Json:
    """Return the view of a lesson's first frame, with the fields that the page requests (static/js/server/request.js)."""
    lanes, steps, charts = len(lesson["scene"]["lanes"]), lesson["scene"]["steps"], lesson["charts"]
    plane = lesson["view"] or {"x": domain[0], "y": domain[1]}
    series = list(dict.fromkeys(["loss", "gradient_norm", *charts]))
    axes = dict.fromkeys(charts, "log")
    chart = {"width": CHART, "steps": [0, steps], "scale": "linear", "series": series, "axes": axes, "ticks": TICKS, **plane}
    shown = {"data": True} if lesson["data"] and catalog("en")["surfaces"][lesson["scene"]["surface"]["key"]].get("data") else {}
    return {"panels": [{"width": PANEL, "height": PANEL, **plane}] * lanes, "chart": chart, **shown}


def lesson_of(key: str, language: str) -> Json | None:
    """Return a lesson of ours or of the folder of `RAVINE_LESSONS` as the catalog has it; None if there is none of this key."""
    known = catalog(language)
    own = {f"{each['key']}.{i}": lesson for each in known["own"] for i, lesson in enumerate(each["lessons"], 1)}
    found: Json | None = known["lessons"].get(key, own.get(key))
    return found


@cache
def question(key: str) -> Json:
    """Return the message that asks for a lesson's first frame, as its reader gets it: of each lane one run, the others come later."""
    lesson = lesson_of(key, "en")
    assert lesson is not None
    domain = catalog("en")["surfaces"][lesson["scene"]["surface"]["key"]]["domain"]
    lanes = [{name: value for name, value in lane.items() if name != "many"} for lane in lesson["scene"]["lanes"]]
    scene = {**lesson["scene"], "lanes": lanes}
    asked: Json = orjson.loads(dumps({"kind": "scene", "id": 1, "scene": scene, "view": first_view(lesson, domain)}))
    return asked


def ground(asked: Json) -> Json:
    """Return the query for the mesh of a message's surface."""
    surface, panel = asked["scene"]["surface"], asked["view"]["panels"][0]
    (x0, x1), (y0, y1) = panel["x"], panel["y"]
    spacing = catalog("en")["surfaces"][surface["key"]]["spacing"]
    more = {name: value for name, value in surface.items() if name in TEXTS}
    return {"x0": x0, "x1": x1, "y0": y0, "y1": y1, "nx": NODES, "ny": NODES, "spacing": spacing, **surface["knobs"], **more}


def packed(body: bytes) -> str:
    """Return bytes deflated, as base64."""
    return base64.b64encode(zlib.compress(body, 9, wbits=-zlib.MAX_WBITS)).decode()


_pictures: dict[str, str] = {}
"""By lesson, so there are never more than lessons."""


def picture(key: str) -> str:
    """Return a lesson's first picture as JSON, computed once: the stream's frames and a mesh of the surface, deflated, as base64."""
    if key not in _pictures:
        asked = question(key)
        frames = b"".join(each for each in message(asked).answers(fresh()) if isinstance(each, bytes))
        mesh = Mesh.of(asked["scene"]["surface"]["key"], ground(asked)).frame()
        made = dumps({"lesson": key, "view": asked["view"], "frames": packed(frames), "mesh": packed(mesh)}).decode()
        _pictures[key] = made.replace("<", "\\u003c")  # a file's name is part of its lessons' keys
    return _pictures[key]


def picture_at_once(key: str) -> str | None:
    """Return a lesson's first picture; None unless it is there or takes a few milliseconds, because the page must not wait for it."""
    short = key in _pictures or (ready.is_set() and message(question(key)).is_short())
    return picture(key) if short else None


def draw_all() -> None:
    """Compute every lesson's picture: 10 ms each, most of it to compress it."""
    for key in LESSONS:
        picture(key)
        sleep(0.001)  # lets a scene that waits go first


@lru_cache(maxsize=128)
def filled(page: Item, name: str, language: str, words: tuple[str, str] | None, drawn: str | None) -> Item:
    """Return the page with its parts; `words`: title and sentence."""
    asked = [f"api/catalog?lang={language}", *([] if language == "en" else [f"{name}/lang/{language}.json"])]
    head = "".join(f"  {PRELOAD.format(address)}\n" for address in asked)
    said = '<h1>{}</h1><hr class="break"><div class="sentence">{}</div>'.format(*map(escape, words)) if words else ""
    data = f'<script type="application/json" id="first">{drawn}</script>\n' if drawn else ""
    text = page.body.decode().replace(SPEAKS.format("en"), SPEAKS.format("zh-Hans" if language == "zh" else language), 1)
    text = text.replace(HEAD, head + HEAD, 1).replace(PLACE, PLACE.replace("><", f">{said}<"), 1)
    return replace(page, body=text.replace(BODY, data + BODY, 1).encode())


def fill(page: Item, name: str, request: Request) -> Item:
    """Return the page for a request; `name`: the first part of the files' addresses."""
    asked = request.query_params
    language = lookup(asked.get("lang") or request.headers.get("accept-language", ""), LANGUAGES)
    key = asked.get("lesson", OPENING)
    key = key if lesson_of(key, language) else OPENING
    if asked.get("course") == "lecture" or asked.get("future") == "hidden":
        return filled(page, name, language, None, None)  # the page asks a question first, and the picture would be its answer
    lesson = lesson_of(key, language) or {}
    bare = "lesson" in asked.get("hide", "").split(",")
    return filled(page, name, language, None if bare else (lesson["title"], lesson["sentence"]), picture_at_once(key))
