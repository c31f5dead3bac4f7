"""The page for slides: the same page, which sees by its address that it is framed; any site may frame it."""

from fastapi import FastAPI
from fastapi.responses import FileResponse

from app.policy import FRAMED
from app.settings import static_dir


def mount_embed(app: FastAPI) -> None:
    """Serve index.html at /embed, with a policy of its own."""

    @app.get("/embed", include_in_schema=False)
    async def embed() -> FileResponse:
        return FileResponse(static_dir() / "index.html", headers={"content-security-policy": FRAMED})
