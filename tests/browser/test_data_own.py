"""Data of one's own: pasted, mended, dropped, standardised, and told on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eye import Wire
from tests.browser.hand import lane_scene, open_scene, quiet, unlinked
from tests.browser.server import Server
from tests.browser.test_data import CLASSES, LINE, counts, surface

GOOD = "a,t\n1,2\n2,3.9\n3,6.1\n4,8\n5,9.8\n6,12.2\n7,14\n8,16.1\n"
BAD = GOOD.replace("3,6.1", "3,six")


@pytest.fixture
def line(wire: Wire, blank: Page, server: Server) -> Page:
    """A line through six examples, on a page that may read the clipboard."""
    blank.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_scene(blank, server, LINE)
    counts(blank, 6)
    return blank


def paste(page: Page, text: str) -> None:
    """Copy a text elsewhere, and paste it onto the page."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def refused(complaints: list[str]) -> None:
    """The browser says that the server refused a request, once; the page says why."""
    assert len(complaints) == 1
    assert "422" in complaints.pop()


def test_a_table_is_pasted_anywhere(line: Page) -> None:
    paste(line, GOOD)
    counts(line, 6, 2)
    expect(line.locator(".data h2")).to_contain_text("Your examples")
    assert surface(line)["examples"][:2] == [[1, 1, 2], [2, 1, 3.9]]
    assert surface(line)["held"] == [[4, 1, 8], [8, 1, 16.1]]
    line.reload()
    counts(line, 6, 2)
    line.keyboard.press("Control+z")  # the reload forgot what was before
    counts(line, 6, 2)


def test_a_table_with_an_error_is_kept_mended_and_sent_again(line: Page, complaints: list[str]) -> None:
    paste(line, BAD)
    dialog = line.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_have_text("line 4, column 2: six is not a number")
    area = dialog.get_by_label("Table")
    expect(area).to_have_value(BAD)
    assert area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)") == "3,six"
    counts(line, 6)  # the last good picture stays
    line.keyboard.type("3,6.1")
    expect(dialog.get_by_role("alert")).to_be_empty()
    dialog.get_by_role("button", name="Use these data").click()
    expect(dialog).to_have_count(0)
    counts(line, 6, 2)
    line.keyboard.press("Control+z")
    counts(line, 6, 64)
    refused(complaints)


def test_the_dialog_says_that_nothing_was_written(line: Page, complaints: list[str]) -> None:
    line.get_by_label("More about the data").click()
    line.get_by_role("button", name="Data of your own").click()
    line.get_by_role("button", name="Use these data").click()
    expect(line.get_by_role("alert")).to_contain_text("at least 4 are needed")
    line.keyboard.press("Escape")
    expect(line.get_by_role("dialog")).to_have_count(0)
    expect(line.get_by_label("More about the data")).to_be_focused()
    refused(complaints)


def test_prose_and_fields_are_left_alone(line: Page) -> None:
    paste(line, "See why optimizers blow up.\nThey do, at 2 of 3 rates.")
    quiet(line)
    counts(line, 6)
    line.get_by_role("button", name="All settings").click()
    field = line.locator("#rail-surface-knobs-sample")
    field.focus()
    paste(line, "1,2\n3,4\n5,6\n7,8")
    quiet(line)
    expect(line.locator(".data h2")).not_to_contain_text("Your examples")


