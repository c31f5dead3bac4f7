"""The page that plays offline: it asks nobody, holds every value of its knob, and stays small."""

import base64
import json
import re
import zlib
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.exports.offline.page import modules, page, shown
from app.exports.offline.sweep import FEWEST, FIRST, MOST, sweep
from app.exports.options import PictureOptions
from app.main import app
from app.replies.frames import picture
from app.replies.view import View
from app.scene.scene import Scene
from app.settings import settings
from tests.replies.test_wire import decode
from tests.scenes import lane, scene


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(app)


def unpacked(text: str) -> tuple[dict[str, Any], list[bytes]]:
    found = re.search(r'id="recording">([^<]*)<', text)
    assert found
    data = zlib.decompress(base64.b64decode(found[1]))
    length = int.from_bytes(data[:4], "little")
    header, at, frames = json.loads(data[4 : 4 + length]), 4 + length, []
    for size in header["lengths"]:
        frames.append(data[at : at + size])
        at += size
    assert at == len(data)
    return header, frames


def made(said: dict[str, Any], path: str = FIRST, **more: Any) -> tuple[dict[str, Any], list[bytes]]:
    whole = Scene.model_validate(said)
    return unpacked(page(whole, sweep(whole, path), PictureOptions.model_validate(more)).decode())


def test_it_asks_nobody(client: TestClient) -> None:
    got = client.post("/api/offline", json=scene(lane("adam") | {"label": '</script><img src="http://evil.example/">'}, steps=20))
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert got.headers["content-disposition"] == 'attachment; filename="ravine.html"'
    assert not re.findall(r'(?:src|href|action)="(?!data:)[^"]+"|@import|url\((?!data:)', got.text)
    assert not re.findall(r"https?:", got.text.replace("http://evil.example/", ""))  # letters of packed data may spell http
    assert "<img" not in got.text
    for text in modules().values():
        assert "fetch(" not in text
        assert not re.findall(r'from "\.', text)


def test_every_frame_is_the_stream_s_at_that_value() -> None:
    said = scene(lane("adagrad_mean", lr=0.6), lane("adam"), steps=300)
    header, frames = made(said, charts=["v"])
    assert len(frames) == len(header["states"]) == MOST
    assert header["states"][header["at"]]["value"] == "η = 0.6"
    panel = {**header["panel"], **header["view"]}
    chart = {"width": 560, "steps": [0, 300], "series": ["loss", "gradient_norm", "v"], "axes": {"v": "log"}, "ticks": 8}
    view = View.model_validate({"panels": [panel] * 2, "chart": chart, "draft": True})
    assert frames[header["at"]] == picture(header["at"], Scene.model_validate(said), view)
    paths = [decode(frame)[2][0]["path"] for frame in frames]
    assert len({path.tobytes() for path in paths}) == MOST
    assert len({decode(frame)[2][1]["path"].tobytes() for frame in frames}) == 1  # the other lane does not move


def test_a_knob_of_the_surface_brings_its_grounds() -> None:
    header, frames = made(scene(lane("momentum"), surface={"key": "ellipse"}, steps=50), "surface.knobs.kappa")
    assert len(header["grounds"]) == len(frames)
    assert [state["grounds"][0] for state in header["states"]] == list(range(len(frames)))


def test_a_lane_that_answers_by_a_rule_says_it_beside_its_pin() -> None:
    """The frames say where the pin stands, the header what it is called; the file has the letters for that."""
    early = {**lane("gradient_descent", lr=0.1), "answer": {"key": "best"}}
    said = scene(lane("momentum"), early, surface={"key": "linear_regression"}, start=[0, 0], steps=60)
    header, frames = made(said)
    assert header["answers"] == [None, "Early stopping"]
    assert all(decode(frame)[0]["lanes"][1]["answered"]["row"] <= 60 for frame in frames)
    whole = Scene.model_validate(said)
    assert "Early stopping" in shown(whole, sweep(whole, FIRST))


@pytest.mark.parametrize(
    ("path", "low", "high", "whole"),
    [(FIRST, None, None, False), ("lanes.0.optimizer.knobs.beta1", None, None, False), ("lanes.0.schedule.knobs.size", 1, 60, True),
     ("lanes.1.optimizer.inner.knobs.mu", 0, 1, False), ("surface.knobs.angle", -1, 1, False)],
)  # fmt: skip
def test_values_rise_through_the_scene_s_own(path: str, low: float | None, high: float | None, whole: bool) -> None:
    own = Scene.model_validate(scene(lane("adam", "step"), lane("lookahead"), steps=50))
    swept = sweep(own, path, low, high)
    assert (np.diff(swept.values) > 0).all()
    assert swept.scene(own, swept.values[swept.at]) == own
    for value in swept.values:
        swept.scene(own, value)  # within the bounds
    assert all(isinstance(value, int) for value in swept.values) == whole


def test_long_runs_have_fewer_values() -> None:
    most = settings.max_lane_steps // 8
    assert len(sweep(Scene.model_validate(scene(*[lane("adam")] * 8, steps=most))).values) == FEWEST


@pytest.mark.thorough
def test_it_stays_below_five_megabytes() -> None:
    """Noise everywhere, eight lanes, four charts, and a surface for each value: the worst that a scene can ask."""
    keys = ("adam", "momentum", "lion", "adagrad_mean", "adagrad", "gradient_descent", "sam", "nadam")
    said = scene(*(lane(key, lr=1.0) for key in keys), surface={"key": "wells"}, steps=3000, noise=5.0)
    whole = Scene.model_validate(said)
    swept = sweep(whole, "surface.knobs.depth", 0.1, 3.0)
    assert swept.at % 2 == 1  # the scene's own value stays when every second one goes
    text = page(whole, swept, PictureOptions.model_validate({"charts": ["loss", "lr_x", "x", "gradient_norm"]}))
    assert len(text) < 5_000_000
    header, frames = unpacked(text.decode())
    assert FEWEST <= len(frames) < MOST
    assert header["states"][header["at"]]["value"] == "A = 0.6"


@pytest.mark.parametrize(
    ("query", "path"),
    [("hero=lanes.1.optimizer.knobs.lr", "hero"), ("hero=", "hero"), ("hero=steps", "hero"), ("hero=surface.knobs.wings", "hero"),
     ("hero=lanes.x.optimizer.knobs.lr", "hero"), ("hero=a.b.c.d.e", "hero"), ("hero=lanes.0.optimizer.key", "hero"),
     ("low=2&high=1", "high"), ("low=x", "low"), ("high=nan", "high"), ("theme=pink", "theme")],
)  # fmt: skip
def test_a_bad_wish_is_refused(client: TestClient, query: str, path: str) -> None:
    got = client.post(f"/api/offline?{query}", json=scene(steps=5))
    assert (got.status_code, got.json()["errors"][0]["path"]) == (422, path)
