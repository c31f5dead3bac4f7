"""The one-file page, opened from disk with the network off."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from app.exports.offline.page import page as written
from app.exports.offline.sweep import sweep
from app.exports.options import PictureOptions
from app.lessons.adagrad_blow_up import SCENE
from app.scene.scene import Scene
from tests.browser.conftest import PHONE, WIDE
from tests.browser.hand import from_disk

INK = "([...document.querySelectorAll('.overlay')][1].toDataURL())"


def ink(page: Page) -> str:
    """Return what the second lane's canvas shows."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return str(page.evaluate(INK))


def test_it_plays_and_drags_without_any_network(browser: Browser, tmp_path: Path) -> None:
    scene = Scene.model_validate(SCENE)
    file = tmp_path / "lesson.html"
    file.write_bytes(written(scene, sweep(scene, "lanes.1.optimizer.knobs.lr", 0.05, 1.5), PictureOptions(charts=["v", "ratio_y"])))
    page, complaints = from_disk(browser, file)
    expect(page.locator("#value")).to_have_text("η = 0.6")
    assert complaints == [file.as_uri()]
    at_end = ink(page)
    page.locator("#hero").focus()
    page.keyboard.press("Home")
    expect(page.locator("#value")).to_have_text("η = 0.05")
    dragged = ink(page)
    assert dragged != at_end
    page.keyboard.press("End")
    expect(page.locator("#value")).to_have_text("η = 1.5")
    page.get_by_label("To the start").click()
    expect(page.locator(".readout").first).to_have_text("step 0, f = 1.03 × 10³, |g| = 462")
    page.get_by_label("One step forward").click()
    expect(page.locator("#number")).to_have_value("1")
    page.get_by_role("button", name="Play").click()
    expect(page.locator("#number")).not_to_have_value("1")
    page.get_by_role("button", name="Pause").click()
    page.locator("#number").fill("60")
    page.keyboard.press("Enter")
    expect(page.locator("#step")).to_have_value("60")
    assert complaints == [file.as_uri()]
    page.context.close()


def test_it_keeps_title_sentence_charts_step_and_view_of_the_page(page: Page, browser: Browser, tmp_path: Path) -> None:
    title, sentence = page.locator("h1").inner_text(), page.locator("#lesson .sentence").inner_text()
    page.locator("#timeline .position input").fill("57")
    page.keyboard.press("Enter")
    page.locator("#charts select").first.select_option("gradient_norm")
    page.get_by_text("Save", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Page that plays").click()
    file = tmp_path / "page.html"
    download.value.save_as(file)
    there, _ = from_disk(browser, file)
    expect(there.locator("h1")).to_have_text(title)
    expect(there.locator(".sentence")).to_have_text(sentence)
    expect(there.locator("#number")).to_have_value("57")
    expect(there.locator("#step")).to_have_attribute("max", "400")
    expect(there.locator("figure").first).to_contain_text("Gradient norm")
    there.context.close()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_its_parts_stand_in_the_order_of_the_page(browser: Browser, tmp_path: Path, size: ViewportSize) -> None:
    """Title, sentence, picture and hero are on the first screen; on a phone one panel at a time, that of the hero first."""
    scene = Scene.model_validate(SCENE)
    file = tmp_path / "lesson.html"
    options = PictureOptions(charts=["v", "ratio_y"], title="Title", step=34)
    file.write_bytes(written(scene, sweep(scene, "lanes.1.optimizer.knobs.lr", 0.05, 1.5), options, "What to see."))
    page, _ = from_disk(browser, file)
    page.set_viewport_size(size)
    page.reload()
    expect(page.locator(".readout").nth(1)).to_contain_text("step 34")
    boxes = [
        page.locator(each).first.bounding_box() for each in ("h1", ".sentence", "#lane1 .stage", "#hero", "#charts .chart", "#timeline")
    ]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == len(boxes)
    assert tops[:5] == sorted(tops[:5])
    ends = [box["y"] + box["height"] for box in boxes if box]
    assert max(*ends[:4], ends[5]) <= size["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("#lane1 .stage")).to_be_in_viewport(ratio=0.9)
    first = page.locator("#lane0 .stage")
    if size == PHONE:
        expect(first).not_to_be_in_viewport()
        page.get_by_role("button", name="Gradient descent").click()
    expect(first).to_be_in_viewport(ratio=0.9)
    page.context.close()
