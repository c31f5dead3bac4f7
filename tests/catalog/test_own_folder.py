"""Lessons in the folder of `RAVINE_LESSONS`: in the catalog and under their keys; a bad file is named, and nothing else is lost."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app import settings as environment
from app.catalog.catalog import built, catalog, summary
from app.catalog.link import linked
from app.catalog.own_folder import MOST_FILES, shelf, shelved
from app.cli.main import main
from app.lessons import LESSONS
from app.scene.scene import Scene
from tests.catalog.test_own import lesson
from tests.command import Command
from tests.scenes import lane, scene

OTHER = scene(lane("adam", lr=0.2), steps=7)
WEEK = {"title": "Week 3", "lessons": [lesson(title="One"), lesson(title="Two", scene=OTHER)]}


def forget() -> None:
    """Forget what was read."""
    for each in (shelf, shelved, built):
        each.cache_clear()


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Return what sets the folder."""

    def chosen(folder: Path) -> None:
        monkeypatch.setattr(environment, "settings", environment.settings.model_copy(update={"lessons": folder}))
        forget()

    yield chosen
    monkeypatch.undo()
    forget()


def put(folder: Path, name: str, said: Any) -> None:
    (folder / name).write_text(said if isinstance(said, str) else json.dumps(said), "utf-8")


def test_files_are_lists_of_the_catalog_in_the_order_of_their_names(tmp_path: Path, use: Callable[[Path], None]) -> None:
    put(tmp_path, "week3.json", WEEK)
    put(tmp_path, "a first one.JSON", lesson(title="<b>"))
    put(tmp_path, "notes.txt", "nothing")
    use(tmp_path)
    found = catalog("th")["own"]
    assert [(each["key"], each["title"], [one["title"] for one in each["lessons"]]) for each in found] == [
        ("a first one", "", ["<b>"]),
        ("week3", "Week 3", ["One", "Two"]),
    ]
    assert list(shelved()) == ["a first one.1", "week3.1", "week3.2"]
    assert list(catalog("th")["lessons"]) == list(LESSONS)
    assert summary().splitlines()[-1].split() == ["week3.2", "Two"]
    assert linked("http://x.example/?lesson=week3.2")["steps"] == 7


def test_without_a_folder_there_are_none() -> None:
    assert shelf() == {}
    assert catalog("en")["own"] == []


@pytest.mark.parametrize(
    ("name", "said", "says"),
    [
        ("bad.json", {"lessons": [lesson(), lesson(title="x" * 200)]}, "title is too long (at most 120 characters; it is xxx"),
        ("bad.json", lesson(scene=scene(lane("adam", beta1=2.0))), "beta1 must be below 1 (< 1; it is 2.0)"),
        ("bad.json", "{", "the message is not JSON"),
        ("bad.json", scene(lane("adam", lr=0.1)), "lessons: lessons is missing (required)"),
        ("bad.json", " " * 1_100_000, "it has 1100000 bytes, at most 1048576 are read"),
        ("x" * 70 + ".json", WEEK, "its name must have at most 60 characters"),
    ],
    ids=["title", "scene", "JSON", "only a scene", "large", "name"],
)  # fmt: skip
def test_a_bad_file_is_named_with_what_is_wrong(
    tmp_path: Path, use: Callable[[Path], None], caplog: pytest.LogCaptureFixture, name: str, said: Any, says: str
) -> None:
    put(tmp_path, name, said)
    put(tmp_path, "good.json", WEEK)
    use(tmp_path)
    assert [each["key"] for each in catalog("en")["own"]] == ["good"]
    (line,) = [record.getMessage() for record in caplog.records]
    assert says in line
    assert name in line
    assert "\n" not in line


def test_a_folder_that_is_none_is_named(tmp_path: Path, use: Callable[[Path], None], caplog: pytest.LogCaptureFixture) -> None:
    use(tmp_path / "nowhere")
    assert catalog("en")["own"] == []
    assert f"RAVINE_LESSONS={tmp_path / 'nowhere'} is no folder" in caplog.text


def test_a_folder_with_too_many_files_has_its_first_ones(
    tmp_path: Path, use: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    for i in range(MOST_FILES + 1):
        put(tmp_path, f"{i:03}.json", lesson())
    use(tmp_path)
    assert len(shelf()) == MOST_FILES
    assert "100.json is left out: at most 100 files are read" in caplog.text


@pytest.mark.parametrize(
    ("arguments", "steps"), [(["week3.2"], 7), (["FILE"], 20), (["FILE", "--lesson", "2"], 7), (["-", "--lesson", "2"], 7)]
)
def test_run_takes_a_key_and_a_file_of_lessons(
    tmp_path: Path, use: Callable[[Path], None], ravine: Command, arguments: list[str], steps: int
) -> None:
    put(tmp_path, "week3.json", WEEK)
    use(tmp_path)
    file = str(tmp_path / "week3.json")
    done = ravine("run", *(file if each == "FILE" else each for each in arguments), text=json.dumps(WEEK))
    assert (done.returncode, done.stderr) == (0, "")
    wanted = Scene.model_validate(OTHER if steps == 7 else WEEK["lessons"][0]["scene"]).run()[0]  # type: ignore[index]
    assert json.loads(done.stdout)["lanes"][0]["x"] == wanted.x.tolist()


@pytest.mark.parametrize(
    ("said", "arguments", "says"),
    [
        (WEEK, ["--lesson", "3"], "lesson: there is no lesson of this number (1 ... 2; it is 3)"),
        (WEEK, ["--lesson", "0"], "lesson: there is no lesson of this number (1 ... 2; it is 0)"),
        ({"lessons": [lesson(title=3)]}, [], "lessons.0.title: title must be a text (text; it is 3)"),
    ],
)
def test_run_says_in_one_line_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: Any, arguments: list[str], says: str
) -> None:
    put(tmp_path, "week.json", said)
    with pytest.raises(SystemExit) as ended:
        main(["run", str(tmp_path / "week.json"), *arguments])
    assert ended.value.code == 2
    assert capsys.readouterr().err == f"ravine: {says}\n"
