"""The bundle: what the page loads in place of its modules and style sheets, and that a stale one is never served."""

import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.settings import static_dir
from app.web.bundle import CLASS, FOLDER, PAGES, SCRIPT, SHEET, sheets
from app.web.static_files import PageFiles
from tests.setup.bundle import bundle

PAGE = (static_dir() / "index.html").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The page's files with a bundle made of them."""
    made = tmp_path / "static"
    shutil.copytree(static_dir(), made, ignore=shutil.ignore_patterns("bundle", "noto-sans-sc", "swagger"))
    bundle(made)
    return made


def loaded(folder: Path, page: str = "") -> list[str]:
    """Return the addresses of scripts and style sheets in a page as it is served, without the name that changes."""
    files = PageFiles(folder)
    text = TestClient(files).get(f"/{page}").text
    return [at.removeprefix(f"{files.name}/") for at in re.findall(r'(?:href|src)="([^"]+\.(?:css|js))"', text)]


def test_a_packaged_page_loads_one_script_and_one_sheet(folder: Path) -> None:
    named = loaded(folder)
    assert {SCRIPT, SHEET} <= set(named)
    assert not set(named) & {"js/main.js", *sheets(PAGE)}
    for part in (SCRIPT, SHEET):
        assert TestClient(PageFiles(folder)).get(f"/{part}").status_code == 200


def test_the_page_of_a_class_has_a_bundle_of_its_own(folder: Path) -> None:
    named = [at for at in loaded(folder, CLASS) if at.endswith((".js", ".css"))]
    assert set(named) == {PAGES[CLASS].script, PAGES[CLASS].sheet}
    assert "host" not in (folder / PAGES[CLASS].sheet).read_text("utf-8")
    assert (folder / PAGES[CLASS].script).stat().st_size < (folder / SCRIPT).stat().st_size / 4


@pytest.mark.parametrize(("script", "later", "sheet"), [(SCRIPT, "door", "host.css"), (PAGES[CLASS].script, "screen", "screen.css")])
def test_what_is_loaded_later_is_no_part_of_the_first_script(folder: Path, script: str, later: str, sheet: str) -> None:
    first = (folder / script).read_text("utf-8")
    assert not re.findall(r'(?:from|import)"\./', first), "a page waits for one script, not for those that it imports"
    assert re.findall(rf'import\("\./({later}-\w+\.js)"\)', first)
    (apart,) = [each for each in (folder / script).parent.glob(f"{later}-*.js") if f'"./{Path(script).name}"' in each.read_text("utf-8")]
    assert sheet not in first
    assert sheet in apart.read_text("utf-8")


def test_scripts_of_the_bundle_find_each_other_and_hold_each_module_once(folder: Path) -> None:
    """A library twice in a page would be two stores of signals, of which one knows nothing of the other."""
    made = {each.name: each.read_text("utf-8") for each in (folder / SCRIPT).parent.iterdir()}
    found = {name: set(re.findall(r'(?:from|import\(?)"\./([^"]+)"', text)) for name, text in made.items()}
    assert set().union(*found.values()) <= set(made)
    for page in PAGES.values():
        reached = [Path(page.script).name]
        for name in reached:
            reached += sorted(found[name] - set(reached))
        assert len(reached) > 2
        assert sum("Cycle detected" in made[name] for name in reached) == 1


def test_a_new_bundle_leaves_nothing_of_the_older_one(folder: Path) -> None:
    made = {each: each.read_bytes() for each in (folder / FOLDER).rglob("*") if each.is_file()}
    ((folder / SCRIPT).parent / "door-OLDER.js").write_text("", "utf-8")
    bundle(folder)
    assert {each: each.read_bytes() for each in (folder / FOLDER).rglob("*") if each.is_file()} == made


def test_without_a_bundle_the_page_loads_its_modules() -> None:
    own = [at for at in loaded(static_dir()) if FOLDER not in at]
    assert own if (static_dir() / FOLDER).exists() else {"js/main.js", *sheets(PAGE)} <= set(own)


@pytest.mark.parametrize("source", ["js/scene/scene.js", "style.css", "vendor/lit-html.js", "index.html"])
def test_a_bundle_of_other_sources_is_never_served(folder: Path, source: str) -> None:
    text = (folder / source).read_text("utf-8")
    (folder / source).write_text(f"{text}\n", "utf-8")
    assert {"js/main.js", *sheets(PAGE)} <= set(loaded(folder))
    client = TestClient(PageFiles(folder), raise_server_exceptions=False)
    assert client.get("/").status_code == 200
    assert all(client.get(f"/{part}").status_code != 200 for part in (SCRIPT, SHEET))


def test_a_bundled_sheet_finds_the_typefaces(folder: Path) -> None:
    sheet = (folder / SHEET).read_text("utf-8")
    named = re.findall(r"url\([\"']?([^)\"']+)", sheet)
    assert named
    assert all((folder / SHEET).parent.joinpath(at).is_file() for at in named if not at.startswith("data:"))
