"""The interactive documentation of the API, which works without internet: Swagger UI from our own files."""

from fastapi import FastAPI
from fastapi.responses import FileResponse

from app.settings import static_dir


def mount_docs(app: FastAPI) -> None:
    """Serve docs.html at /docs; the app itself is made with `docs_url=None, redoc_url=None` and serves `static` at /."""

    @app.get("/docs", include_in_schema=False)
    async def docs() -> FileResponse:
        return FileResponse(static_dir() / "docs.html")
