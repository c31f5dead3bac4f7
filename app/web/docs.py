"""The interactive documentation of the API, which works without internet: Swagger UI from our own files."""

from fastapi import FastAPI, Request, Response

from app.web.static_files import page_files


def mount_docs(app: FastAPI) -> None:
    """Serve docs.html at /docs; the application is created with `docs_url=None, redoc_url=None`."""

    @app.get("/docs", include_in_schema=False)
    async def docs(request: Request) -> Response:
        return page_files.page(request, "docs.html")
