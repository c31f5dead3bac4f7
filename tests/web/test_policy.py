"""What the browser is told to allow: no inline script anywhere, and frames at /embed alone."""

import base64
import hashlib

import pytest
from fastapi.testclient import TestClient

from app.main import app
from app.web.policy import EMPTY

PAGES = ["/", "/docs", "/embed", "/healthz", "/api/catalog", "/js/main.js", "/nowhere"]


@pytest.fixture(scope="module")
def client():
    return TestClient(app)


def directives(client, page):
    """Return the one policy of a page, by directive."""
    found = client.get(page).headers.get_list("content-security-policy")
    assert len(found) == 1
    return dict(part.strip().split(" ", 1) for part in found[0].split(";"))


@pytest.mark.parametrize("page", PAGES)
def test_scripts_come_from_this_server_alone(client, page):
    allowed = directives(client, page)
    assert allowed["default-src"] == "'self'"
    assert {"script-src", "script-src-elem", "script-src-attr", "connect-src", "style-src"}.isdisjoint(allowed)


@pytest.mark.parametrize("page", PAGES)
def test_a_style_element_is_a_file_of_ours_or_empty(client, page):
    assert directives(client, page)["style-src-elem"] == f"'self' {EMPTY}"
    assert f"'sha256-{base64.b64encode(hashlib.sha256(b'').digest()).decode()}'" == EMPTY


@pytest.mark.parametrize("page", [page for page in PAGES if page != "/embed"])
def test_others_may_not_be_framed(client, page):
    assert directives(client, page)["frame-ancestors"] == "'none'"


def test_the_page_for_slides_may_be_framed_by_any_page_that_of_a_file_or_of_an_editor_too(client):
    """`frame-ancestors *` stands for network addresses alone, so that nothing must be said of ancestors, in either header."""
    answer = client.get("/embed")
    assert "frame-ancestors" not in directives(client, "/embed")
    assert "x-frame-options" not in answer.headers


def test_the_page_for_slides_is_the_page(client):
    assert client.get("/embed").text == client.get("/").text


@pytest.mark.parametrize("page", PAGES)
def test_other_sites_get_no_hold_of_a_page_and_nothing_is_asked_of_the_machine(client, page):
    headers = client.get(page).headers
    shared = page == "/embed"
    assert headers["cross-origin-opener-policy"] == ("unsafe-none" if shared else "same-origin")
    assert headers["cross-origin-resource-policy"] == ("cross-origin" if shared else "same-origin")
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(headers["permissions-policy"].split(", "))
