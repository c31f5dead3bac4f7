"""The forms of answers, and their description in the API's documentation."""

from typing import Any

from fastapi import Response
from pydantic import BaseModel

from app.replies.wire import dumps

BINARY = "application/octet-stream"


class Problem(BaseModel):
    """One thing that is wrong: the field's path, a sentence, the value as ASCII of at most 100 characters, and the bound."""

    path: str
    message: str
    value: str
    bound: str


class ProblemSentence(BaseModel):
    """The message of one problem in parts, for translation: `template` with `params` filled in; `code` names it."""

    code: str
    template: str
    params: dict[str, Any]


class Problems(BaseModel):
    """What is wrong with a request; `sentences` has one entry for each of `errors`."""

    errors: list[Problem]
    sentences: list[ProblemSentence]


Responses = dict[int | str, dict[str, Any]]
REFUSED: Responses = {"4XX": {"model": Problems, "description": "What is wrong with the request"}}
BUSY: Responses = {503: {"model": Problems, "description": "Too busy: `retry-after` says when to ask again"}}


def of_kind(*kinds: str) -> Responses:
    """Return the documentation of an answer that is not JSON; its endpoint has `response_class=Response`.

    With a response class that has its own media type, FastAPI would document refusals with that type too.
    """
    return {200: {"content": {kind: {} for kind in kinds}, "description": "The file"}}


def as_json(value: Any, status: int = 200) -> Response:
    """Return a JSON response; numbers that are not finite become null."""
    return Response(dumps(value), status, media_type="application/json")
