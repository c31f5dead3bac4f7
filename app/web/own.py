"""What people bring themselves, lessons and examples: the page sends what a link or a file holds, and shows what is answered."""

import json
from typing import Annotated, Any

import fastapi
from fastapi import APIRouter, Request, Response

from app.catalog.own import MOST, own_lessons
from app.engine.threads import STEP
from app.exports import jobs
from app.replies.facts import surface_facts
from app.scene.own_examples import Pasted
from app.scene.unreadable import shown
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


class ExamplesRequest(JsonRequest):
    """A request whose body may hold far more numbers than are taken, so that they are refused with their number of rows."""

    scenes = 20


class ExamplesRoute(JsonRoute):
    """A route of such requests."""

    request = ExamplesRequest


router, examples = APIRouter(route_class=LessonsRoute), APIRouter(route_class=ExamplesRoute)
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


@examples.post("/api/data", summary="Examples of one's own, read from text")
async def data(said: Pasted) -> Response:
    """Return the surface with its examples, how many are for training and for validation, and the condition number.

    `text` has two columns, a and t, or three, a, b and t: at most 500 rows, separated by commas, semicolons, tabs or spaces. Every
    fourth row is for validation. Targets of classes are 0 and 1, or two words: `classes` says which words are class 0 and class 1, in
    the order of the alphabet, else it is null. What is wrong is said with its line. `standardise` gives the inputs mean 0 and deviation
    1; without a text, those of the examples that the surface has.
    """
    return as_json(await load.carry(False, lambda: brought(said), STEP))


def brought(said: Pasted) -> dict[str, Any]:
    """Return the answer about examples."""
    surface, names = said.chosen()
    facts, made = surface_facts(surface.landscape())["data"], surface.model_dump(mode="json")
    counts = {"rows": len(made["examples"]), "held_rows": len(made["held"])}
    return {"surface": made, **counts, "condition": facts["condition"], "classes": [*map(shown, names)] or None}
