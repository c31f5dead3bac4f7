"""The HTTP endpoints."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

import fastapi
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from app import __version__
from app.catalog.catalog import catalog
from app.catalog.language_tags import lookup
from app.catalog.translations import LANGUAGES
from app.engine.threads import STEP
from app.exports import jobs
from app.replies.committee import Wanted
from app.replies.cost import drawing, is_short
from app.replies.levels import Spacing
from app.replies.lr_range import RangeTest, ranged
from app.replies.mesh import TEXTS, Mesh, Nodes
from app.replies.rows import answer
from app.scene.faults import refusal, single
from app.scene.intervals import End
from app.scene.scene import Scene
from app.scene.texts import FromTexts
from app.tuning.tune import Tune
from app.web.bodies import JsonRoute
from app.web.elsewhere import made
from app.web.network import Reach, reach
from app.web.responses import BINARY, BUSY, as_json, of_kind
from app.web.startup import begin
from app.web.warm import ready
from app.web.work import load
from surfaces import SURFACES

router = APIRouter(route_class=JsonRoute)


class Thinning(Wanted):
    """Which rows are returned, and whether with the committee."""

    every: Annotated[int, Field(ge=1, le=9_999_999, description="keep every so many rows, the first and the last always")] = 1


class Plane(FromTexts):
    """A part of the plane, by default the surface's domain, and the number of nodes; knobs are further parameters."""

    model_config = ConfigDict(extra="allow")

    x0: End | None = None
    x1: End | None = None
    y0: End | None = None
    y1: End | None = None
    nx: Nodes = 120
    ny: Nodes = 120
    relative: Annotated[Literal[0, 1], Field(description="1: above the lowest node")] = 0
    held: Annotated[Literal[0, 1], Field(description="1: the validation loss of a surface made of examples")] = 0
    spacing: Annotated[Spacing, Field(description="bands in place of f, bent so that contour levels are even")] | None = None


if TYPE_CHECKING:
    Grid = Plane
else:
    OF_SURFACES: dict[str, Any] = {name: (Annotated[str, Field(description=f"of the surface `{key}`")], "") for name, key in TEXTS.items()}
    Grid = create_model("Grid", __base__=Plane, __doc__=Plane.__doc__, **OF_SURFACES)


class Health(BaseModel):
    """Whether the first lesson can run."""

    status: Literal["starting", "ok"]
    version: str | None = None


@router.post("/api/runs", responses=BUSY, summary="Run a scene")
async def runs(scene: Scene, query: Annotated[Thinning, fastapi.Query()], request: Request) -> Response:
    """Return the rows of every lane; `every=k` keeps every k-th row, and always the first and the last.

    On a surface made of examples a lane has `held` and `train`, the validation loss and the training loss without penalty and recipe at
    every row, and `answered`, the weights that its rule `answer` gives: `x`, `y`, `row`, `stop`, `held`, `train`. Beside the lanes is
    `data`, the examples. With `committee=1` there is `committee`, the validation loss of the mean answer of the lanes `members`.
    """
    together = query.of(scene)
    if scene.is_quick():
        return await load.carry(is_short(scene, drawing(scene, None)), lambda: as_json(answer(scene, query.every, together)))
    return await made(request, jobs.rows, scene, query.every, together)


@router.post("/api/scene", summary="Check a scene")
def check(scene: Scene) -> Response:
    """Return the scene with every default filled in, without running it."""
    return as_json(scene.model_dump(mode="json"))


@router.post("/api/range-test", responses=BUSY, summary="The loss of a lane over a growing learning rate")
async def range_test(test: RangeTest, request: Request) -> Response:
    """Return the curve, its marks with the result of training at each, and a suggested rate or why there is none."""
    if test.is_short():
        return as_json(ranged(test))
    return await made(request, jobs.range_test, test)


@router.post("/api/tune", responses=BUSY, summary="The best knobs of lanes, all found with the same budget")
async def tune(asked: Tune, request: Request) -> Response:
    """Return for every lane the best knobs, what they promise, how they do from other starts, and all settings that were tried."""
    return await made(request, jobs.tune, asked)


@router.get("/api/catalog", summary="Every unit and lesson")
def units(request: Request, lang: str = "") -> Response:
    """Return surfaces, optimizers, schedules and lessons by key, with their texts in the requested language.

    The language comes from `lang`, or else from Accept-Language: tags such as zh-CN or th_TH, separated by commas. If none of them
    is available, the texts are English.
    """
    language = lookup(lang or request.headers.get("accept-language", ""), LANGUAGES)
    answer = as_json(catalog(language))
    answer.headers.update({"content-language": language, "vary": "accept-language"})
    return answer


@router.get("/api/surfaces/{key}/mesh", response_class=Response, responses=of_kind(BINARY), summary="A surface on a grid")
async def surface_mesh(key: str, grid: Annotated[Grid, fastapi.Query()]) -> Response:
    """Return f on a grid as a binary frame, float32, row-major, y upward; knobs are query parameters with their names."""
    if key not in SURFACES:
        raise single("no_surface", "surface.key", key, key=ascii(key[:100]), known=", ".join(SURFACES))
    given = grid.model_dump(exclude_unset=True)  # shared: a class that opens a lesson requests the same mesh many times
    try:
        frame = await load.share(("mesh", key, repr(given)), lambda: Mesh.of(key, given).frame(), STEP)
    except ValidationError as error:
        raise refusal(error) from None
    return Response(frame, media_type=BINARY)


@router.post("/api/mesh", response_class=Response, responses=of_kind(BINARY), summary="A surface with examples of one's own on a grid")
async def own_mesh(mesh: Mesh) -> Response:
    """Return the same frame for a surface whose settings are too long for an address, such as examples of one's own."""
    return Response(await load.share(("mesh", repr(mesh)), mesh.frame, STEP), media_type=BINARY)


@router.get("/api/address", summary="The server's address in its network")
def address(request: Request, response: Response) -> Reach:
    """Return the address under which other machines of the network reach the server, only to who opens it as localhost, without a proxy."""
    response.headers["cache-control"] = "no-store"  # a laptop changes its network
    return reach(request)


@router.get("/healthz", response_model=Health, responses={503: {"model": Health, "description": "Not yet"}}, summary="Is the server ready?")
def healthz() -> Response:
    """Return 503 until the first lesson can run, then 200."""
    begin()
    return as_json({"status": "ok", "version": __version__}) if ready.is_set() else as_json({"status": "starting"}, 503)
