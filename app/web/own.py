"""The endpoint of lessons that people write themselves: the page sends what a link or a file holds, and shows what is answered."""

import json
from typing import Annotated, Any

import fastapi
from fastapi import APIRouter, Request, Response

from app.catalog.own import MOST, own_lessons
from app.engine.threads import STEP
from app.exports import jobs
from app.web.bodies import JsonRequest, JsonRoute
from app.web.elsewhere import made
from app.web.responses import BUSY, as_json
from app.web.work import load


class LessonsRequest(JsonRequest):
    """A request whose body may hold as many scenes as there may be lessons."""

    scenes = MOST


class LessonsRoute(JsonRoute):
    """A route of such requests."""

    request = LessonsRequest


router = APIRouter(route_class=LessonsRoute)
MOST_FORMULAS = 2
"""Formulas that are read in a thread, 0.3 s each; more are work for a process. A list without any takes 10 ms, a new process seconds."""


def formulas(said: Any) -> int:
    """Return how many surfaces of a list, or of anything, say a formula."""
    text = json.dumps(said)
    return text.count('"formula":')


@router.post("/api/lessons", responses=BUSY, summary="Lessons of one's own, checked and completed")
async def lessons(said: Annotated[Any, fastapi.Body()], request: Request) -> Response:
    """Return `title` and `lessons`, in the form of the catalog. The body is one lesson (`title`, `sentence`, `scene`, `question` ...), or
    several as `{"title": .., "lessons": [..]}`; what is wrong with it is said with field, value and bound."""
    if formulas(said) > MOST_FORMULAS:
        return await made(request, jobs.lessons, said)
    return as_json(await load.carry(False, lambda: own_lessons(said).as_json(), STEP))
