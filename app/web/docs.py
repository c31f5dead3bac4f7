"""The API's description, and its interactive documentation, which works without internet: Swagger UI from our own files."""

from functools import cache

from fastapi import FastAPI, Request, Response

from app.replies.wire import dumps
from app.web.static_files import page_files


def mount_docs(app: FastAPI) -> None:
    """Serve both; the application is created with `openapi_url=None, docs_url=None, redoc_url=None`."""

    @cache
    def description() -> bytes:
        return dumps(app.openapi())

    @app.get("/openapi.json", include_in_schema=False)
    def openapi() -> Response:  # in a thread, because it takes half a second the first time
        return Response(description(), media_type="application/json")

    @app.get("/docs", include_in_schema=False)
    async def docs(request: Request) -> Response:
        return page_files.page(request, "docs.html")
