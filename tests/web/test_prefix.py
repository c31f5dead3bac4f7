"""The page under a prefix, with and without the closing slash: behind proxies that strip it or not, and in another application."""

import re
import threading
from urllib.parse import urljoin, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from app.main import app
from app.web import startup as start
from app.web.prefix import prefix
from tests.scenes import EVERYTHING, lane, scene

SAID = scene(lane("adam", lr=0.1), steps=3)


class Proxy:
    """A proxy at a prefix that hands on paths as nginx, JupyterHub or uvicorn's `--root-path` do."""

    def __init__(self, front: str, *, strips: bool = True, root_path: str = "", header: str = "", joins: str = "") -> None:
        self.front, self.strips, self.root_path, self.header, self.joins = front, strips, root_path, header, joins

    async def __call__(self, outer: Scope, receive: Receive, send: Send) -> None:
        assert outer["path"].startswith(self.front)
        path = self.joins + (outer["path"].removeprefix(self.front) or "/") if self.strips else outer["path"]
        headers = [*outer["headers"], *([(b"x-forwarded-prefix", self.header.encode())] if self.header else [])]
        inner = {key: value for key, value in outer.items() if key not in ("app", "router")}
        # uvicorn puts its root path in front of whatever comes
        await app({**inner, "root_path": self.root_path, "path": self.root_path + path, "headers": headers}, receive, send)


OUTER = Starlette(routes=[Mount("/tools/ravine", app)])
PROXIES: dict[str, tuple[ASGIApp, str]] = {
    "uvicorn --root-path, stripped": (Proxy("/ravine", root_path="/ravine"), "/ravine"),
    "uvicorn --root-path, not stripped": (Proxy("/ravine", strips=False, root_path="/ravine"), "/ravine"),
    "uvicorn --root-path, asked directly": (Proxy("", root_path="/ravine"), ""),
    "nginx, stripped": (Proxy("/a/ravine"), "/a/ravine"),
    "nginx, one slash too many": (Proxy("/ravine", joins="/"), "/ravine"),
    "JupyterHub": (Proxy("/user/x@y.org/proxy/8000"), "/user/x@y.org/proxy/8000"),
    "Traefik": (Proxy("/ravine", header="/ravine"), "/ravine"),
    "a header, not stripped": (Proxy("/ravine", strips=False, header="/ravine"), "/ravine"),
    "mounted": (OUTER, "/tools/ravine"),
    "mounted behind a proxy": (Mount("/hub", OUTER), "/hub/tools/ravine"),
}


def is_there(client: TestClient, seen: set[str], part: str) -> bool:
    """Return whether there is something at an address; one that was `seen` is not asked for again."""
    if part not in seen and client.get(part).status_code == 200:
        seen.add(part)
    return part in seen


@pytest.fixture(scope="module")
def seen() -> dict[TestClient, set[str]]:
    """Return the addresses that have answered, behind each of the proxies: nearly all pages name the same parts."""
    return {}


@pytest.fixture(scope="module", params=PROXIES)
def place(request: pytest.FixtureRequest) -> tuple[TestClient, str]:
    asgi, front = PROXIES[request.param]
    return TestClient(asgi, base_url="http://public.example"), front


def parts(page: str, text: str) -> list[str]:
    """Return the addresses that a page names, as a browser resolves them."""
    return [urlsplit(urljoin(page, part)).path for part in re.findall(r'(?:href|src)="([^"]+)"', text)]


PAGES = ["/", "/embed/", "/docs", "/?lesson=saddle"]


@pytest.mark.parametrize("address", [*PAGES, *(["/embed", "/docs/", "/index.html", "/embed?step=3"] if EVERYTHING else [])])
def test_pages_and_all_their_parts_are_there(place: tuple[TestClient, str], seen: dict[TestClient, set[str]], address: str) -> None:
    client, front = place
    page = client.get(front + address)
    assert page.status_code == 200
    found = parts(urlsplit(str(page.url)).path, page.text)
    assert len(found) > 2
    for part in found:
        assert part.startswith(f"{front}/"), part
        assert is_there(client, seen.setdefault(client, set()), part), part


@pytest.mark.parametrize("address", ["/api/catalog", "/api/catalog/", "/openapi.json", "/api/lessons/saddle/picture?theme=dark"])
def test_endpoints_are_there(place: tuple[TestClient, str], address: str) -> None:
    client, front = place
    assert client.get(front + address).status_code == 200


def test_what_is_posted_and_streamed_is_answered(place: tuple[TestClient, str]) -> None:
    client, front = place
    assert client.post(f"{front}/api/runs", json=SAID).status_code == 200
    assert client.post(f"{front}/api/runs/?every=2", json=SAID).status_code == 200
    with client.websocket_connect(f"{front}/api/stream") as socket:
        socket.send_json({"id": 1, "scene": SAID})
        assert b'"id":1' in socket.receive_bytes()


@pytest.mark.parametrize("name", [name for name in PROXIES if not name.startswith(("nginx", "JupyterHub"))])
def test_the_prefix_alone_leads_to_the_page(name: str) -> None:
    """/ravine: by a redirect, or, where the proxy hides that the slash is missing, by addresses that do not need it.

    nginx and JupyterHub redirect by themselves; nobody but they could, for we see neither prefix nor slash.
    """
    asgi, front = PROXIES[name]
    client = TestClient(asgi)
    page = client.get(f"{front}?lesson=saddle" if front else "/")
    assert page.status_code == 200
    assert all(client.get(part).status_code == 200 for part in parts(urlsplit(str(page.url)).path, page.text))


@pytest.mark.parametrize(
    ("address", "there"),
    [("/embed/?step=3&lang=th", "../embed?step=3&lang=th"), ("/docs//", "../../docs"), ("/api/catalog/?lang=vi", "../catalog?lang=vi")],
)
def test_redirects_name_neither_host_nor_scheme_nor_prefix(address: str, there: str) -> None:
    """A proxy may show all three differently."""
    answer = TestClient(app).get(address, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, there)


def test_the_documentation_asks_beside_itself() -> None:
    assert TestClient(app).get("/openapi.json").json()["servers"] == [{"url": "."}]
    assert TestClient(OUTER).get("/tools/ravine/openapi.json").json()["servers"] == [{"url": "."}]


@pytest.mark.parametrize(
    ("said", "found"),
    [("/ravine", "/ravine"), ("ravine/", "/ravine"), ("/a/b/", "/a/b"), ("/", ""), ("", ""), ("//evil.example", "/evil.example"),
     ('/"><script>', ""), ("/a//b", ""), ("/x y", ""), ("/a?b", ""), ("/user/x@y.org/%C3%A9", "/user/x@y.org/%C3%A9")],
)  # fmt: skip
def test_a_prefix_is_a_path_and_nothing_else(said: str, found: str) -> None:
    """It comes from a header and goes into the page."""
    assert prefix(said) == found


def test_a_mounted_application_begins_at_its_first_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lifespan is not run: without this it would never be ready."""
    began: list[str] = []
    monkeypatch.setattr(start, "_begun", threading.Event())
    monkeypatch.setattr(start, "warm", lambda: began.append("warm"))
    monkeypatch.setattr(start, "prepare", lambda: began.append("prepare"))
    for address in ("/tools/ravine/style.css", "/tools/ravine/healthz"):
        TestClient(OUTER).get(address)
    for thread in threading.enumerate():
        if thread.name in ("<lambda>", "warm", "prepare"):
            thread.join()
    assert sorted(began) == ["prepare", "warm"]
