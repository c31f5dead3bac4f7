"""The small pictures of the gallery: one for every lesson, each of its own."""

import asyncio
import io
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from httpx2 import ASGITransport, AsyncClient
from PIL import Image

from app.lessons import LESSONS
from app.main import app
from app.web.processes import processes
from tests.loops import ended

CLIENT = TestClient(app)


def picture(key: str, theme: str = "light") -> Image.Image:
    answer = CLIENT.get(f"/api/lessons/{key}/picture?theme={theme}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


@pytest.mark.parametrize("key", LESSONS)
def test_a_lesson_has_its_picture(key: str) -> None:
    """512 pixels wide, with its first lane's blue or another colour of a path on it."""
    image = picture(key)
    assert image.size == (512, 304)
    colors = {color for _, color in image.getcolors(512 * 304) or ()}  # NumPy's unique sorts rows for longer than a picture takes
    assert colors & {(0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (230, 159, 0)}


def test_pictures_differ_between_lessons_and_themes() -> None:
    assert picture("saddle").tobytes() != picture("momentum").tobytes()
    light, dark = (np.asarray(picture("saddle", theme)).mean() for theme in ("light", "dark"))
    assert light > 2 * dark


def test_a_class_that_opens_the_gallery_is_not_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many ask for the same few pictures at once, while the server has as much to do as it takes: each is made once."""
    monkeypatch.setattr(processes.shares, "_most_waiting", 0)
    monkeypatch.setattr("app.web.elsewhere._made", {})
    made: list[str] = []
    real = processes.each

    def noted(client: str | None, job: Any, *given: Any) -> Any:
        made.append(given[0])
        return real(client, job, *given)

    monkeypatch.setattr(processes, "each", noted)

    async def all_of_them() -> list[int]:
        async with AsyncClient(transport=ASGITransport(app), base_url="http://class") as client:
            keys = ["saddle", "momentum"] * 40
            return [answer.status_code for answer in await asyncio.gather(*(client.get(f"/api/lessons/{key}/picture") for key in keys))]

    assert set(ended(all_of_them())) == {200}
    assert sorted(made) == ["momentum", "saddle"]


def test_an_unknown_lesson_or_theme_is_refused() -> None:
    missing = CLIENT.get("/api/lessons/nothing/picture")
    assert missing.status_code == 404
    assert missing.json()["errors"][0]["message"] == "there is no lesson 'nothing'"
    assert CLIENT.get("/api/lessons/saddle/picture?theme=pink").status_code == 422
