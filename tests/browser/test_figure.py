"""The interactive figure, opened from disk with the network off."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from app.exports.options import PictureOptions
from app.exports.plotly_figure import as_page
from app.lessons.adagrad_blow_up import SCENE
from app.scene.scene import Scene
from tests.browser.hand import from_disk

PATHS = """() => [...document.querySelectorAll(".scatterlayer")].map((layer) =>
  [...layer.querySelectorAll(".js-line")].filter((line) => line.getBoundingClientRect().width > 20).length)"""
"""How many lines each plot shows that one can see."""


def test_it_opens_without_any_network_and_shows_every_path(browser: Browser, tmp_path: Path) -> None:
    scene = Scene.model_validate(SCENE)
    file = tmp_path / "lesson.plotly.html"
    file.write_bytes(as_page(PictureOptions(charts=["loss"]).picture(scene)))
    page, complaints = from_disk(browser, file)
    lanes = len(scene.lanes)
    expect(page.locator(".scatterlayer")).to_have_count(lanes + 1)
    *panels, chart = page.evaluate(PATHS)
    assert all(count >= 2 for count in panels), panels  # the path and its edge
    assert chart == lanes
    expect(page.get_by_text("AdaGrad (mean)", exact=True)).to_be_visible()
    assert complaints == [file.as_uri()]
    page.context.close()
