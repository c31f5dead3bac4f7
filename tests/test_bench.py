"""The table of the benchmarks, and that its topics are there. What they measure is no test's business."""

import json
import re
from pathlib import Path

import pytest

from tests.bench import __main__ as bench
from tests.bench.table import Row, markdown, write

ROWS = [
    Row("a | b", 12.3456, "ns", 1.2, most=1.5, note="peer 10 ns"),
    Row("too large", 120.0, "kB", most=100),
    Row("too small", 20_000.0, "ns", 900.0, least=1000),
    Row("no target", 1.0, "s"),
    Row("not here", None, most=1, note="needs Linux"),
]


def test_json_has_every_row_with_its_verdict(tmp_path: Path) -> None:
    write({"one": ROWS[:2], "two": ROWS[2:]}, tmp_path)
    read = json.loads((tmp_path / "bench.json").read_text("utf-8"))["topics"]
    assert [row["met"] for rows in read.values() for row in rows] == [True, False, False, None, None]
    assert read["one"][0] == {
        "what": "a | b", "target": "<= 1.5 x", "measured": 12.3456, "unit": "ns", "ratio": 1.2, "met": True, "note": "peer 10 ns",
    }  # fmt: skip
    assert [row["target"] for row in read["two"]] == [">= 1000 x", "", "<= 1"]


def test_markdown_has_a_line_per_row_and_the_same_columns_in_all(tmp_path: Path) -> None:
    write({"one": ROWS}, tmp_path)
    table = markdown(ROWS)
    assert table in (tmp_path / "bench.md").read_text("utf-8")
    lines = table.replace("\\|", "").splitlines()
    assert len(lines) == len(ROWS) + 2
    assert {line.count("|") for line in lines} == {7}
    assert [line.split("|")[5].strip() for line in lines[2:]] == ["yes", "NO", "NO", "", ""]


def test_topics_are_the_modules_that_have_rows() -> None:
    folder = Path(bench.__file__).parent
    declared = re.compile(r"^def rows\(.*\) -> list\[Row\]:", re.MULTILINE)
    assert {path.stem for path in folder.glob("*.py") if declared.search(path.read_text("utf-8"))} == {
        bench.MODULES.get(topic, topic) for topic in bench.TOPICS
    }


def test_unknown_topic_is_refused() -> None:
    with pytest.raises(SystemExit, match="no topic speed; there are engine, "):
        bench.main(["speed"])
