"""A phone in a class, whose lecturer is played over a socket: it joins, follows and answers."""

from playwright.sync_api import Page, expect

from tests.browser.lecturer import PLACE, STEP, Lecturer, said

LIES = "at => Math.abs(document.querySelector('.cross').getBoundingClientRect().left - at) < 3"
"""Is the cross there, across the page?"""


def test_it_joins_by_digits_and_says_when_there_is_no_such_class(pocket: Page, lecturer: Lecturer) -> None:
    pocket.goto(f"{lecturer.url}class")
    field = pocket.get_by_label("Class code")
    expect(field).to_be_focused()
    field.fill("1234")
    pocket.get_by_role("button", name="Join").click()
    expect(pocket.get_by_role("alert")).to_have_text("A class code has eight digits.")
    field.fill("1000 0007")
    field.press("Enter")
    expect(pocket.get_by_role("alert")).to_have_text("There is no class with this code.")
    expect(field).to_have_value("1000 0007")
    field.fill("")
    field.press_sequentially(lecturer.code)
    expect(field).to_have_value(f"{lecturer.code[:4]} {lecturer.code[4:]}")
    field.press("Enter")
    said(pocket, "You are in. Look up: it begins soon.")
    expect(pocket).to_have_url(lecturer.link)
    pocket.go_back()  # to the code that did not exist
    expect(pocket.get_by_role("alert")).to_have_text("There is no class with this code.")
    pocket.go_forward()
    said(pocket, "You are in.")


def test_digits_are_read_in_any_script_and_from_a_pasted_link(pocket: Page, lecturer: Lecturer) -> None:
    thai = lecturer.code.translate({48 + i: 0x0E50 + i for i in range(10)})
    for typed in (thai, f"  {lecturer.link} "):
        pocket.goto(f"{lecturer.url}class?{len(typed)}")
        pocket.get_by_label("Class code").fill(typed)
        pocket.get_by_role("button", name="Join").click()
        said(pocket, "You are in.")


def test_it_follows_the_lecturer(joined: Page, lecturer: Lecturer) -> None:
    expect(joined.locator(".at")).to_have_text("step 30")
    lecturer.step(120)
    expect(joined.locator(".at")).to_have_text("step 120")
    expect(joined.get_by_role("img", name="The picture at step 120")).to_be_visible()
    tabs = joined.locator(".tabs button")
    expect(tabs).to_have_count(4)
    tabs.first.click()
    expect(tabs.first).to_have_attribute("aria-pressed", "true")
    lecturer.do("mode", mode="paused")
    said(joined, "Eyes up.")
    expect(joined.locator(".stage")).to_be_hidden()
    lecturer.do("mode", mode="follow")
    expect(joined.locator(".stage")).to_be_visible()


def test_a_choice_is_made_changed_closed_shown_and_revealed_twice(joined: Page, lecturer: Lecturer) -> None:
    lecturer.ask()
    options = joined.locator(".choice")
    expect(options).to_have_count(3)
    assert min(box["height"] for each in options.all() if (box := each.bounding_box())) >= 56
    options.nth(0).click()
    said(joined, "Your answer is in. You can change it.")
    options.nth(2).click()
    expect(options.nth(2)).to_have_attribute("aria-pressed", "true")
    joined.get_by_role("button", name="Fairly").click()
    expect(joined.get_by_role("button", name="Fairly")).to_have_attribute("aria-pressed", "true")
    said(joined, "Your answer is in.")
    lecturer.until(lambda tally: tally.get("counts") == [0, 0, 1] and tally["sure"] == [0, 1, 0])
    lecturer.do("close")
    said(joined, "Voting is closed.")
    expect(options.nth(2)).to_be_disabled()
    expect(options.nth(2)).to_have_attribute("aria-pressed", "true")
    lecturer.do("show")
    row = joined.locator(".answer-bars tbody tr")
    expect(row.nth(2)).to_contain_text("Your answer")
    expect(row.nth(2).locator(".answer-count")).to_have_text("1")
    expect(joined.locator(".verdict")).to_have_count(0)
    lecturer.do("again")
    said(joined, "Once more: answer again.")
    expect(joined.locator('.choice[aria-pressed="true"]')).to_have_count(0)
    options.nth(1).click()
    said(joined, "Your answer is in.")
    lecturer.do("close")
    lecturer.do("show")
    expect(row.nth(2).locator("small").first).to_have_text("1")  # the round before
    lecturer.do("reveal")
    said(joined, "As you said.")
    said(joined, "Right: jump up and down the walls. The rate is above the bound.")
    lecturer.do("drop")
    expect(joined.locator(".sheet")).not_to_contain_text("As you said.")


