"""Examples read from text: every form in which a table is copied, and what is wrong with a line said with its number."""

import pytest

from app.scene.examples_text import examples, parted
from app.scene.faults import Refused


def read(text: str, *, classes: bool = False, intercept: float = 1.0) -> list[tuple[float, float, float]]:
    """Return the examples of a text."""
    return examples(text, classes, intercept)[0]


def told(text: str, *, classes: bool = False) -> list[str]:
    """Return the sentences of what is wrong with a text; each is about the field `text` and names what would be right."""
    with pytest.raises(Refused) as refused:
        read(text, classes=classes)
    assert all(fault["path"] == "text" and fault["bound"] for fault in refused.value.faults)
    return [fault["message"] for fault in refused.value.faults]


ROWS = [(1.5, 1.0, 2.0), (-2.0, 1.0, 0.25), (3.0, 1.0, -40.0), (0.5, 1.0, 0.0)]


@pytest.mark.parametrize("text", [
    "1.5,2\n-2,.25\n3,-4e1\n.5,0",
    "a,t\n1.5,2\n-2,.25\n3,-4e1\n.5,0\n",
    "\ufeffa;t\r\n1,5;2\r\n-2;0,25\r\n3;-40\r\n0,5;0\r\n",
    "\ufeff1.5,2\n-2,.25\n3,-4e1\n.5,0\n",
    "1,5\t2\n-2\t0,25\n3\t-40\n0,5\t0",
    "  1.5   2\n\n -2 .25\n\n3 -40\r.5 0\n\n",
    "t,a\n2,1.5\n.25,-2\n-4e1,3\n0,.5",
    "id,a,weight,T\n7,1.5,x,2\n8,-2,y,.25\n9,3,,-4e1\n10,.5,z,0",
    ",hours,score\n0,1.5,2\n1,-2,.25\n2,3,-4e1\n3,.5,0",
    "sep=;\nhours;score\n1,5;2\n-2;0,25\n3;-40\n0,5;0\n;\n;\n",
    '"hours, all","score"\n"1.5","2"\n-2,.25\n3,-4e1\n.5,0\n,\n',
    "# from a friend\n'a', 't'\n\"1.5\", \"2\"\n\u22122, +0.25\n3., -40.0\n0.5, 0e0",
])  # fmt: skip
def test_every_form_of_a_table_is_read(text: str) -> None:
    assert read(text) == ROWS


def test_three_columns_are_a_b_t_and_two_have_the_intercept_for_b() -> None:
    text = "1 2 3\n4 5 6\n7 8 9\n1 0 1"
    assert read(text) == [(1, 2, 3), (4, 5, 6), (7, 8, 9), (1, 0, 1)]
    assert [b for _, b, _ in read("1 2\n3 4\n5 6\n7 8", intercept=0.0)] == [0.0] * 4


def test_every_fourth_row_is_for_validation() -> None:
    rows = [(float(i), 1.0, 0.0) for i in range(1, 11)]
    train, held = parted(rows)
    assert [a for a, _, _ in held] == [4, 8]
    assert [a for a, _, _ in train] == [1, 2, 3, 5, 6, 7, 9, 10]


