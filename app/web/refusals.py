"""The answers to bad requests, all of one form."""

from typing import cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from app.scene.faults import SHOWN, Refused, fault, single
from app.web.responses import as_json

GONE = 499
"""The status for a client that has left and will not read the answer, as in nginx."""


async def refused(_: Request, error: Exception) -> Response:
    """Answer bad input."""
    assert isinstance(error, Refused)
    response = as_json(error.answer(), error.status)
    if error.status == 503:
        response.headers["retry-after"] = "1"
    return response


def placed(error: ErrorDetails) -> ErrorDetails:
    """Return one of FastAPI's errors with its location in the query or in the scene, without that of the scene in the body."""
    _, *loc = error["loc"]
    if not loc and error["type"] == "missing":
        return {**error, "loc": (), "type": "model_type"}  # the body has been read, so it is null
    return {**error, "loc": tuple(loc[1:] if len(loc) > 1 and loc[0] == "scene" else loc)}


async def invalid(request: Request, error: Exception) -> Response:
    """Answer a query or a body that does not fit its model."""
    assert isinstance(error, RequestValidationError)
    details = cast(list[ErrorDetails], error.errors()[:SHOWN])
    return await refused(request, Refused([fault(placed(detail)) for detail in details]))


async def not_served(request: Request, error: Exception) -> Response:
    """Answer an unknown address or method."""
    assert isinstance(error, HTTPException)
    response = await refused(request, single("not_served", "", request.url.path, status=error.status_code, says=str(error.detail)))
    response.headers.update(error.headers or {})
    return response


async def gone(_: Request, __: Exception) -> Response:
    """Answer a client that left while sending the body; this is no server error, so nothing is logged."""
    return Response(status_code=GONE)


def add_handlers(app: FastAPI) -> None:
    """Register these handlers with an application."""
    app.add_exception_handler(Refused, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, not_served)
    app.add_exception_handler(ClientDisconnect, gone)