def test_a_table_needs_a_surface_of_examples(wire: Wire, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    paste(page, GOOD)
    expect(page.locator("#notice")).to_contain_text("Choose a surface that is made of examples first")


def test_one_class_only_is_refused_with_a_sentence(line: Page, server: Server, complaints: list[str]) -> None:
    open_scene(line, server, CLASSES)
    counts(line, 10)
    paste(line, "1,2,0\n2,3,0\n3,4,0\n4,5,0\n")
    expect(line.get_by_role("alert")).to_contain_text("two classes are needed")
    refused(complaints)


def test_a_file_is_dropped(line: Page) -> None:
    files = line.evaluate_handle(
        "text => { const held = new DataTransfer(); held.items.add(new File([text], 'own.csv', { type: 'text/csv' })); return held; }", GOOD
    )
    line.locator("#lanes").dispatch_event("drop", {"dataTransfer": files})
    counts(line, 6, 2)


def test_what_was_saved_opens_again(line: Page, tmp_path: Path) -> None:
    line.locator(".data .held-example").press("Shift+ArrowUp")
    expect(line.locator(".data h2")).to_contain_text("Your examples")
    said = surface(line)["examples"]
    line.get_by_label("More about the data").click()
    with line.expect_download() as saved:
        line.get_by_role("button", name="Save the data (CSV)").click()
    file = tmp_path / "own.csv"
    saved.value.save_as(file)
    line.keyboard.press("Control+z")
    expect(line.locator(".data h2")).not_to_contain_text("Your examples")
    line.locator("#tools details.all > summary").click()
    with line.expect_file_chooser() as chooser:
        line.get_by_role("button", name="Open a file").click()
    chooser.value.set_files(file)
    counts(line, 6, 64)
    assert surface(line)["examples"] == said


def test_standardised_inputs_have_a_smaller_condition_number(line: Page) -> None:
    paste(line, "1,100,2\n2,230,3\n3,280,4\n4,410,4\n5,490,7\n6,620,6\n7,700,9\n8,790,9\n")
    counts(line, 6, 2)
    before = condition(line)
    line.get_by_label("More about the data").click()
    line.get_by_role("button", name="Standardise the inputs").click()
    expect(line.locator(".data .condition")).not_to_have_text(before)
    assert number(condition(line)) < number(before) / 100
    line.keyboard.press("Control+z")
    expect(line.locator(".data .condition")).to_have_text(before)


def condition(page: Page) -> str:
    """Return what the panel says of the condition number."""
    quiet(page)
    return page.locator(".data .condition").inner_text()


def number(text: str) -> float:
    """Return the number behind the sign of equality."""
    return float(text.partition("= ")[2].replace(",", "").replace(" × 10", "e").translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")))


def test_a_phone_takes_data_in_its_dialog(pocket: Page, server: Server) -> None:
    open_scene(pocket, server, LINE)
    counts(pocket, 6)
    pocket.get_by_label("More about the data").tap()
    pocket.get_by_role("button", name="Data of your own").tap()
    pocket.get_by_label("Table").fill(GOOD)
    pocket.get_by_role("button", name="Use these data").tap()
    counts(pocket, 6, 2)
    assert unlinked(lane_scene(pocket))["surface"]["held"] == [[4, 1, 8], [8, 1, 16.1]]


def test_a_saved_table_with_an_error_is_refused_and_the_last_good_picture_stays(line: Page, complaints: list[str]) -> None:
    good = "a,b,t,set\n1,2,3,training\n2,3,5,training\n3,5,4,training\n1,4,5,validation\n"
    paste(line, good.replace("3,5,4,training", "3,5,4,test"))
    alert = line.get_by_role("alert")
    expect(alert).to_have_text("line 4, column 4: test is neither training nor validation")
    counts(line, 6)
    refused(complaints)
    line.get_by_label("Table").fill(good.replace("1,4,5,validation\n", "1,4,5,training\n" * 501))
    line.get_by_role("button", name="Use these data").click()
    expect(alert).to_have_text("there are 504 rows for training: at most 500 are taken")
    refused(complaints)
    line.get_by_label("Table").fill(good)
    line.get_by_role("button", name="Use these data").click()
    counts(line, 3, 1)


def test_a_text_that_is_far_too_long_is_not_sent(line: Page) -> None:
    paste(line, "1,2\n" * 60_000)
    expect(line.get_by_role("alert")).to_have_text("The table has 240,000 characters: at most 200,000 are taken.")
    counts(line, 6)


def test_a_lesson_says_nothing_of_a_table_of_ones_own(blank: Page, server: Server) -> None:
    """Its sentence is about its own examples; those of a table have another number and no known truth."""
    blank.context.grant_permissions(["clipboard-read", "clipboard-write"])
    blank.goto(f"{server.url}?lesson=early_stopping")
    counts(blank, 6)
    paste(blank, GOOD)
    counts(blank, 6, 2)
    expect(blank.locator("h1")).to_have_text("Linear regression")
    expect(blank.locator(".sentence")).not_to_contain_text("six examples")
    blank.keyboard.press("Control+z")
    expect(blank.locator("h1")).to_have_text("Early stopping")
