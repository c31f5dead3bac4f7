"""The one-file page, opened from disk with the network off."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from app.exports.offline.page import page as written
from app.exports.offline.sweep import sweep
from app.exports.options import PictureOptions
from app.lessons.adagrad_blow_up import SCENE
from app.scene.scene import Scene
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


def test_it_keeps_the_lessons_title_and_the_charts_of_the_page(page: Page, browser: Browser, tmp_path: Path) -> None:
    title = page.locator("h1").inner_text()
    page.locator("#charts select").first.select_option("gradient_norm")
    page.get_by_text("Save", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Page that plays").click()
    file = tmp_path / "page.html"
    download.value.save_as(file)
    there, _ = from_disk(browser, file)
    expect(there.locator("h1")).to_have_text(title)
    expect(there.locator("figure").first).to_contain_text("Gradient norm")
    there.context.close()
