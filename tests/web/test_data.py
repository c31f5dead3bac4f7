"""Examples of one's own over HTTP: what is pasted becomes the surface's, or a sentence says why not; nothing that is taken breaks later."""

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.main import app
from app.replies.facts import surface_facts
from app.replies.frames import picture
from app.replies.mesh import Mesh
from app.replies.rows import answer
from app.replies.view import View
from app.scene.scene import Scene
from surfaces import SURFACES
from tests.scenes import lane

MODELS = [key for key, unit in SURFACES.items() if unit.data]
CLASSES = "a,b,t\n" + "\n".join(f"{i / 3},{(i * 7) % 5},{i % 2}" for i in range(12))
LINE = "\n".join(f"{i},{2 * i + 1}" for i in range(8))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(app) as made:
        yield made


def sent(client: TestClient, key: str, text: str | None, **more: Any) -> Any:
    """Return the answer about a pasted text."""
    return client.post("/api/data", json={"surface": {"key": key}, **({} if text is None else {"text": text}), **more})


@pytest.mark.parametrize("key", MODELS)
def test_a_pasted_table_becomes_the_examples_and_every_fourth_row_is_for_validation(client: TestClient, key: str) -> None:
    said = sent(client, key, CLASSES).json()
    assert (said["rows"], said["held_rows"]) == (9, 3)
    assert said["surface"]["examples"][0] == [0.0, 0.0, 0.0]
    assert said["surface"]["held"][0] == [1.0, 1.0, 1.0]
    scene = Scene.model_validate({"surface": said["surface"], "steps": 5, "lanes": [lane("adam")]})
    facts = surface_facts(scene.landscape())["data"]
    assert (facts["count"], facts["truth"], facts["condition"]) == (9, None, said["condition"])


def test_the_condition_number_is_that_of_the_inputs(client: TestClient) -> None:
    """Least squares with an intercept: H = [[mean a^2, mean a], [mean a, 1]]; standardised it is the unit matrix."""
    a = np.array([i for i in range(8) if i % 4 != 3], dtype=np.float64)
    low, high = np.linalg.eigvalsh(np.array([[np.mean(a * a), np.mean(a)], [np.mean(a), 1]]))
    assert sent(client, "linear_regression", LINE).json()["condition"] == pytest.approx(high / low, rel=1e-12)
    assert sent(client, "linear_regression", LINE, standardise=True).json()["condition"] == pytest.approx(1, rel=1e-12)


def test_validation_inputs_are_standardised_by_the_training_ones(client: TestClient) -> None:
    said = sent(client, "linear_regression", LINE, standardise=True).json()["surface"]
    a = np.array([i for i in range(8) if i % 4 != 3], dtype=np.float64)
    np.testing.assert_allclose([row[0] for row in said["held"]], (np.array([3.0, 7.0]) - a.mean()) / a.std(), rtol=1e-14)
    assert {row[1] for row in said["examples"] + said["held"]} == {1.0}


@pytest.mark.parametrize("key", MODELS)
def test_without_a_text_the_examples_that_there_are_are_standardised(client: TestClient, key: str) -> None:
    said = sent(client, key, None, standardise=True).json()
    inputs = np.array(said["surface"]["examples"])[:, 0]
    assert (inputs.mean(), inputs.std()) == (pytest.approx(0, abs=1e-14), pytest.approx(1))
    assert (said["rows"], said["held_rows"]) == (SURFACES[key].knobs["n"].default, 64)


