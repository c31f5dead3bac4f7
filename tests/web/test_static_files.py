"""The files of the page: compressed ahead of time, cached for good under a name that changes with their content."""

import gzip
import os
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.main import app
from app.settings import static_dir
from app.web.static_files import FOREVER, PageFiles, page_files

client = TestClient(app)
PLAIN = {"accept-encoding": "identity"}


def test_the_page_names_its_parts_by_their_content() -> None:
    page = client.get("/")
    assert page.headers["cache-control"] == "no-cache"
    parts = [part for part in re.findall(r'(?:href|src)="([^"]+)"', page.text) if not part.startswith("api/")]
    assert len(parts) > 5
    for part in parts:
        answer = client.get(f"/{part}", headers=PLAIN)
        assert part.startswith(f"{page_files.name}/")
        assert answer.headers["cache-control"] == FOREVER
        assert answer.content == (static_dir() / part.partition("/")[2]).read_bytes()


def test_compressed_files_are_the_files() -> None:
    page_files.pack()
    for key, item in page_files.items.items():
        assert item.packed is None or gzip.decompress(item.packed) == item.body, key
    plotly = client.get("/vendor/plotly-cartesian.min.js", headers={"accept-encoding": "gzip"})
    assert plotly.headers["content-encoding"] == "gzip"
    assert int(plotly.headers["content-length"]) < 520_000
    assert len(plotly.content) > 1_400_000


def test_what_the_browser_has_is_not_sent_again() -> None:
    first = client.get("/style.css")
    again = client.get("/style.css", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/style.css", headers={"if-none-match": "*"}).status_code == 304
    assert client.get("/style.css", headers={"if-none-match": '"another"'}).status_code == 200


@pytest.mark.parametrize(
    ("said", "packed"),
    [
        ("gzip", True), ("br, gzip", True), ("GZIP;q=0.5, identity", True), ("*", True), ("br, *;q=0.1", True),
        ("", False), ("br", False), ("gzip;q=0", False), ("gzip ; q=0.000", False), ("*, gzip;q=0", False), ("*;q=0", False),
        ("gzip;q=x", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/style.css", "/api/catalog"])
def test_an_answer_is_compressed_only_for_who_accepts_it(address: str, said: str, packed: bool) -> None:
    assert ("content-encoding" in client.get(address, headers={"accept-encoding": said}).headers) is packed


@pytest.mark.parametrize(
    "address", ["/nothing.js", "/js/", "/js", "/../pyproject.toml", "/%2e%2e/pyproject.toml", "/0123456789abcdef/nothing.js"]
)
def test_what_is_not_there_is_said_in_the_house_form(address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.json()["errors"]


def test_an_old_name_brings_the_file_of_today_but_not_for_good() -> None:
    """A page that was open while the server was renewed goes on."""
    answer = client.get("/0123456789abcdef/js/main.js")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")


def test_a_changed_file_changes_the_name(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<script src="a.js"></script><a href="docs">x</a>', "utf-8")
    (tmp_path / "a.js").write_text("1", "utf-8")
    own = PageFiles(tmp_path)
    own.look()
    before = own.name
    assert own.items["index.html"].body.decode() == f'<script src="{before}/a.js"></script><a href="docs">x</a>'
    (tmp_path / "a.js").write_text("2", "utf-8")
    os.utime(tmp_path / "a.js", ns=(1, 1))
    own.look()
    assert own.name != before
    assert own.items["a.js"].body == b"2"


def test_other_methods_are_refused() -> None:
    answer = client.post("/style.css")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
