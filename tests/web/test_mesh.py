"""A surface on a grid, as the server computes it; what it holds is in test_api.py."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.engine.threads import STEP
from app.main import app
from app.settings import settings
from app.web.work import load


def test_a_surface_is_computed_by_the_server_s_threads_and_never_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page without its background would stay so."""
    monkeypatch.setattr(load, "_waiting", settings.max_waiting)
    asked: list[int] = []
    submit = load._threads.submit

    def noted(work: Any, rank: int, *client: Any) -> Any:
        asked.append(rank)
        return submit(work, rank, *client)

    monkeypatch.setattr(load._threads, "submit", noted)
    assert TestClient(app).get("/api/surfaces/canyon/mesh?nx=5&ny=5").status_code == 200
    assert asked == [STEP]
