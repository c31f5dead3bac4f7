"""The small pictures of the gallery: one for every lesson, each of its own."""

import io

import numpy as np
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from app.lessons import LESSONS
from app.main import app

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
    colors = {tuple(color) for color in np.unique(np.asarray(image).reshape(-1, 3), axis=0).tolist()}
    assert colors & {(0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (230, 159, 0)}


def test_pictures_differ_between_lessons_and_themes() -> None:
    assert picture("saddle").tobytes() != picture("momentum").tobytes()
    light, dark = (np.asarray(picture("saddle", theme)).mean() for theme in ("light", "dark"))
    assert light > 2 * dark


def test_an_unknown_lesson_or_theme_is_refused() -> None:
    missing = CLIENT.get("/api/lessons/nothing/picture")
    assert missing.status_code == 404
    assert missing.json()["errors"][0]["message"] == "there is no lesson 'nothing'"
    assert CLIENT.get("/api/lessons/saddle/picture?theme=pink").status_code == 422
