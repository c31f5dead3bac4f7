"""A hidden future: the frame ends at the step that was asked for, and what it shows is the beginning of the same run."""

from collections.abc import Iterator

import numpy as np
import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from app.main import app
from app.scene.scene import Scene
from tests.scenes import lane, scene
from tests.web.test_stream import ask, view

COSINE = scene(lane("adam", "cosine", lr=0.5), lane("gradient_descent", lr=0.01), steps=400, noise=0.5)


@pytest.fixture
def socket() -> Iterator[WebSocketTestSession]:
    with TestClient(app).websocket_connect("/api/stream") as made:
        yield made


def test_nothing_beyond_the_step_is_sent_and_the_schedule_is_that_of_all_steps(socket: WebSocketTestSession) -> None:
    header, shared, lanes = ask(socket, {"id": 1, "scene": COSINE, "view": {**view(2), "until": 100}})
    assert header["steps"] == 400
    np.testing.assert_array_equal(shared["stops"], np.arange(101))
    for said, arrays, whole in zip(header["lanes"], lanes, Scene.model_validate(COSINE).run(), strict=True):
        assert said["status"] == {"kind": "finished", "step": 100, "reason": None}
        assert len(arrays["balls"]) == 2 * 101
        assert np.nanmax(arrays["path_steps"]) == 100
        for name in ("loss", "gradient_norm", "lr", "lr_x", "x"):
            assert np.isnan(arrays[name].reshape(100, 2)[26:]).all(), name  # 100 columns of 4 steps: step 100 lies in column 25
        np.testing.assert_allclose(arrays["lr"].reshape(100, 2)[24], [whole.lr[98], whole.lr[95]], rtol=1e-6)  # steps 96 ... 99
        assert arrays["loss"].reshape(100, 2)[25] == pytest.approx(whole.loss[100], rel=1e-6)


def test_a_run_that_diverges_later_has_not_diverged_yet(socket: WebSocketTestSession) -> None:
    wild = scene(lane("gradient_descent", lr=1.0), surface={"key": "ellipse"})
    end = Scene.model_validate(wild).run()[0]
    assert end.diverged
    header, _, _ = ask(socket, {"id": 1, "scene": wild, "view": {**view(), "until": end.step - 1}})
    assert header["lanes"][0]["status"]["kind"] == "finished"
    assert header["lanes"][0]["events"] == []
    header, _, _ = ask(socket, {"id": 2, "scene": wild, "view": {**view(), "until": end.step}})
    assert header["lanes"][0]["status"]["kind"] == "diverged"


@pytest.mark.parametrize("until", [0, 401, 1.0, "7", True])
def test_a_step_that_the_run_does_not_have_is_refused_by_name(socket: WebSocketTestSession, until: object) -> None:
    answer = ask(socket, {"id": 3, "scene": scene(steps=400), "view": {**view(), "until": until}})
    assert [error["path"] for error in answer["errors"]] == ["view.until"]
