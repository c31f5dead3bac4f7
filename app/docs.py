"""The interactive documentation of the API, which works without internet: Swagger UI from our own files."""

from fastapi import FastAPI
from fastapi.responses import FileResponse

from app.settings import static_dir

POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
"""Swagger UI sets style attributes and draws its icons from data: addresses; scripts come from this server alone."""


def mount_docs(app: FastAPI) -> None:
    """Serve docs.html at /docs; the app itself is made with `docs_url=None, redoc_url=None` and serves `static` at /."""

    @app.get("/docs", include_in_schema=False)
    async def docs() -> FileResponse:
        return FileResponse(static_dir() / "docs.html", headers={"content-security-policy": POLICY})
