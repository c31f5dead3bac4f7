"""The panel of the examples on the one-file page follows the step and the slider, opened from disk with the network off."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.exports.offline.page import page as written
from app.exports.offline.sweep import sweep
from app.exports.options import PictureOptions
from app.lessons import LESSONS
from app.scene.scene import Scene
from tests.browser.conftest import PHONE
from tests.browser.hand import from_disk

CANVAS = "document.querySelector('#examples canvas').toDataURL()"

GREY = """() => {
  const canvas = document.querySelector('#examples canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let washed = 0; // a shade of ink that is neither its full tone nor nearly the ground: the wash between the lines
  for (let i = 0; i < data.length; i += 4) washed += data[i + 3] > 30 && data[i + 3] < 140 && data[i] < 60;
  return washed > 0.03 * data.length / 4;
}"""


@pytest.fixture
def offline(browser: Browser, tmp_path: Path) -> tuple[Page, list[str]]:
    scene = Scene.model_validate(LESSONS["early_stopping"].scene)
    file = tmp_path / "lesson.html"
    file.write_bytes(written(scene, sweep(scene, "surface.knobs.n"), PictureOptions(charts=["held"], step=5)))
    return from_disk(browser, file)


def test_the_panel_follows_step_and_slider(offline: tuple[Page, list[str]]) -> None:
    page, complaints = offline
    panel = page.locator("#examples")
    expect(panel.locator(".readout")).to_have_text("6 training 64 validation", use_inner_text=True)
    page.wait_for_function("document.fonts.status === 'loaded'")
    before = page.evaluate(CANVAS)
    page.locator("#number").fill("0")
    page.keyboard.press("Enter")
    page.wait_for_function(f"before => {CANVAS} !== before", arg=before)
    page.locator("#hero").focus()
    page.keyboard.press("End")
    expect(panel.locator("[data-count=train]")).to_have_text("64")
    assert len(complaints) == 1  # its own address
    page.context.close()


def test_on_a_phone_the_panel_has_a_name_among_the_walkers(offline: tuple[Page, list[str]]) -> None:
    page, _ = offline
    page.set_viewport_size(PHONE)
    page.reload()
    stage = page.locator("#examples .stage")
    expect(stage).not_to_be_in_viewport()
    page.get_by_role("button", name="Examples", exact=True).click()
    expect(stage).to_be_in_viewport(ratio=0.9)
    expect(page.get_by_role("button", name="Examples", exact=True)).to_have_attribute("aria-pressed", "true")
    page.context.close()


def test_what_models_answer_together_is_drawn_and_said(browser: Browser, tmp_path: Path) -> None:
    scene = Scene.model_validate(LESSONS["committee"].scene)
    file = tmp_path / "committee.html"
    file.write_bytes(written(scene, sweep(scene, "surface.knobs.n"), PictureOptions(charts=["committee"])))
    page, complaints = from_disk(browser, file)
    expect(page.locator("#examples .readout")).to_have_text("10 training 64 validation mean answer unsure", use_inner_text=True)
    page.wait_for_function(GREY)
    assert len(complaints) == 1  # its own address
    page.context.close()
