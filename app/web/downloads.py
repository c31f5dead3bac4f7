"""The endpoints of what can be taken away: a scene goes in, a file comes out."""

from collections.abc import Iterable
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from app.answers.mesh import number
from app.exports.drawing.animation import FRAMES, MOST_FRAMES, WIDEST, gif
from app.exports.drawing.image import png, svg
from app.exports.drawing.labels import unwritten
from app.exports.drawing.looks import THEMES
from app.exports.drawing.svg import standing_alone
from app.exports.drawing.thumbnail import thumbnail
from app.exports.offline.page import page
from app.exports.offline.sweep import FIRST, sweep
from app.exports.options import Wish
from app.exports.scripts.code import FRAMEWORKS, script
from app.exports.table import csv_blocks
from app.lessons import LESSONS
from app.scene.faults import single
from app.scene.scene import Scene
from app.web.api import SCENE_BODY, scene_of
from app.web.work import load

router = APIRouter()
LARGEST = 1e300
"""The size of the ends of a sweep, at most: the difference of two still is a number."""

IMAGES = {"svg": "image/svg+xml", "png": "image/png", "gif": "image/gif"}


def named(file: str) -> dict[str, str]:
    """Return the header that has a browser save the answer under a name."""
    return {"content-disposition": f'attachment; filename="{file}"'}


def shown(file: str, scene: Scene) -> dict[str, str]:
    """Return the headers of a file that shows words: its name, and the characters that our typeface lacks, percent-encoded."""
    lost = unwritten(scene)
    return named(file) | ({"ravine-missing": quote(lost, safe="")} if lost else {})


def one_of(request: Request, name: str, choices: Iterable[str]) -> str:
    """Return what a query parameter chooses; the first choice where it is not said."""
    known = list(choices)
    said = request.query_params.get(name, known[0])
    if said not in known:
        raise single(name, f"there is no {name} of this name", said, f"one of {', '.join(known)}")
    return said


def whole(request: Request, name: str, low: int, high: int) -> int | None:
    """Return a whole number between bounds from the query, or None where it is not said."""
    said = request.query_params.get(name)
    if said is None:
        return None
    if not (said.isascii() and said.isdigit() and len(said) <= 7 and low <= int(said) <= high):
        raise single(name, f"{name} must be a whole number from {low} to {high}", said, f"{low} ... {high}")
    return int(said)


def lane_of(request: Request, scene: Scene) -> int | None:
    """Return the lane that the query names, or None for all."""
    return whole(request, "lane", 0, len(scene.lanes) - 1)


@router.post("/api/csv", openapi_extra=SCENE_BODY, summary="Every row of a scene as CSV")
async def csv(request: Request) -> Response:
    """Return lane, step and the values of `/api/runs`, one row per line, sent block by block."""
    scene = await scene_of(request)
    runs = await load.carry(scene.is_short(), scene.run)
    return StreamingResponse(csv_blocks(runs), media_type="text/csv; charset=utf-8", headers=named("ravine.csv"))


@router.post("/api/code", openapi_extra=SCENE_BODY, summary="A scene as a script")
async def code(request: Request) -> Response:
    """Return a script for `framework` (torch, optax, keras) that walks the same paths; `lane=k` takes one lane alone."""
    framework = one_of(request, "framework", FRAMEWORKS)
    scene = await scene_of(request)
    return Response(script(scene, framework, lane_of(request, scene)), media_type="text/plain; charset=utf-8")


@router.post("/api/picture", openapi_extra=SCENE_BODY, summary="A scene as a picture")
async def picture(request: Request) -> Response:
    """Return panels and charts as `format` svg, png or gif (at most 1000 pixels wide, in so many `frames`).

    `width` is in pixels, `theme` light or dark, `step` the marker's, `charts` a list with commas; `x0`, `x1`, `y0`, `y1` the part
    of the plane. Characters of labels that no font of ours has are named in the header `ravine-missing`, percent-encoded.
    """
    kind = one_of(request, "format", IMAGES)
    frames = whole(request, "frames", 2, MOST_FRAMES) or FRAMES
    wish, scene = Wish.of(request.query_params), await scene_of(request)

    def work() -> bytes:
        if kind == "gif":
            return gif(wish.picture(scene), min(wish.width, WIDEST), frames)
        drawn = svg(wish.picture(scene), wish.width)
        return standing_alone(drawn).encode() if kind == "svg" else png(drawn, wish.width)

    media = IMAGES[kind]
    return Response(await load.carry(False, work), media_type=media, headers=shown(f"ravine.{kind}", scene))


@router.get("/api/lessons/{key}/picture", summary="The small picture of a lesson")
async def lesson_picture(key: str, request: Request) -> Response:
    """Return the paths of a lesson on its surface as PNG; `theme` is light or dark."""
    if key not in LESSONS:
        raise single("", f"there is no lesson {key[:100]!a}", key, f"one of {', '.join(LESSONS)}", 404)
    theme = one_of(request, "theme", THEMES)
    made = await load.share(("lesson", key, theme), lambda: thumbnail(key, theme))
    return Response(made, media_type="image/png", headers={"cache-control": "max-age=600"})


def real(request: Request, name: str) -> float | None:
    """Return a number from the query, or None where it is not said."""
    said = request.query_params.get(name)
    value = None if said is None else number(said)
    if isinstance(value, str) or (value is not None and not abs(value) <= LARGEST):
        raise single(name, f"{name} must be a number of at most {LARGEST:g}, with a sign or without", said, f"-{LARGEST:g} ... {LARGEST:g}")
    return None if value is None else float(value)


@router.post("/api/offline", openapi_extra=SCENE_BODY, summary="A scene as one HTML file that plays offline")
async def offline(request: Request) -> Response:
    """Return a page without any request of its own. `hero` is the path of the knob that can be dragged in it, from `low` to
    `high`; `theme`, `charts` and the part of the plane as for a picture."""
    wish, scene = Wish.of(request.query_params), await scene_of(request)
    swept = sweep(scene, request.query_params.get("hero", FIRST), real(request, "low"), real(request, "high"))
    made = await load.carry(False, lambda: page(scene, swept, wish))
    return Response(made, media_type="text/html; charset=utf-8", headers=shown("ravine.html", scene))
