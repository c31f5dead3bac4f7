"""Copying where a browser has no clipboard API: a page at an http:// address of the network."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.lessons import LESSONS
from app.scene.scene import Scene
from tests.browser.hand import drawn
from tests.browser.server import Server

INSECURE = """Object.defineProperty(navigator, "clipboard", { value: undefined });
addEventListener("copy", () => (window.copied = document.activeElement.value ?? ""));"""
FORBIDDEN = INSECURE + "document.execCommand = () => false;"


def opened(page: Page, server: Server, script: str) -> None:
    page.add_init_script(script)
    page.goto(server.url)
    drawn(page)


def copy_table(page: Page) -> None:
    page.keyboard.press("i")
    page.get_by_role("tab", name="Table").click()
    page.get_by_role("button", name="Copy the table").click()


def copy_code(page: Page) -> None:
    page.get_by_text("Save", exact=True).click()
    page.get_by_role("button", name="Code for PyTorch").click()
    page.get_by_role("button", name="Copy the code").click()


def copy_link(page: Page) -> None:
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy the link").click()


@pytest.mark.parametrize(("copy", "holds"), [(copy_table, "Walker\t"), (copy_code, "PyTorch"), (copy_link, "http://")])
def test_without_the_api_the_selection_is_copied(blank: Page, server: Server, copy: Callable[[Page], None], holds: str) -> None:
    opened(blank, server, INSECURE)
    copy(blank)
    expect(blank.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    assert holds in blank.evaluate("window.copied")


def test_the_copied_table_has_a_column_for_the_end_of_each_run(blank: Page, server: Server) -> None:
    opened(blank, server, INSECURE)
    copy_table(blank)
    rows = [line.split("\t") for line in blank.evaluate("window.copied").splitlines()]
    assert [row[0] for row in rows] == ["Walker", "Gradient descent", "AdaGrad (mean)", "AdaGrad (mean), inverse time"]
    assert [row[-1] for row in rows] == ["Run", "finished", "finished", "finished"]
    assert {len(row) for row in rows} == {7}


@pytest.mark.parametrize("copy", [copy_table, copy_code, copy_link])
def test_what_cannot_be_copied_is_said(blank: Page, server: Server, copy: Callable[[Page], None]) -> None:
    opened(blank, server, FORBIDDEN)
    copy(blank)
    expect(blank.get_by_role("status").filter(has_text="This browser does not let a page copy")).to_be_visible()


def test_the_table_wraps_and_is_sorted(page: Page) -> None:
    page.keyboard.press("i")
    page.get_by_role("tab", name="Table").click()
    table, panel = page.locator(".lane-table").bounding_box(), page.locator("#side-view").bounding_box()
    assert table
    assert panel
    assert table["x"] + table["width"] <= panel["x"] + panel["width"]
    names = page.locator(".lane-table tbody th")
    before = names.all_inner_texts()
    page.get_by_role("button", name="Walker", exact=True).click()
    expect(names).to_have_text(sorted(before))
    expect(page.locator(".lane-table th").first).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("button", name="Walker", exact=True).click()
    expect(names).to_have_text(sorted(before)[::-1])
    page.get_by_role("button", name="Walker", exact=True).click()
    expect(names).to_have_text(before)


def test_the_code_stands_in_a_dialog_like_the_others(page: Page) -> None:
    page.get_by_text("Save", exact=True).click()
    page.get_by_role("button", name="Code for PyTorch").click()
    dialog = page.locator("dialog[open]")
    box = dialog.bounding_box()
    assert box
    assert abs(box["x"] + box["width"] / 2 - 720) < 2
    assert "Mono" not in dialog.locator("h2").evaluate("e => getComputedStyle(e).fontFamily.split(',')[0]")
    assert "Mono" in dialog.locator("pre").evaluate("e => getComputedStyle(e).fontFamily")


def test_the_table_says_when_a_tolerance_was_reached(page: Page) -> None:
    """Its numbers are the engine's, for the tolerance that the user types; the link brings it back."""
    page.keyboard.press("i")
    page.get_by_role("tab", name="Table").click()
    runs = Scene.model_validate(LESSONS["adagrad_blow_up"].scene).run()
    for typed, tolerance in (("", 1e-3), ("0,5", 0.5), ("2e1", 20.0)):
        if typed:
            page.get_by_label("Reached:").fill(typed)
            page.get_by_label("Reached:").press("Enter")
        wanted = [next((str(k) for k, loss in enumerate(run.loss) if loss <= tolerance), "–") for run in runs]  # the lowest f is 0
        expect(page.locator(".lane-table tbody td:nth-child(5)")).to_have_text(wanted)
    page.get_by_label("Reached:").fill("-3")
    page.get_by_label("Reached:").press("Enter")
    expect(page.get_by_label("Reached:")).to_have_value("20")
    page.get_by_role("button", name="reached at step").click()
    expect(page.locator(".lane-table thead th").nth(4)).to_have_attribute("aria-sort", "ascending")
    page.wait_for_url("**within=20**")
    page.reload()
    drawn(page)
    page.keyboard.press("i")
    page.get_by_role("tab", name="Table").click()
    expect(page.get_by_label("Reached:")).to_have_value("20")