@pytest.mark.parametrize(("key", "text", "says"), [
    ("logistic_regression", "1,1\n2,1\n3,1\n4,0",
     "all training examples are of class 1: two classes are needed (line 4 of every 4 is for validation)"),
    ("logistic_regression", "1,yes\n2,yes\n3,yes\n4,no",
     "all training examples are of class yes: two classes are needed (line 4 of every 4 is for validation)"),
    ("linear_regression", "5,1\n5,2\n5,3\n4,0", "input a is 5 in every training example: it tells them nothing apart"),
    ("linear_regression", "1,1\n1,2\n1,3\n4,0", "input a is 1 in every training example: it tells them nothing apart"),
    ("linear_regression", "1 0 1\n2 0 2\n3 0 3\n4 1 0", "input b is 0 in every training example: it tells them nothing apart"),
    ("linear_regression", "1,2\n2,x\n3,4\n4,5", "line 2, column 2: x is not a number"),
    ("ellipse", "1,2\n2,3\n3,4\n4,5", "text is for surfaces made of examples"),
    ("linear_regression", None, "text is missing"),
    ("linear_regression", "1 " * 200_000, "text is too long"),
    ("linear_regression", "1,2,3\n" * 30_000, "there are 30000 rows: at most 500 are taken"),
])  # fmt: skip
def test_what_is_wrong_is_a_sentence(client: TestClient, key: str, text: str | None, says: str) -> None:
    answered = sent(client, key, text)
    assert answered.status_code == 422
    assert answered.json()["errors"][0]["message"] == says


def test_words_for_classes_are_said_with_their_numbers(client: TestClient) -> None:
    said = sent(client, "logistic_regression", "\n".join(f"{i},{(i * 7) % 5},{'no' if i % 2 else 'yes'}" for i in range(8))).json()
    assert said["classes"] == ["no", "yes"]
    assert [t for _, _, t in said["surface"]["examples"]] == [1, 0, 1, 1, 0, 1]
    assert sent(client, "logistic_regression", CLASSES).json()["classes"] is None
    assert sent(client, "logistic_regression", CLASSES, standardise=True).json()["classes"] is None


def test_an_intercept_of_its_own_is_no_constant_input(client: TestClient) -> None:
    for text in ("1 1 1\n2 1 2\n3 1 3\n4 1 0", "1 1 1\n1 2 2\n1 3 3\n1 4 0"):
        assert sent(client, "linear_regression", text).status_code == 200
    assert sent(client, "tiny_network", "1 7 1\n2 7 2\n3 7 3\n4 7 0").status_code == 200  # it does not read b


@pytest.mark.parametrize("key", MODELS)
@pytest.mark.parametrize("size", [0.0, 1e-200, 1e-155, 1e-80])
def test_examples_without_any_curvature_have_a_rate_that_can_be_sent_back(client: TestClient, key: str, size: float) -> None:
    """Inputs of 0 give no stable rate, and tiny ones an infinite one: JSON has no number for it."""
    methods = [
        {"optimizer": {"key": name}} for name in ("gradient_descent", "momentum", "adam", "newton", "lookahead", "proximal_gradient")
    ]
    said = {"surface": {"key": key, "examples": [[size, size, 0], [size, 0, 1], [0, 0, 0]]}, "steps": 3, "lanes": methods}
    filled = client.post("/api/scene", json=said)
    assert filled.status_code == 200
    assert all(0 < each["optimizer"]["knobs"]["lr"] < 1e30 for each in filled.json()["lanes"])
    assert client.post("/api/runs", json=filled.json()).status_code == 200
    assert client.post("/api/range-test", json={"scene": filled.json(), "lane": 0}).status_code == 200


def test_too_many_examples_for_a_mixture_are_refused_with_the_knob(client: TestClient) -> None:
    surface = {"key": "linear_regression", "knobs": {"mix": 0.2}}
    answered = client.post("/api/data", json={"surface": surface, "text": "\n".join(f"{i},{i % 3}" for i in range(40))})
    assert answered.status_code == 422
    assert answered.json()["errors"][0]["path"] == "surface.knobs.mix"


def test_ten_megabytes_are_refused_before_they_are_read(client: TestClient) -> None:
    answered = sent(client, "linear_regression", "1,2\n" * 2_500_000)
    assert answered.status_code == 413
    assert "large" in answered.json()["errors"][0]["message"]


EXTREMES = ["0", "1", "-1", "1e9", "-1e9", "1e-300", "1e-9", "0.5", "123456789.123", "1e5"]