@pytest.mark.parametrize(("text", "says"), [
    ("a,t\n1,2\n2,x\n3,4\n4,5", ["line 3, column 2: x is not a number"]),
    ("1,2\n2,nan\n3,inf\n4,5", ["line 2, column 2: nan is not a number", "line 3, column 2: inf is not a number"]),
    ("1,2\n,3\n3,\n4,5", ["line 2, column 1 is empty", "line 3, column 2 is empty"]),
    ("1,2\n\n1e10,3\n3,4\n4,5", ["line 3, column 1: 1e10 is too large"]),
    ("1,2\n#N/A,3\n3,4\n#DIV/0! ,1\n4,5", ["line 2, column 1: #N/A is not a number", "line 4, column 1: #DIV/0! is not a number"]),
    ("1;2\n#WERT!;3\n#a note; a list\n3;4\n4;5", ["line 2, column 1: #WERT! is not a number"]),
    ("1,2\n2,1e999\n3,4\n4,5", ["line 2, column 2: 1e999 is too large"]),
    ("1,2\n2,3,4\n3,4\n4,5", ["line 2 has 3 columns, and line 1 has 2"]),
    ("1\n2\n3\n4", [f"line {i} has one column: two, a and t, or three, a, b and t, are needed" for i in (1, 2, 3, 4)]),
    ("1,2\n2\n3,4\n4,5", ["line 2 has one column, and line 1 has 2"]),
    ("1,2\n2,3\n3,4\n4;5", ["line 4 has one column, and line 1 has 2"]),
    ("1;2\n2,3\n3,4\n4,5", ["line 1 has one column: two, a and t, or three, a, b and t, are needed"]),
    ("a,t\n1,2\n2,3\n3,4\n4,5\nfour rows in all", ["line 6 has one column, and line 1 has 2"]),
    ("1,2\n2,0x10\n3,1_000\n4,5", ["line 2, column 2: 0x10 is not a number", "line 3, column 2: 1_000 is not a number"]),
    ("1;2,5\n2;1,000,5\n3;4\n4;5", ["line 2, column 2: 1,000,5 is not a number"]),
    ("1,2\n" + "z" * 90 + ",2\n3,4\n4,5", ["line 2, column 1: zzzzzzzzzzzzzzzzzzzz… is not a number"]),
    ("t,id,a\n1,7,2\n2,8,x\n3,9\n4,5,6", ["line 3, column 3: x is not a number", "line 4 has 2 columns, and line 1 has 3"]),
    ('"1,5",2\n2,3\n3,4\n4,5', ["line 1, column 1: 1,5 is not a number"]),
    ("a,b,t,set\n1,2,3,training\n", ["line 2 has 4 columns: two, a and t, or three, a, b and t, are needed"]),
    ("", ["there are 0 rows: at least 4 are needed"]),
    ("a,t\n1,2\n", ["there is one row: at least 4 are needed"]),
    ("1,2\n\u200b2,3\n3,4\n4,5", ["line 2, column 1: \ufffd2 is not a number"]),
    ("a,t\n1,2\n2,3\n3,4\n", ["there are 3 rows: at least 4 are needed"]),
    ("1,2\n" * 501, ["there are 501 rows: at most 500 are taken"]),
])  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(text: str, says: list[str]) -> None:
    assert told(text) == says


def test_targets_of_classes_are_0_or_1() -> None:
    assert told("1,1\n2,0.5\n3,0\n4,1", classes=True) == ["line 2, column 2: the target 0.5 is no class, 0 or 1"]
    assert [t for _, _, t in read("1,1\n2,0.0\n3,0\n4,1e0", classes=True)] == [1, 0, 0, 1]


def test_a_few_faults_are_enough() -> None:
    assert len(told("x,y\n" * 400)) == 10


@pytest.mark.parametrize(("words", "names"), [
    (["yes", "no", "no", "yes"], ("no", "yes")),
    (["no", "yes", "yes", "no"], ("no", "yes")),
    (["True", "FALSE", "false", "true"], ("FALSE", "True")),
    (["A", "B", "B", "A"], ("A", "B")),
    (["class 1", "class 0", "class 0", "class 1"], ("class 0", "class 1")),
    (["\u72d7", "\u732b", "\u732b", "\u72d7"], ("\u72d7", "\u732b")),
])  # fmt: skip
def test_two_words_are_classes_in_the_order_of_the_alphabet(words: list[str], names: tuple[str, str]) -> None:
    """As sorted(set(words)) of Python has them, without upper and lower case: LabelEncoder of scikit-learn."""
    for head in ("", "length,width,kind\n", "a,b,t\n"):
        rows, found = examples(head + "\n".join(f"{i},{-i},{word}" for i, word in enumerate(words)), True, 1.0)
        assert found == names
        assert [t for _, _, t in rows] == [sorted({word.casefold() for word in words}).index(word.casefold()) for word in words]


@pytest.mark.parametrize(("targets", "says"), [
    (["a", "b", "c", "a", "b"], ["line 3, column 2: c is a third class, beside a and b"]),
    (["yes", "no", "maybe", "yes", "no", "nan"], [
        "line 3, column 2: maybe is a third class, beside no and yes", "line 6, column 2: nan is a third class, beside no and yes",
    ]),
    (["yes", "no", "", "yes"], ["line 3, column 2 is empty"]),
    (["1", "0", "yes", "1"], ["line 3, column 2: the target yes is no class, 0 or 1"]),
    (["1", "2", "1", "2"], [f"line {i}, column 2: the target 2 is no class, 0 or 1" for i in (2, 4)]),
])  # fmt: skip
def test_what_names_no_class_is_said_with_its_line(targets: list[str], says: list[str]) -> None:
    assert told("\n".join(f"{i},{target}" for i, target in enumerate(targets)), classes=True) == says


def test_words_are_targets_of_classes_alone() -> None:
    assert told("1,no\n2,yes\n3,4\n4,5") == ["line 1, column 2: no is not a number", "line 2, column 2: yes is not a number"]
