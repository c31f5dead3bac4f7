"""The endpoints of exports: each takes a scene and returns a file that a worker process makes."""

from typing import Annotated

import fastapi
from fastapi import APIRouter, Request, Response

from app.catalog.own_folder import shelved
from app.exports import jobs
from app.exports.jobs import CSV, HTML, IMAGES, JSON, TEXT
from app.exports.options import Theme
from app.exports.queries import FigureQuery, OfflineQuery, PictureQuery, ScriptQuery
from app.lessons import LESSONS
from app.replies.committee import Wanted
from app.scene.faults import single
from app.scene.scene import Scene
from app.web.bodies import JsonRoute
from app.web.elsewhere import made, whole
from app.web.responses import BUSY, of_kind

router = APIRouter(route_class=JsonRoute)


@router.post("/api/csv", response_class=Response, responses=BUSY | of_kind(CSV), summary="Every row of a scene as CSV")
async def csv(scene: Scene, query: Annotated[Wanted, fastapi.Query()], request: Request) -> Response:
    """Return lane, step and the columns of `/api/runs`, one row per line, sent in blocks; with `committee=1` its loss at every step."""
    return await made(request, jobs.csv, scene, query.of(scene))


@router.post("/api/code", response_class=Response, responses=BUSY | of_kind(TEXT), summary="A scene as a script")
async def code(scene: Scene, query: Annotated[ScriptQuery, fastapi.Query()], request: Request) -> Response:
    """Return a script for `framework` (torch, optax, keras) that reproduces the paths; `lane=k` includes only one lane."""
    return await made(request, jobs.code, scene, query)


@router.post(
    "/api/picture", response_class=Response, summary="A scene as a picture",
    responses=BUSY | of_kind(*IMAGES.values()),
)  # fmt: skip
async def picture(scene: Scene, query: Annotated[PictureQuery, fastapi.Query()], request: Request) -> Response:
    """Return panels and charts as `format` svg, png or gif; a GIF is at most 1000 pixels wide and has `frames` frames.

    `width` is in pixels, `theme` is light or dark, `step` is that of the markers, `charts` is a comma-separated list, and `x0`, `x1`,
    `y0`, `y1` are the part of the plane. The header `ravine-missing` lists characters that our fonts lack, percent-encoded.
    With `show` map it is the map of the scene's field `map`, as svg or png; of the other options it has `width`, `theme` and a title.
    """
    return await made(request, jobs.picture, scene, query)


@router.get(
    "/api/lessons/{key}/picture", response_class=Response, responses=of_kind(IMAGES["png"]), summary="The small picture of a lesson"
)
async def lesson_picture(key: str, theme: Theme = "light") -> Response:
    """Return the paths of a lesson on its surface as PNG; `theme` is light or dark."""
    if key not in LESSONS and key not in shelved():
        raise single("no_lesson", "", key, key=ascii(key[:100]), known=", ".join(LESSONS))
    image = await whole(jobs.lesson_picture, key, theme)
    return Response(image, media_type=IMAGES["png"], headers={"cache-control": "max-age=600"})


@router.post("/api/offline", response_class=Response, responses=BUSY | of_kind(HTML), summary="A scene as one HTML file that plays offline")
async def offline(scene: Scene, query: Annotated[OfflineQuery, fastapi.Query()], request: Request) -> Response:
    """Return a page that makes no requests. `hero` is the path of the knob that can be dragged in it, from `low` to `high`; `theme`,
    `charts` and the part of the plane are as for a picture."""
    return await made(request, jobs.offline, scene, query)


@router.post(
    "/api/figure",
    response_class=Response,
    responses=BUSY | of_kind(JSON, HTML, IMAGES["svg"], IMAGES["png"]),
    summary="A scene as an interactive figure",
)
async def figure(scene: Scene, query: Annotated[FigureQuery, fastapi.Query()], request: Request) -> Response:
    """Return panels and charts as a Plotly figure: its JSON, or with `format` html a page that includes Plotly and needs no network.

    `theme`, `step`, `charts` and the part of the plane are as for a picture. With `show` map it is the map of the scene's field `map`,
    with `format` svg or png as `/api/picture` draws it.
    """
    return await made(request, jobs.figure, scene, query, "gzip" in request.headers.get("accept-encoding", ""))