def drawn(rng: random.Random, classes: bool) -> str:
    """Return a table of extreme numbers, with equal rows among them."""
    rows = [
        (rng.choice(EXTREMES), rng.choice(EXTREMES), str(i % 2) if classes else rng.choice(EXTREMES)) for i in range(rng.randint(4, 20))
    ]
    rows += [rows[0]] * rng.randint(0, 5)
    return "\n".join(map(",".join, rows))


@pytest.mark.parametrize("key", MODELS)
def test_what_is_taken_breaks_nothing_later(client: TestClient, key: str) -> None:
    """Facts, mesh, frames and rows of 12 tables of extreme numbers each, with and without standardised inputs."""
    rng, taken = random.Random(key), 0
    for turn in range(12):
        answered = sent(client, key, drawn(rng, SURFACES[key].data.model.classes), standardise=bool(turn % 2))  # type: ignore[union-attr]
        assert answered.status_code in (200, 422), answered.text
        if answered.status_code != 200:
            continue
        taken += 1
        surface = answered.json()["surface"]
        lanes = [lane("gradient_descent", lr=0.1), {**lane("adam"), "batch": 2, "answer": {"key": "best"}}]
        scene = Scene.model_validate({"surface": surface, "steps": 20, "lanes": lanes})
        panel = {"width": 300, "height": 300, "x": [-4, 4], "y": [-4, 4]}
        chart = {"width": 50, "steps": [0, 20], "series": ["loss", "held", "committee"], "axes": {"held": "log", "committee": "log"}}
        picture(1, scene, View.model_validate({"panels": [panel] * 2, "chart": chart, "data": True}))
        answer(scene, together=True)
        for held in (0, 1):
            Mesh.model_validate(
                {"surface": surface, "x0": -4, "x1": 4, "y0": -4, "y1": 4, "nx": 8, "ny": 8, "spacing": "log", "held": held}
            ).frame()
    assert taken > 5


def test_no_text_is_answered_with_anything_but_a_surface_or_a_sentence(client: TestClient) -> None:
    rng = random.Random(16)
    signs = ["1", "2.5", "-3", ",", ";", "\t", " ", "\n", "\r\n", "nan", "e", "\ufeff", "#", '"', "\u2212", "x", "\x00", "1e400", "٣"]
    for _ in range(300):
        text = "".join(rng.choices(signs, k=rng.randint(0, 60)))
        answered = sent(client, rng.choice(MODELS), text)
        assert answered.status_code in (200, 422), text
        if answered.status_code == 422:
            assert answered.json()["errors"][0]["message"]


def test_a_message_may_hold_as_many_examples_as_a_scene_and_a_frozen_one_have(client: TestClient) -> None:
    rows = [[i / 7, 1.25, -0.5] for i in range(500)]
    said = {"surface": {"key": "linear_regression", "examples": rows, "held": rows}, "steps": 3, "lanes": [lane("adam")]}
    assert client.post("/api/scene", json={**said, "frozen": said}).status_code == 200
    said["surface"]["examples"] = [*rows, [1, 1, 1]]  # type: ignore[index]
    answered = client.post("/api/scene", json=said)
    assert (answered.status_code, answered.json()["errors"][0]["path"]) == (422, "surface.examples")


def test_the_committee_is_asked_for(client: TestClient) -> None:
    said = {"surface": {"key": "linear_regression"}, "steps": 6, "lanes": [lane("adam"), lane("rmsprop")]}
    plain, asked = (client.post(f"/api/runs{query}", json=said).json() for query in ("", "?committee=1&every=4"))
    assert not {"committee", "members"} & set(plain)
    assert (len(asked["committee"]), asked["members"]) == (3, [0, 1])
    header = client.post("/api/csv?committee=1", json=said).text.splitlines()[0]
    assert header.endswith(",held,train,committee,name,settings")
    for path in ("/api/runs", "/api/csv"):
        answered = client.post(f"{path}?committee=1", json={**said, "surface": {"key": "ellipse"}})
        assert (answered.status_code, answered.json()["errors"][0]["message"]) == (422, "committee is for surfaces made of examples")
