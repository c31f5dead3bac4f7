"""The interactive documentation asks nobody but this server."""

import re

import pytest
from fastapi.testclient import TestClient

from app.main import app


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
