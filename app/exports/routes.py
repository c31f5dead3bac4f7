"""The endpoints of what can be taken away: a scene goes in, a file comes out."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from app.exports.table import csv_blocks
from app.load import load
from app.routes import SCENE_BODY, scene_of

router = APIRouter()


def named(file: str) -> dict[str, str]:
    """Return the header that has a browser save the answer under a name."""
    return {"content-disposition": f'attachment; filename="{file}"'}


@router.post("/api/csv", openapi_extra=SCENE_BODY, summary="Every row of a scene as CSV")
async def csv(request: Request) -> Response:
    """Return lane, step and the values of `/api/runs`, one row per line, sent block by block."""
    scene = await scene_of(request)
    runs = await load.carry(scene.steps * len(scene.lanes), scene.run)
    return StreamingResponse(csv_blocks(runs), media_type="text/csv; charset=utf-8", headers=named("ravine.csv"))
