"""The endpoints of exports: each takes a scene and returns a file."""

import gzip
from typing import Annotated, Literal
from urllib.parse import quote

import fastapi
from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field

from app.exports.drawing.animation import FRAMES, MOST_FRAMES, WIDEST, gif
from app.exports.drawing.image import png, svg
from app.exports.drawing.labels import unwritten
from app.exports.drawing.svg import standing_alone
from app.exports.drawing.thumbnail import thumbnail
from app.exports.files import alone
from app.exports.offline.page import page
from app.exports.offline.sweep import FIRST, sweep
from app.exports.options import PictureOptionsFromTexts, Theme
from app.exports.scripts.code import Framework, script
from app.exports.table import csv_blocks
from app.lessons import LESSONS
from app.scene.faults import single
from app.scene.scene import Scene
from app.scene.texts import FromTexts
from app.web.bodies import JsonRoute
from app.web.responses import BUSY, of_kind
from app.web.work import load

router = APIRouter(route_class=JsonRoute)
PNG = "image/png"
IMAGES = {"svg": "image/svg+xml", "png": PNG, "gif": "image/gif"}
CSV, HTML, TEXT = (f"text/{kind}; charset=utf-8" for kind in ("csv", "html", "plain"))


class ScriptQuery(FromTexts):
    """Options of a script."""

    framework: Framework = "torch"
    lane: Annotated[int, Field(ge=0, description="one lane alone, counted from 0")] | None = None


class PictureQuery(PictureOptionsFromTexts):
    """Options of a picture, with its format."""

    format: Literal["svg", "png", "gif"] = "svg"
    frames: Annotated[int, Field(ge=2, le=MOST_FRAMES, description="of a GIF")] = FRAMES


class FigureQuery(PictureOptionsFromTexts):
    """Options of a figure, with its format: JSON, or a page that shows it."""

    format: Literal["json", "html"] = "json"


class OfflineQuery(PictureOptionsFromTexts):
    """Options of an offline page, with the knob that can be dragged in it."""

    hero: Annotated[str, Field(description="path of the knob")] = FIRST
    low: float | None = None
    high: float | None = None


def named(file: str) -> dict[str, str]:
    """Return the header that makes a browser save the answer under a name."""
    return {"content-disposition": f'attachment; filename="{file}"'}


def shown(file: str, scene: Scene) -> dict[str, str]:
    """Return the headers of a file with text: its name, and the characters that our typeface lacks, percent-encoded."""
    missing = unwritten(scene)
    return named(file) | ({"ravine-missing": quote(missing, safe="")} if missing else {})


@router.post("/api/csv", response_class=Response, responses=BUSY | of_kind(CSV), summary="Every row of a scene as CSV")
async def csv(scene: Scene) -> Response:
    """Return lane, step and the columns of `/api/runs`, one row per line, sent in blocks."""
    runs = await load.carry(scene.is_short(), scene.run)
    return StreamingResponse(load.onward(lambda: csv_blocks(scene, runs)), media_type=CSV, headers=named("ravine.csv"))


@router.post("/api/code", response_class=Response, responses=of_kind(TEXT), summary="A scene as a script")
async def code(scene: Scene, query: Annotated[ScriptQuery, fastapi.Query()]) -> Response:
    """Return a script for `framework` (torch, optax, keras) that reproduces the paths; `lane=k` includes only one lane."""
    alone(scene, query.lane)  # checks the number
    return Response(script(scene, query.framework, query.lane), media_type=TEXT)


@router.post(
    "/api/picture", response_class=Response, summary="A scene as a picture",
    responses=BUSY | of_kind(*IMAGES.values()),
)  # fmt: skip
async def picture(scene: Scene, query: Annotated[PictureQuery, fastapi.Query()]) -> Response:
    """Return panels and charts as `format` svg, png or gif; a GIF is at most 1000 pixels wide and has `frames` frames.

    `width` is in pixels, `theme` is light or dark, `step` is that of the markers, `charts` is a comma-separated list, and `x0`, `x1`,
    `y0`, `y1` are the part of the plane. The header `ravine-missing` lists characters of labels that our fonts lack, percent-encoded.
    """

    def work() -> bytes:
        if query.format == "gif":
            return gif(query.picture(scene), min(query.width, WIDEST), query.frames)
        drawn = svg(query.picture(scene), query.width)
        return standing_alone(drawn).encode() if query.format == "svg" else png(drawn, query.width)

    media, headers = IMAGES[query.format], shown(f"ravine.{query.format}", scene)
    return Response(await load.carry(False, work), media_type=media, headers=headers)


@router.get("/api/lessons/{key}/picture", response_class=Response, responses=of_kind(PNG), summary="The small picture of a lesson")
async def lesson_picture(key: str, theme: Theme = "light") -> Response:
    """Return the paths of a lesson on its surface as PNG; `theme` is light or dark."""
    if key not in LESSONS:
        raise single("no_lesson", "", key, key=ascii(key[:100]), known=", ".join(LESSONS))
    made = await load.share(("lesson", key, theme), lambda: thumbnail(key, theme))
    return Response(made, media_type=PNG, headers={"cache-control": "max-age=600"})


@router.post("/api/offline", response_class=Response, responses=BUSY | of_kind(HTML), summary="A scene as one HTML file that plays offline")
async def offline(scene: Scene, query: Annotated[OfflineQuery, fastapi.Query()]) -> Response:
    """Return a page that makes no requests. `hero` is the path of the knob that can be dragged in it, from `low` to `high`; `theme`,
    `charts` and the part of the plane are as for a picture."""
    swept = sweep(scene, query.hero, query.low, query.high)
    made = await load.carry(False, lambda: page(scene, swept, query))
    return Response(made, media_type=HTML, headers=shown("ravine.html", scene))


@router.post(
    "/api/figure", response_class=Response, responses=BUSY | of_kind("application/json", HTML), summary="A scene as an interactive figure"
)
async def figure(scene: Scene, query: Annotated[FigureQuery, fastapi.Query()], request: Request) -> Response:
    """Return panels and charts as a Plotly figure: its JSON, or with `format` html a page that includes Plotly and needs no network.

    `theme`, `step`, `charts` and the part of the plane are as for a picture.
    """
    html, packed = query.format == "html", "gzip" in request.headers.get("accept-encoding", "")

    def work() -> bytes:
        from app.exports.plotly_figure import as_json, as_page  # noqa: PLC0415  (importing Plotly takes a fifth of the server's start)

        made = (as_page if html else as_json)(query.picture(scene))
        return gzip.compress(made, 5) if packed else made  # in this thread: the middleware would block all other requests

    headers = (named("ravine.plotly.html") if html else {}) | ({"content-encoding": "gzip"} if packed else {})
    made = await load.carry(False, work)
    return Response(made, media_type=HTML if html else "application/json", headers={"vary": "accept-encoding", **headers})
