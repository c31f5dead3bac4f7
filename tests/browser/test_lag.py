"""The note that the picture is late stands on the picture, and covers no number of an axis."""

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.hand import drawn
from tests.browser.server import Server

COVERED = """() => {
  const lag = document.querySelector("#lag");
  lag.textContent = "picture 12.3 s behind";
  const mine = lag.getBoundingClientRect();
  const meets = ({ left, right, top, bottom }) => left < mine.right && right > mine.left && top < mine.bottom && bottom > mine.top;
  const all = [...document.querySelectorAll("#lanes .xtick text, #lanes .ytick text, #charts, #hero, #timeline, #top")];
  const on = [...document.querySelectorAll("#lanes .overlay")].some((panel) => meets(panel.getBoundingClientRect()));
  return { on, covered: all.filter((each) => meets(each.getBoundingClientRect())).map((each) => each.id || each.textContent) };
}"""


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844), (844, 390)], ids=str)
@pytest.mark.parametrize("presenting", [False, True], ids=["plain", "present"])
def test_it_covers_no_tick(blank: Page, server: Server, size: tuple[int, int], presenting: bool) -> None:
    blank.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    blank.goto(server.url)
    drawn(blank)
    if presenting:
        blank.keyboard.press("p")
        drawn(blank)
    found = blank.evaluate(COVERED)
    assert found == {"on": True, "covered": []}


ON_KEY = """() => {
  const lag = document.querySelector("#lag");
  lag.textContent = "picture 12.3 s behind";
  const mine = lag.getBoundingClientRect();
  const meets = ({ left, right, top, bottom }) => left < mine.right && right > mine.left && top < mine.bottom && bottom > mine.top;
  const rows = [...document.querySelectorAll("#lanes .marks-key > *, #lanes .data .tools")];
  return rows.length > 3 && !rows.some((each) => meets(each.getBoundingClientRect()));
}"""


@pytest.mark.parametrize("lesson", ["transfer", "dropout_masks"])
@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (1920, 1080)], ids=str)
def test_it_covers_no_row_of_the_key_of_the_marks(blank: Page, server: Server, size: tuple[int, int], lesson: str) -> None:
    """The key has two rows in some windows."""
    blank.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    blank.goto(f"{server.url}?lesson={lesson}{'&present=on' if size[0] == 1920 else ''}")
    drawn(blank)
    blank.wait_for_function(ON_KEY)
