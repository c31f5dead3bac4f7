"""The interactive documentation of the API, which works without internet: Swagger UI from our own files."""

from fastapi import FastAPI, Request, Response

from app.shelf import shelf

POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
"""Swagger UI sets style attributes and draws its icons from data: addresses; scripts come from this server alone."""


def mount_docs(app: FastAPI) -> None:
    """Serve docs.html at /docs; the app itself is made with `docs_url=None, redoc_url=None`."""

    @app.get("/docs", include_in_schema=False)
    async def docs(request: Request) -> Response:
        page = shelf.page(request, "docs.html")
        page.headers["content-security-policy"] = POLICY
        return page
