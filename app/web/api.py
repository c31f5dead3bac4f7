"""The HTTP endpoints."""

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError

from app import __version__
from app.answers.lr_range import range_test_of, ranged
from app.answers.mesh import Mesh
from app.answers.rows import answer
from app.answers.wire import dumps
from app.catalog.catalog import catalog
from app.catalog.language_tags import lookup
from app.catalog.translations import LANGUAGES
from app.scene.faults import refusal, single
from app.scene.json_text import read
from app.scene.scene import Scene
from app.settings import settings
from app.web.startup import begin
from app.web.warm import ready
from app.web.work import load
from surfaces import SURFACES

router = APIRouter()


def body_of(model: str) -> dict[str, Any]:
    """Return how the documentation describes a body."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}}}}}


SCENE_BODY, TEST_BODY = body_of("Scene"), body_of("RangeTest")


def as_json(value: Any, status: int = 200) -> Response:
    """Return a JSON response; what is not finite is null."""
    return Response(dumps(value), status, media_type="application/json")


async def body(request: Request) -> bytes:
    """Return the request's body, refused when it is not said to be JSON (415) or too large (413)."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise single("", "the body must be application/json", kind, "application/json", 415)
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > settings.max_body:
            raise single("", "the body is too large", len(received), f"<= {settings.max_body} bytes", 413)
    return bytes(received)


async def scene_of(request: Request) -> Scene:
    """Return the scene that a request's body holds."""
    try:
        return Scene.model_validate(read(await body(request)))
    except ValidationError as error:
        raise refusal(error) from None


@router.post("/api/runs", openapi_extra=SCENE_BODY, summary="Run a scene")
async def runs(request: Request) -> Response:
    """Return the rows of every lane; `every=k` keeps every k-th, the first and the last always."""
    every = request.query_params.get("every", "1")
    if not (every.isascii() and every.isdigit() and len(every) <= 7 and int(every) >= 1):
        raise single("every", "every must be a whole number of at least 1", every, ">= 1")
    scene = await scene_of(request)
    return await load.carry(scene.is_short(), lambda: as_json(answer(scene, int(every))))


@router.post("/api/range-test", openapi_extra=TEST_BODY, summary="The loss of a lane over a growing learning rate")
async def range_test(request: Request) -> Response:
    """Return the curve, its marks with what training does there, and a rate to take or why there is none."""
    asked = range_test_of(read(await body(request)))
    return await load.carry(asked.is_short(), lambda: as_json(ranged(asked)))


@router.get("/api/catalog", summary="Every unit and lesson")
def units(request: Request, lang: str = "") -> Response:
    """Return surfaces, optimizers, schedules and lessons by key; their words in the language that `lang`, or else Accept-Language,
    asks for: tags such as zh-CN or th_TH, several with commas between. In English where there is none of them.
    """
    language = lookup(lang or request.headers.get("accept-language", ""), LANGUAGES)
    answer = as_json(catalog(language))
    answer.headers.update({"content-language": language, "vary": "accept-language"})
    return answer


@router.get("/api/surfaces/{key}/mesh", summary="A surface on a grid")
def surface_mesh(key: str, request: Request) -> Response:
    """Return f on a grid as a binary frame, float32, row-major, y upward; knobs are query parameters by their names."""
    if key not in SURFACES and key != "formula":
        raise single("surface.key", f"there is no surface {key[:100]!a}", key, f"one of {', '.join(SURFACES)}", 404)
    try:
        mesh = Mesh.of(key, request.query_params)
    except ValidationError as error:
        raise refusal(error) from None
    return Response(mesh.frame(), media_type="application/octet-stream")


@router.get("/healthz", summary="Is the server ready?")
def healthz() -> Response:
    """Return 503 until the first lesson can run, then 200."""
    begin()
    return as_json({"status": "ok", "version": __version__}) if ready.is_set() else as_json({"status": "starting"}, 503)
