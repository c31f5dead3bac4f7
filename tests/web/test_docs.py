"""The interactive documentation asks nobody but this server."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.main import app
from app.replies.mesh import GRID, TEXTS


@pytest.fixture(scope="module")
def client():
    return TestClient(app)


def test_page_and_all_its_parts_are_served(client):
    page = client.get("/docs")
    assert page.status_code == 200
    parts = re.findall(r'(?:href|src)="([^"]+)"', page.text)
    assert "openapi.json" in parts
    for part in parts:
        assert client.get(f"/{part}").status_code == 200, part


def test_policy_lets_no_script_in_from_elsewhere(client):
    policy = client.get("/docs").headers.get_list("content-security-policy")
    assert len(policy) == 1
    directives = dict(directive.strip().split(" ", 1) for directive in policy[0].split(";"))
    assert directives["default-src"] == "'self'"
    assert "script-src" not in directives


def test_page_has_no_inline_script(client):
    assert not re.findall(r"<script(?![^>]*\ssrc=)", client.get("/docs").text)


def test_every_endpoint_is_documented(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/api/runs", "/api/catalog", "/api/surfaces/{key}/mesh", "/healthz"} <= set(paths)
    assert all(operation.get("summary") for methods in paths.values() for operation in methods.values())


def test_every_answer_to_a_bad_request_is_documented_in_the_form_it_has(client):
    schema = client.get("/openapi.json").json()
    assert {"Problems", "Problem"} <= set(schema["components"]["schemas"])
    assert not [name for name in schema["components"]["schemas"] if "ValidationError" in name]
    for methods in schema["paths"].values():
        for operation in methods.values():
            answer = operation["responses"]["4XX"]["content"]["application/json"]["schema"]
            assert answer == {"$ref": "#/components/schemas/Problems"}


def test_bodies_and_queries_are_documented_as_they_are_read(client):
    paths = client.get("/openapi.json").json()["paths"]
    bodies = {path: each["post"]["requestBody"]["content"]["application/json"]["schema"] for path, each in paths.items() if "post" in each}
    names = {path: body["$ref"].rpartition("/")[2] for path, body in bodies.items() if "$ref" in body}
    assert names["/api/runs"] == "Scene"
    assert (names["/api/range-test"], names["/api/tune"]) == ("RangeTest", "Tune")
    queries = {
        path: {each["name"] for each in paths[path]["post"]["parameters"]}
        for path in ("/api/runs", "/api/picture", "/api/figure", "/api/code")
    }
    assert queries["/api/runs"] == {"every", "committee"}
    shown = {"title", "step", "validation", "examples", "x0", "x1", "y0", "y1", "charts", "linear", "by", "scale", "s0", "s1"}
    assert queries["/api/picture"] == {"show", "format", "frames", "theme", "width"} | shown
    assert queries["/api/figure"] == {"show", "format", "theme", "width"} | shown - {"examples"}  # a figure has no panel of them
    assert queries["/api/code"] == {"framework", "lane"}


def test_every_reference_leads_somewhere(client):
    text = client.get("/openapi.json").text
    known = client.get("/openapi.json").json()["components"]["schemas"]
    assert set(re.findall(r'"\$ref":"#/components/schemas/([^"]+)"', text)) <= set(known)


def test_the_grid_is_documented_with_the_texts_of_surfaces(client):
    parameters = client.get("/openapi.json").json()["paths"]["/api/surfaces/{key}/mesh"]["get"]["parameters"]
    assert {each["name"] for each in parameters} == {"key", *GRID, *TEXTS}


def test_a_refusal_has_the_fields_that_are_documented(client):
    (fault,) = client.post("/api/runs", json=None, headers={"content-type": "text/plain"}).json()["errors"]
    assert set(fault) == set(client.get("/openapi.json").json()["components"]["schemas"]["Problem"]["properties"])


def asked_for(schema: Any, known: Any, seen: set[str]) -> Iterator[Any]:
    """Yield every schema within a schema, each named one once."""
    if isinstance(schema, list):
        yield from (each for part in schema for each in asked_for(part, known, seen))
    if not isinstance(schema, dict):
        return
    yield schema
    name = schema.get("$ref", "").rpartition("/")[2]
    if name and name not in seen:
        seen.add(name)
        yield from asked_for(known[name], known, seen)
    yield from (each for part in schema.values() for each in asked_for(part, known, seen))


def test_every_whole_number_that_is_taken_has_a_least_and_a_greatest_value(client):
    """One without became a 500 as soon as it had more than 64 bits: it could be neither packed nor written."""
    said = client.get("/openapi.json").json()
    operations = [operation for methods in said["paths"].values() for operation in methods.values()]
    asked = [[operation.get("requestBody", {}), operation.get("parameters", [])] for operation in operations]
    found = [each for each in asked_for(asked, said["components"]["schemas"], set()) if each.get("type") == "integer"]
    whole = [each for each in found if "enum" not in each]
    assert len(whole) > 50
    assert not [each for each in whole if not ({"minimum", "exclusiveMinimum"} & set(each) and {"maximum", "exclusiveMaximum"} & set(each))]
