"""A table that the page has saved opens with the same division; what is wrong with it is said with its line, as of any other table."""

import pytest

from app.scene.faults import Refused
from app.scene.saved_examples import saved

HEAD = "a,b,t,set\n"
WHOLE = HEAD + "0.1,-2,3e-7,training\n1e-9,4,5,training\n6,7,1,validation\n"


def told(text: str, *, classes: bool = False) -> list[str]:
    """Return the sentences of what is wrong with a saved table; each is about the field `text` and names what would be right."""
    with pytest.raises(Refused) as refused:
        saved(text, classes)
    assert all(fault["path"] == "text" and fault["bound"] for fault in refused.value.faults)
    return [fault["message"] for fault in refused.value.faults]


@pytest.mark.parametrize("text", [
    WHOLE,
    "\ufeff" + WHOLE.replace("\n", "\r\n"),
    "a;b;t;set\n0,1;-2;3e-7;training\n1e-9;4;5;training\n6;7;1;validation",
    '\n"a","b","t","set"\n0.1,-2,3e-7,"training"\n\n6,7,1,validation\n1e-9,4,5,training\n',
])  # fmt: skip
def test_rows_go_where_their_set_says(text: str) -> None:
    assert saved(text, False) == ([(0.1, -2.0, 3e-7), (1e-9, 4.0, 5.0)], [(6.0, 7.0, 1.0)])


@pytest.mark.parametrize("text", ["", "a,b,t\n1,2,3\n4,5,6", "1,2,3,training\n", "set,a,b,t\ntraining,1,2,3"])
def test_other_tables_are_read_elsewhere(text: str) -> None:
    assert saved(text, False) is None


def test_what_a_scene_may_say_is_read_again() -> None:
    """One class only, an input that is constant, two rows, and targets between the classes, which a link may hold."""
    assert saved(HEAD + "1,1,1,training\n1,1,0.5,training\n1,1,1,validation", True) == ([(1, 1, 1), (1, 1, 0.5)], [(1, 1, 1)])


@pytest.mark.parametrize(("text", "says"), [
    (WHOLE + "1,2,3,test\n", ["line 5, column 4: test is neither training nor validation"]),
    (WHOLE + "1,x,3,training\n,2,3,training\n", ["line 5, column 2: x is not a number", "line 6, column 1 is empty"]),
    (WHOLE + "1,2,3\n", ["line 5 has 3 columns, and line 1 has 4"]),
    (WHOLE + "1,2,2e9,training\n", ["line 5, column 3: 2e9 is too large"]),
    (HEAD + "1,2,3,training\n1,4,5,validation\n", ["there are 1 rows for training: at least 2 are needed"]),
    (HEAD + "1,2,3,training\n1,4,5,training\n", ["there are 0 rows for validation: at least 1 are needed"]),
    (HEAD + "1,2,3,training\n" * 600 + "1,4,5,validation\n", ["there are 600 rows for training: at most 500 are taken"]),
    (HEAD + "1,2,x,training\n" * 90_000, [f"line {i}, column 3: x is not a number" for i in range(2, 12)]),
])  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(text: str, says: list[str]) -> None:
    assert told(text) == says


def test_targets_of_classes_lie_between_0_and_1() -> None:
    assert told(WHOLE, classes=True) == ["line 3, column 3: the target 5 is no class, 0 or 1"]
