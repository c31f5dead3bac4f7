"""Languages as people, browsers and operating systems write them; the page's look-up, in tests/page/tags.test.js, has the same cases."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.catalog.language_tags import lookup
from app.catalog.translations import LANGUAGES
from app.main import app

CASES: dict[str, str] = json.loads((Path(__file__).parents[1] / "page" / "tags.json").read_text("utf-8"))


@pytest.mark.parametrize(("said", "language"), CASES.items())
def test_the_language_is_looked_up(said: str, language: str) -> None:
    assert lookup(said, LANGUAGES) == language


@pytest.mark.parametrize(
    ("said", "language"), [("zh-CN", "zh"), ("VI", "vi"), ("th_TH", "th"), ("in", "id"), ("fr", "en"), ("en-GB", "en")]
)
def test_catalog_and_header_agree(said: str, language: str) -> None:
    client = TestClient(app)
    asked = client.get("/api/catalog", params={"lang": said}, headers={"accept-language": "th"})
    headed = client.get("/api/catalog", headers={"accept-language": said})
    assert asked.headers["content-language"] == headed.headers["content-language"] == language
    assert asked.content == headed.content == client.get(f"/api/catalog?lang={language}").content
    assert "accept-language" in headed.headers["vary"]


def test_an_empty_lang_is_none() -> None:
    assert TestClient(app).get("/api/catalog?lang=", headers={"accept-language": "vi-VN,vi;q=0.9"}).headers["content-language"] == "vi"
