"""Answers that hold the interpreter for long: each function yields the head of an answer, then its bytes. Worker processes run them."""

import gzip
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from app.catalog.own import own_lessons
from app.exports.drawing.animation import WIDEST, gif
from app.exports.drawing.image import png, svg
from app.exports.drawing.labels import unwritten
from app.exports.drawing.svg import standing_alone
from app.exports.drawing.thumbnail import thumbnail
from app.exports.files import alone
from app.exports.map_jobs import drawn as drawn_map
from app.exports.map_jobs import mapped
from app.exports.offline.page import page
from app.exports.offline.sweep import preferred
from app.exports.queries import FigureQuery, OfflineQuery, PictureQuery, ScriptQuery
from app.exports.scripts.code import script
from app.exports.table import csv_blocks
from app.replies.lr_range import RangeTest, ranged
from app.replies.rows import answer
from app.replies.wire import dumps
from app.scene.scene import Scene
from app.tuning.tune import Tune, tuned

IMAGES = {"svg": "image/svg+xml", "png": "image/png", "gif": "image/gif"}
JSON = "application/json"
CSV, HTML, TEXT = (f"text/{kind}; charset=utf-8" for kind in ("csv", "html", "plain"))
PIECE = 1 << 18
"""Bytes that are sent at once."""


class Head(NamedTuple):
    """The media type of an answer, and its headers."""

    media: str
    headers: dict[str, str]


Pieces = Iterator[Head | bytes]


def pieces(media: str, made: bytes, headers: dict[str, str] | None = None) -> Pieces:
    """Yield a whole answer in pieces."""
    yield Head(media, headers or {})
    for at in range(0, len(made), PIECE):
        yield made[at : at + PIECE]


def named(file: str) -> dict[str, str]:
    """Return the header that makes a browser save the answer under a name."""
    return {"content-disposition": f'attachment; filename="{file}"'}


def shown(file: str, scene: Scene, beside: str) -> dict[str, str]:
    """Return the headers of a file with text: its name, and the characters that our typeface lacks, percent-encoded.

    `beside`: its texts that are not of the scene.
    """
    lost = unwritten(scene, beside)
    return named(file) | ({"ravine-missing": quote(lost, safe="")} if lost else {})


def rows(scene: Scene, every: int, together: bool = False) -> Pieces:
    """Yield the answer of `/api/runs`."""
    yield from pieces(JSON, dumps(answer(scene, every, together)))


def range_test(asked: RangeTest) -> Pieces:
    """Yield the answer of `/api/range-test`."""
    yield from pieces(JSON, dumps(ranged(asked)))


def tune(asked: Tune) -> Pieces:
    """Yield the answer of `/api/tune`."""
    yield from pieces(JSON, dumps(tuned(asked)))


def csv(scene: Scene, together: bool = False) -> Pieces:
    """Yield a scene as CSV, block by block."""
    runs = scene.run()
    yield Head(CSV, named("ravine.csv"))
    yield from csv_blocks(scene, runs, together)


def code(scene: Scene, query: ScriptQuery) -> Pieces:
    """Yield a scene as a script."""
    alone(scene, query.lane)  # checks the number
    yield from pieces(TEXT, script(scene, query.framework, query.lane).encode())


def picture(scene: Scene, query: PictureQuery) -> Pieces:
    """Yield a scene as SVG, PNG or GIF."""
    if query.show == "map":
        made = drawn_map(scene, query.format, query.width, query.theme, query.title)
    elif query.format == "gif":
        made = gif(query.picture(scene), min(query.width, WIDEST), query.frames)
    else:
        text = svg(query.picture(scene), query.width)
        made = standing_alone(text).encode() if query.format == "svg" else png(text, query.width)
    yield from pieces(IMAGES[query.format], made, shown(f"ravine.{query.format}", scene, query.title))


def lessons(said: Any) -> Pieces:
    """Yield lessons of one's own, checked."""
    yield from pieces(JSON, dumps(own_lessons(said).as_json()))


def lesson_picture(key: str, theme: str) -> Pieces:
    """Yield the small picture of a lesson."""
    yield from pieces(IMAGES["png"], thumbnail(key, theme))


def offline(scene: Scene, query: OfflineQuery) -> Pieces:
    """Yield a scene as a page that needs no server."""
    swept = preferred(scene, query.prefer, query.hero, query.low, query.high)
    yield from pieces(HTML, page(scene, swept, query, query.sentence), shown("ravine.html", scene, query.title + query.sentence))


def figure(scene: Scene, query: FigureQuery, packed: bool) -> Pieces:
    """Yield a scene as a Plotly figure, compressed if `packed`: 6 MB take 0.3 s, which the server's own process spares itself."""
    from app.exports.plotly_figure import as_json, as_page  # noqa: PLC0415  (importing Plotly takes a third of a second)
    from app.exports.plotly_map import map_json, map_page  # noqa: PLC0415

    if query.format in ("svg", "png"):
        image = drawn_map(scene, query.format, query.width, query.theme, query.title)
        yield from pieces(IMAGES[query.format], image, shown(f"ravine.{query.format}", scene, query.title))
        return
    html = query.format == "html"
    if query.show == "map":
        made = (map_page if html else map_json)(mapped(scene), query.theme)
    else:
        made = (as_page if html else as_json)(query.picture(scene))
    headers = (named("ravine.plotly.html") if html else {}) | ({"content-encoding": "gzip"} if packed else {})
    yield from pieces(HTML if html else JSON, gzip.compress(made, 5) if packed else made, {"vary": "accept-encoding", **headers})
