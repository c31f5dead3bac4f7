"""Requests at random for every endpoint: extreme numbers, hostile texts, bodies that are none. Every status must be documented."""

import json
import re
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

import httpx2
import orjson

from app.lessons import LESSONS
from app.main import app
from surfaces import SURFACES
from tests.fuzz import scenes
from tests.fuzz.asking import wrong_errors, wrong_frame
from tests.fuzz.cases import KINDS, Case, inspected, message
from tests.fuzz.sockets import HANG, broken
from tests.fuzz.texts import text
from tests.fuzz.turned import altered
from tests.surfaces.soup import soup

JSON = "application/json"
PLACES = [
    "/api/runs",
    "/api/csv",
    "/api/code",
    "/api/picture",
    "/api/offline",
    "/api/figure",
    "/api/frames",
    "/api/range-test",
    "/api/tune",
    "/api/map",
    "/api/mesh",
    "/api/data",
    "/api/scene",
    "/api/lessons",
    "/api/class",
    "/api/class/poll",
    "/api/nothing",
    "/",
]
TYPES = [
    "",
    "text/plain",
    "application/json; charset=utf-16",
    "application/x-www-form-urlencoded",
    "APPLICATION/JSON",
    "multipart/form-data",
]


@dataclass(frozen=True)
class Sent:
    """A request, as it is sent."""

    method: str
    path: str
    query: dict[str, str]
    body: bytes | None
    kind: str = JSON

    def url(self) -> str:
        """Return path and query in ASCII; halves of pairs become bytes that are no UTF-8."""
        path = quote(self.path, safe="/", errors="surrogatepass")
        return f"{path}?{urlencode(self.query, errors='surrogatepass')}" if self.query else path


def of(case: Case, method: str = "") -> Sent:
    """Return a case as a request; a message of the stream goes to `/api/frames`."""
    body = None if case.body is None else json.dumps(case.body).encode()
    return Sent(method or ("GET" if body is None else "POST"), case.path or "/api/frames", case.query, body)


def figure(rng: Random, scene: Any) -> Case:
    """Return a figure."""
    return Case("/api/figure", scene, {"format": rng.choice(["json", "json", "html"]), "charts": rng.choice(["loss", "", "lr,x"])})


def typed(rng: Random, scene: Any) -> Case:
    """Return somebody's own formula, most likely none."""
    said = soup(rng) if rng.random() < 0.7 else text(rng)
    if rng.random() < 0.9:
        return Case("/api/surfaces/formula/mesh", None, {"formula": said, "nx": "9", "ny": "9"})
    return Case("/api/runs", {**scene, "surface": {"key": "formula", "formula": said}}, {})


def labelled(rng: Random, scene: Any) -> Case:
    """Return a file with a label."""
    path = rng.choice(["/api/code", "/api/code", "/api/csv", "/api/picture"])
    return Case(path, {**scene, "lanes": [{**lane, "label": text(rng)} for lane in scene["lanes"]]}, {})


def read_only(rng: Random, _: Any) -> Case:
    """Return what needs no scene, named well or not."""
    key = rng.choice([*LESSONS, *SURFACES, text(rng)])
    query = {"theme": rng.choice(["light", "dark", text(rng)]), "lang": rng.choice(["", "th_TH", "zh", text(rng)]), text(rng): text(rng)}
    return Case(
        rng.choice(["/api/catalog", "/healthz", f"/api/lessons/{key}/picture", f"/api/surfaces/{key}/mesh", f"/{key}", "/docs"]),
        None,
        query,
    )


OF_CASES = {kind: 3 * weight for kind, weight in KINDS.items() if kind not in (message, inspected)}
WEIGHTS: dict[Any, float] = {**OF_CASES, message: 30, inspected: 10, figure: 0.5, read_only: 8, typed: 8, labelled: 2}


def request(seed: int, i: int, units: scenes.Units = scenes.ALL) -> Sent:
    """Return case number `i` of a seed."""
    rng = Random(f"request {seed} {i}")
    case = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0](rng, scenes.scene(rng, units))
    query = {name: str(value) for name, value in case.query.items()}
    if rng.random() < 0.05:
        query[rng.choice([*query, "x0", "step", "width", "format", "every", "low"])] = text(rng)
    body = altered(rng, case.body)
    made = of(Case(case.path, body, query))
    if rng.random() < 0.9:
        return made
    bad = broken(rng, json.dumps(body))
    content = bad if isinstance(bad, bytes) else bad.encode("utf-8", "replace")
    kind = rng.choice(TYPES) if rng.random() < 0.3 else JSON
    return Sent(
        rng.choice(["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]), rng.choice([*PLACES, made.path]), query, content, kind
    )


@cache
def documented() -> list[tuple[re.Pattern[str], dict[str, dict[str, set[str]]]]]:
    """Return for each path of the API what its methods answer: statuses, or "4XX", each with its media types."""
    found = []
    for path, methods in app.openapi()["paths"].items():
        told = {
            name.upper(): {status: set(said.get("content", {})) for status, said in each["responses"].items()}
            for name, each in methods.items()
        }
        found.append((re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), told))
    return found


def undocumented(sent: Sent, status: int, kind: str) -> str | None:
    """Return what the documentation lacks of an answer; of a method that it does not have, or a path, nothing is said."""
    told = next((each for path, each in documented() if path.fullmatch(sent.path)), {})
    statuses = told.get(sent.method)
    if statuses is None:
        return None
    kinds = statuses.get(str(status), statuses.get(f"{status // 100}XX"))
    if kinds is None:
        return f"status {status} is not documented"
    return None if kind in kinds else f"{kind} is not documented for status {status}"


def wrong(sent: Sent, answer: httpx2.Response) -> str | None:
    """Return what is wrong with an answer."""
    status, kind = answer.status_code, answer.headers.get("content-type", "")
    if status >= 500 and status != 503:
        return f"status {status}: {answer.content[:200]!r}"
    if found := undocumented(sent, status, kind):
        return found
    if sent.method == "HEAD" or (sent.path, status) == ("/healthz", 503):  # which says that it starts
        return None
    if status in (400, 413, 415, 422, 503):
        return wrong_errors(orjson.loads(answer.content), whole=True)
    if kind == JSON:
        orjson.loads(answer.content)  # which takes no NaN
    return wrong_frame(answer.content) if kind == "application/octet-stream" and sent.path != "/api/frames" else None


async def verdict(client: httpx2.AsyncClient, sent: Sent) -> str | None:
    """Return what is wrong with the answer to a request, None where nothing is."""
    headers = {"content-type": sent.kind} if sent.kind else {}
    try:
        return wrong(sent, await client.request(sent.method, sent.url(), content=sent.body, headers=headers))
    except httpx2.InvalidURL:  # longer than this client sends
        return None
    except httpx2.TimeoutException:
        return HANG
    except Exception as error:  # noqa: BLE001  (whatever it is, the fuzzer names the case and goes on)
        return f"{type(error).__name__}: {error}"