def test_nothing_of_the_answer_is_shown_before(joined: Page, lecturer: Lecturer) -> None:
    lecturer.ask()
    joined.locator(".choice").first.click()
    said(joined, "Your answer is in.")
    for turn in ("close", "show"):
        lecturer.do(turn)
        expect(joined.locator(".phone")).to_have_attribute("data-phase", {"close": "closed", "show": "shown"}[turn])
        expect(joined.locator(".sheet")).not_to_contain_text("bound")
    lecturer.do("reveal")
    said(joined, "Not as you said.")


def test_a_place_is_tapped_dragged_and_moved_by_keys(joined: Page, lecturer: Lecturer) -> None:
    lecturer.ask(**PLACE)
    said(joined, "Tap where it will be at step 60")
    pad = joined.get_by_role("application", name="Your cross")
    box = pad.bounding_box()
    assert box
    x, y = box["x"] + 0.75 * box["width"], box["y"] + 0.25 * box["height"]
    joined.touchscreen.tap(x, y)
    said(joined, "Your answer is in.")
    spot = joined.locator(".spot")
    first = spot.inner_text()
    joined.mouse.move(x + 10, y)  # beside its middle: it is dragged from there, not jumped to
    joined.mouse.down()
    joined.mouse.move(x + 10 - 0.25 * box["width"], y, steps=5)
    joined.mouse.up()
    expect(spot).not_to_have_text(first)
    joined.wait_for_function(LIES, arg=box["x"] + box["width"] / 2)
    assert joined.evaluate("scrollY") == 0
    before = spot.inner_text()
    pad.press("ArrowUp")
    pad.press("Shift+ArrowLeft")
    expect(spot).not_to_have_text(before)
    said(joined, "Your answer is in.")
    lecturer.until_voted(1)
    lecturer.do("close")
    lecturer.do("show")
    lecturer.do("reveal")
    expect(joined.locator(".verdict")).to_contain_text("s you said.")


def test_a_step_is_set_by_slider_and_by_number(joined: Page, lecturer: Lecturer) -> None:
    lecturer.ask(**STEP)
    slider, field = joined.get_by_role("slider", name="Step"), joined.get_by_role("spinbutton", name="Step")
    said(joined, "Choose a step.")
    expect(field).to_have_value("")
    slider.fill("160")
    said(joined, "Your answer is in.")
    expect(field).to_have_value("160")
    field.fill("999999")
    field.press("Enter")
    expect(field).to_have_value("320")
    expect(slider).to_have_value("320")
    lecturer.until(lambda tally: tally.get("steps") == [[320, 1]])


def test_a_rate_is_read_and_not_the_step_that_stands_for_it(joined: Page, lecturer: Lecturer) -> None:
    lecturer.ask(**STEP, reads={"name": "rate", "low": 0.001, "high": 10.0})
    said(joined, "Choose a value.")
    expect(joined.get_by_role("spinbutton")).to_have_count(0)
    expect(joined.get_by_role("status")).to_have_text("rate: –")
    joined.get_by_role("slider", name="rate").fill("160")
    expect(joined.get_by_role("status")).to_have_text("rate: 0.1")  # half way between 0.001 and 10, as factors go
    said(joined, "Your answer is in.")
    lecturer.do("close")
    lecturer.do("show")
    expect(joined.locator(".answer-tick")).to_have_text(["0.001", "0.01", "0.1", "1", "10"])


def test_what_was_not_sent_before_the_end_is_not_shown_as_the_answer(joined: Page, lecturer: Lecturer) -> None:
    """A finger is still on the slider when the vote is closed."""
    lecturer.ask(**STEP)
    slider, field = joined.get_by_role("slider", name="Step"), joined.get_by_role("spinbutton", name="Step")
    slider.fill("160")
    said(joined, "Your answer is in.")
    slider.evaluate("its => { its.value = 250; its.dispatchEvent(new Event('input', { bubbles: true })); }")
    expect(field).to_have_value("250")
    lecturer.do("close")
    said(joined, "Voting is closed.")
    expect(field).to_have_value("160")
    lecturer.do("drop")
    lecturer.ask(**{**STEP, "title": "And when later?"})
    said(joined, "And when later?")
    expect(field).to_have_value("")
