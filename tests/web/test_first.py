"""What the page holds of its lesson: the same bits as the stream and the mesh give, no script, and nothing where it would be wrong."""

import base64
import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.catalog.catalog import catalog
from app.lessons import LESSONS, OPENING
from app.main import app
from app.replies.mesh import Mesh
from app.web import first
from app.web.policy import ALONE
from app.web.warm import ready
from tests.catalog.test_own import lesson
from tests.catalog.test_own_folder import put, use

__all__ = ["use"]

client = TestClient(app)
DATA = re.compile(r'<script type="application/json" id="first">(.*?)</script>', re.DOTALL)


def unpacked(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text), -zlib.MAX_WBITS)


def known() -> dict[str, Any]:
    lessons: dict[str, Any] = catalog("en")["lessons"]
    return lessons


@pytest.fixture(autouse=True)
def warm(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is ready, and has drawn every lesson."""
    monkeypatch.setattr(first, "picture_at_once", first.picture)


def held(query: str, **headers: str) -> dict[str, Any]:
    """Return the data of the page at a query."""
    found = DATA.findall(client.get(f"/{query}", headers=headers).text)
    assert len(found) == 1
    data: dict[str, Any] = json.loads(found[0])
    return data


@pytest.mark.parametrize("key", [OPENING, "saddle", "noise", "river_valley"])
def test_the_frame_has_the_bits_of_the_stream(key: str) -> None:
    data = held(f"?lesson={key}")
    scene = known()[key]["scene"]
    once = [{name: value for name, value in lane.items() if name != "many"} for lane in scene["lanes"]]
    asked = {"kind": "scene", "id": 1, "scene": {**scene, "lanes": once}, "view": data["view"]}
    assert data["lesson"] == key
    assert unpacked(data["frames"]) == client.post("/api/frames", json=asked).content


@pytest.mark.parametrize("key", [OPENING, "saddle"])
def test_the_surface_has_the_bits_of_its_mesh(key: str) -> None:
    asked = first.ground(first.question(key))
    surface = known()[key]["scene"]["surface"]["key"]
    assert unpacked(held(f"?lesson={key}")["mesh"]) == client.get(f"/api/surfaces/{surface}/mesh", params=asked).content
    assert Mesh.of(surface, asked).spacing == catalog("en")["surfaces"][surface]["spacing"]


def test_every_lesson_has_a_first_picture() -> None:
    for key in LESSONS:
        assert len(first.picture(key)) < 200_000, key


def test_the_first_picture_has_one_run_of_each_lane() -> None:
    """A slow line would wait for the others; the stream sends them."""
    assert any("many" in lane for lane in LESSONS["warm_up"].scene["lanes"])
    assert not any("many" in lane for lane in first.question("warm_up")["scene"]["lanes"])


def test_an_unknown_lesson_is_the_opening() -> None:
    assert held("?lesson=nonsense")["lesson"] == held("")["lesson"] == OPENING


@pytest.mark.parametrize("query", ["?course=lecture", "?lesson=saddle&step=3&future=hidden"])
def test_what_a_question_hides_is_not_in_the_page(query: str) -> None:
    page = client.get(f"/{query}").text
    assert not DATA.findall(page)
    assert known()[OPENING]["sentence"] not in page


def test_title_and_sentence_are_there_before_any_script_in_the_language_asked_for() -> None:
    for language in ("en", "th"):
        its = catalog(language)["lessons"]["saddle"]
        for page in (client.get(f"/?lesson=saddle&lang={language}"), client.get("/?lesson=saddle", headers={"accept-language": language})):
            assert f"<h1>{its['title']}</h1>" in page.text
            assert f'href="api/catalog?lang={language}"' in page.text
            assert "accept-language" in page.headers["vary"]
    assert "lang/th.json" in client.get("/?lang=th").text
    spoken = {language: re.findall('<html lang="(.*?)">', client.get(f"/?lang={language}").text) for language in ("en", "th", "zh")}
    assert spoken == {"en": ["en"], "th": ["th"], "zh": ["zh-Hans"]}


def test_where_the_title_is_not_shown_it_is_not_sent() -> None:
    assert "<h1>" not in client.get("/?hide=charts,lesson").text


def test_the_policy_stays_and_nothing_in_the_page_runs() -> None:
    page = client.get("/?lesson=saddle")
    assert page.headers["content-security-policy"] == ALONE
    assert "unsafe-inline' " not in ALONE.replace("style-src-attr 'unsafe-inline'", "")
    assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", page.text))


def test_a_server_that_is_not_ready_does_not_keep_the_page_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(first, "ready", type(ready)())
    monkeypatch.setattr(first, "_pictures", {})
    assert not DATA.findall(client.get("/").text)
    assert "<h1>" in client.get("/").text


def test_a_lesson_of_the_folder_has_its_own_words_and_picture_and_no_markup(tmp_path: Path, use: Callable[[Path], None]) -> None:
    put(tmp_path, "a<!--<script>.json", lesson(title="<img src=x>", sentence="</body> & more"))
    use(tmp_path)
    first.question.cache_clear()
    page = client.get("/", params={"lesson": "a<!--<script>.1"}).text
    assert "<h1>&lt;img src=x&gt;</h1>" in page
    assert "&lt;/body&gt; &amp; more" in page
    assert "<img" not in page
    assert json.loads(DATA.findall(page)[0])["lesson"] == "a<!--<script>.1"
    assert page.count("</script>") == page.count("<script")
