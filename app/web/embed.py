"""The page at /embed, for slides: the same page, which any site may frame; it recognizes its address."""

from fastapi import FastAPI, Request, Response

from app.web.policy import SHARED
from app.web.static_files import page_files


def mount_embed(app: FastAPI) -> None:
    """Serve index.html at /embed, with its own policy."""

    @app.get("/embed", include_in_schema=False)
    async def embed(request: Request) -> Response:
        page = page_files.page(request, "index.html")
        page.headers.update(SHARED)
        return page
