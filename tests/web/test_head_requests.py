"""HEAD is answered as GET is, without the body."""

import pytest
from starlette.testclient import TestClient

from app.main import app
from app.web.static_files import page_files

client = TestClient(app)
ADDRESSES = [
    "/", "/embed", "/docs", "/index.html", "/style.css", "/js/main.js", "/icon.svg", "/openapi.json", "/healthz", "/api/catalog?lang=vi",
    "/api/surfaces/canyon/mesh?nx=5&ny=5", "/api/lessons/saddle/picture", "/nowhere", "/api/surfaces/nowhere/mesh", "/embed/",
]  # fmt: skip


@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_head_has_the_status_and_headers_of_get(address: str, coding: str) -> None:
    page_files.look()
    client.get("/healthz")
    got, headed = (client.request(verb, address, headers={"accept-encoding": coding}, follow_redirects=False) for verb in ("GET", "HEAD"))
    assert (headed.status_code, headed.content) == (got.status_code, b"")
    assert dict(headed.headers) == dict(got.headers)


@pytest.mark.parametrize("address", ["/api/runs", "/api/frames", "/api/picture"])
def test_where_there_is_no_get_there_is_no_head(address: str) -> None:
    answer = client.head(address)
    assert (answer.status_code, answer.headers["allow"], answer.content) == (405, "POST", b"")


@pytest.mark.parametrize("address", ["/healthz", "/docs", "/embed", "/api/catalog"])
def test_a_refusal_names_head(address: str) -> None:
    answer = client.post(address)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
