"""The pictures of a class as the server packs them and the page unpacks them."""

import base64

import numpy as np
import pytest
from playwright.sync_api import Page

from app.classroom.pictures.frames import View, box, paths, thinned
from app.classroom.pictures.ground import ground
from app.lessons import LESSONS
from app.scene.scene import Scene
from tests.browser.server import Server

UNPACKED = """async packed => {
  const { unpack } = await import(new URL("js/class/frames.js", location.href));
  const found = await unpack(Uint8Array.from(atob(packed), letter => letter.charCodeAt(0)).buffer);
  return found.kind === 1
    ? found.lanes.map(lane => [lane.x, lane.y, lane.at].map(each => [...each]))
    : [...found.values].map(value => Number.isNaN(value) ? null : value);
}"""


@pytest.mark.parametrize("lesson", ["saddle", "edge_of_stability", "noise"])
def test_what_the_server_packs_the_page_unpacks(blank: Page, server: Server, lesson: str) -> None:
    blank.goto(f"{server.url}class")
    scene = Scene.model_validate(LESSONS[lesson].scene)
    (x0, x1), (y0, y1) = scene.ground.surface().domain
    view: View = (x0, x1, y0, y1)
    left, right, below, above = box(view)
    found = blank.evaluate(UNPACKED, base64.b64encode(paths(scene, view)).decode())
    for (x, y, at), run in zip(found, scene.run(), strict=True):
        kept = thinned(run, view, 4000 // len(scene.lanes)).rows
        assert at == kept.tolist()
        inside = (run.x[kept] > left) & (run.x[kept] < right) & (run.y[kept] > below) & (run.y[kept] < above)
        assert np.abs(np.array(x) - run.x[kept])[inside].max() <= (right - left) / 65534
        assert np.abs(np.array(y) - run.y[kept])[inside].max() <= (above - below) / 65534
    heights = blank.evaluate(UNPACKED, base64.b64encode(ground(scene.ground, view)).decode())
    assert len(heights) == 120 * 120
    assert min(each for each in heights if each is not None) == 0
