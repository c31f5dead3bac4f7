"""Files that are opened: by the menu and by dropping them on the page."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.hand import drawn
from tests.browser.server import Server
from tests.browser.test_save import saved
from tests.scenes import lane, scene

DROP = """([name, text]) => {
    const held = new DataTransfer();
    held.items.add(new File([text], name));
    const over = new DragEvent('dragover', { dataTransfer: held, bubbles: true, cancelable: true });
    document.querySelector('#charts').dispatchEvent(over);
    const veil = document.querySelector('.drop').checkVisibility();
    document.querySelector('#charts').dispatchEvent(new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true }));
    return over.defaultPrevented && veil;
}"""
"""Drags a file over the charts and drops it there; returns whether the page took it and showed that it would."""


def chosen(page: Page, menu: str, *files: FilePayload) -> None:
    """Open files by the menu."""
    page.locator("#tools details.all > summary").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=menu).click()
    chooser.value.set_files(list(files))


def given(name: str, data: object) -> FilePayload:
    """Return a file as Playwright takes it."""
    text = data if isinstance(data, str) else json.dumps(data)
    return {"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()}


TWO = scene(lane("adam", lr=0.1), lane("momentum", lr=0.02), surface={"key": "rosenbrock"}, steps=60)


def test_a_saved_scene_is_opened_and_taken_back(page: Page, tmp_path: Path) -> None:
    page.locator("#hero input:not([type=range])").fill("0.3")
    page.locator("#hero input:not([type=range])").press("Enter")
    text = saved(page, "Scene (JSON)", tmp_path / "scene.json").decode()
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#lesson h1")).not_to_contain_text("AdaGrad arrives")
    chosen(page, "Open a file", given("mine.json", text))
    expect(page.locator("#lanes .lane-name").nth(1)).to_contain_text("0.3")
    expect(page.locator(".position input")).to_have_value("400")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#lanes .lane-name").nth(1)).not_to_contain_text("0.3")


def test_a_dropped_scene_is_opened(page: Page) -> None:
    assert page.evaluate(DROP, ["two.json", "\ufeff" + json.dumps(TWO)])
    expect(page.locator("#lesson h1")).to_contain_text("Rosenbrock")
    expect(page.locator("#lanes .lane-name")).to_have_count(2)
    expect(page.locator(".drop")).to_be_hidden()
    drawn(page)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("beta.json", scene(lane("adam", beta1=2.0)),
            "not opened: beta1 of walker 1 must be below 1. Field lanes.0.optimizer.knobs.beta1: allowed < 1, found 2.0."),
        ("nan.json", '{"surface": {"key": "canyon"}, "lanes": [{"optimizer": {"key": "adam"}}], "steps": 5, "start": [NaN, 1]}',
            "nan.json was not opened: start 0 must be a finite number. Field start.0: allowed finite, found NaN."),
        ("bare.json", {"lanes": [], "steps": 4}, "bare.json was not opened: surface is missing. Field surface: allowed required, found –."),
        ("half.json", '{"lanes": [', "half.json was not opened: the message is not JSON"),
        ("photo.png", "\x89PNG", "photo.png was not opened: Ravine opens scenes (JSON)"),
        ("list.json", [1, 2], "list.json was not opened: Ravine opens scenes (JSON)"),
        ("large.json", " " * 5_100_000, "large.json has 5.1 MB. Files of at most 5 MB can be opened."),
    ],
    ids=["bound", "NaN", "missing", "broken", "picture", "list", "large"],
)  # fmt: skip
def test_a_bad_file_is_named_with_what_is_wrong(page: Page, complaints: list[str], name: str, data: object, says: str) -> None:
    chosen(page, "Open a file", given(name, data))
    expect(page.locator("#notice")).to_contain_text(says)
    expect(page.locator("#lesson h1")).to_contain_text("AdaGrad arrives")
    assert all("422" in each or "400" in each for each in complaints)
    complaints.clear()


def test_a_phone_opens_a_file(pocket: Page, server: Server) -> None:
    pocket.goto(server.url)
    drawn(pocket)
    chosen(pocket, "Open a file", given("two.json", TWO))
    expect(pocket.locator("#lesson h1")).to_contain_text(re.compile("Rosenbrock"))
