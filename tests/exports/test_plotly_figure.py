"""The figure as JSON and as a page: Plotly takes it, it is the notebook's, and nothing in it is markup of somebody else's."""

import gzip
import re
from typing import Any

import plotly.graph_objects as go
import plotly.io
import pytest
from starlette.testclient import TestClient

from app.exports.options import PictureOptions
from app.exports.plotly_figure import figure
from app.main import app
from app.notebook import show
from app.scene.scene import Scene
from app.web.processes import processes
from tests.scenes import lane, scene

SAID = scene(lane("gradient_descent", lr=0.02), lane("adam"), surface={"key": "ellipse"}, start=[-8, 2], steps=40)
client = TestClient(app)


def asked(said: Any, query: str = "", **headers: str) -> Any:
    return client.post(f"/api/figure{query}", json=said, headers=headers)


def test_plotly_takes_the_json_and_it_is_the_notebook_s_figure() -> None:
    got = asked(SAID, "?theme=dark&step=20&charts=x,v")
    assert got.headers["content-type"] == "application/json"
    assert got.text == show(SAID, charts=["x", "v"], theme="dark", step=20).to_json()
    assert len(plotly.io.from_json(got.text).data) == len(go.Figure(got.json()).data) == 7 * 2 + 2 * 2


def test_a_mark_that_a_walker_has_reached_lies_on_its_marker_half_as_large() -> None:
    """Newton's method is at the minimum of a parabola after one step."""
    said = scene(lane("newton", lr=1.0), surface={"key": "ellipse"}, start=[-8, 2], steps=1)
    for step, sizes in ((0, [11]), (1, [11, 5.5])):
        traces = show(said, step=step).data
        (marker,) = (i for i, each in enumerate(traces) if (each.hovertemplate or "").startswith("step") and each.mode == "markers")
        crosses = {i: each.marker.size for i, each in enumerate(traces) if each.type == "scatter" and each.marker.color == "#ffd500"}
        assert [*crosses.values()] == sizes
        assert [i > marker for i in crosses] == [False, True][: len(sizes)]


def test_a_property_that_plotly_does_not_know_would_be_refused() -> None:
    said = asked(SAID).json()
    said["data"][0]["colour"] = "red"
    with pytest.raises(ValueError, match="colour"):
        go.Figure(said)


def test_every_axis_has_a_name() -> None:
    layout = asked(SAID, "?charts=loss").json()["layout"]
    names = {key: axis["title"].get("text") for key, axis in layout.items() if re.fullmatch(r"[xy]axis\d*", key)}
    assert names == {"xaxis": "x", "xaxis2": "x", "xaxis3": "step", "yaxis": "y", "yaxis2": "y", "yaxis3": None}  # it stands above


def test_a_label_is_text() -> None:
    hostile = '</script><img src="http://evil.example/"><b>'
    said = scene(lane("adam") | {"label": hostile}, steps=5)
    titles = [each.text for each in show(said).layout.annotations]
    assert titles[0] == "&lt;/script&gt;&lt;img src=&quot;http://evil.example/&quot;&gt;&lt;b&gt;"
    assert "<img src" not in asked(said, "?format=html").text


def test_the_page_is_one_file_and_packed_where_the_client_takes_it() -> None:
    bare, packed = (asked(SAID, "?format=html", **{"accept-encoding": coding}) for coding in ("identity", "gzip"))
    assert bare.headers["content-type"] == "text/html; charset=utf-8"
    assert bare.headers["content-disposition"] == 'attachment; filename="ravine.plotly.html"'
    assert "content-encoding" not in bare.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == bare.content
    assert not re.findall(r"<(?:script|link|img)[^>]*(?:src|href)=", bare.text.replace(client_bundle(), ""))
    assert len(gzip.compress(bare.content, 5)) < 2_500_000


def client_bundle() -> str:
    """Return plotly.js as the package has it."""
    return str(plotly.offline.get_plotlyjs())


def test_what_float32_cannot_hold_keeps_its_digits() -> None:
    """The pointer shows f: 1e60 (x^2 + y^2) is beyond float32."""
    said = scene(lane("adam"), steps=3) | {"surface": {"key": "formula", "formula": "1e60 (x^2 + y^2)"}, "start": [1, 1]}
    made = figure(PictureOptions().picture(Scene.model_validate(said)))
    assert made.data[0].customdata.max() > 1e60


@pytest.mark.parametrize(
    ("query", "path"), [("format=png", "format"), ("step=41", "step"), ("charts=no", "charts"), ("theme=pink", "theme")]
)
def test_a_bad_query_is_refused(query: str, path: str) -> None:
    got = asked(SAID, f"?{query}")
    assert (got.status_code, got.json()["errors"][0]["path"]) == (422, path)


def test_beyond_the_load_limit_the_answer_is_503(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes.shares, "_most_waiting", 0)
    assert asked(SAID).status_code == 503
