"""The classroom over HTTP, for tests."""

from typing import Any

import orjson
from fastapi.testclient import TestClient


def opened(client: TestClient, **said: Any) -> dict[str, str]:
    answer = client.post("/api/class", json=said)
    assert answer.status_code == 201, answer.text
    found: dict[str, str] = answer.json()
    return found


def code_of(answer: Any) -> tuple[int, str]:
    """Return status and code of a refusal; it has field, bound and value as every other."""
    (error,), (sentence,) = answer.json()["errors"], answer.json()["sentences"]
    assert all(error[key] for key in ("path", "message", "value", "bound"))
    return answer.status_code, sentence["code"]


def said(answer: Any) -> Any:
    """Return the value of an answer."""
    return orjson.loads(answer.body)


def vote(**more: Any) -> dict[str, Any]:
    """Return a vote in the first round of the first question."""
    return {"ask": 1, "round": 1, "n": 3, **more}
