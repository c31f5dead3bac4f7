"""The endpoint of lessons that people write themselves: the page sends what a link or a file holds, and shows what is answered."""

from typing import Annotated, Any

import fastapi
from fastapi import APIRouter, Request, Response

from app.catalog.own import MOST
from app.exports import jobs
from app.web.bodies import JsonRequest, JsonRoute
from app.web.elsewhere import made
from app.web.responses import BUSY


class LessonsRequest(JsonRequest):
    """A request whose body may hold as many scenes as there may be lessons."""

    scenes = MOST


class LessonsRoute(JsonRoute):
    """A route of such requests."""

    request = LessonsRequest


router = APIRouter(route_class=LessonsRoute)


@router.post("/api/lessons", responses=BUSY, summary="Lessons of one's own, checked and completed")
async def lessons(said: Annotated[Any, fastapi.Body()], request: Request) -> Response:
    """Return `title` and `lessons`, in the form of the catalog. The body is one lesson (`title`, `sentence`, `scene`, `question` ...), or
    several as `{"title": .., "lessons": [..]}`; what is wrong with it is said with field, value and bound."""
    return await made(request, jobs.lessons, said)
