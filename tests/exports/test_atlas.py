"""The atlas on two methods and two surfaces: its cells, its page, and what is kept when it is made again."""

import json
import math
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.catalog.link import linked
from app.cli import atlas as command
from app.exports.atlas import build as building
from app.exports.atlas import cell
from app.exports.atlas.build import build
from app.exports.atlas.cell import picture
from app.exports.atlas.plan import SHOWN, Atlas
from app.scene.scene import Scene
from app.settings import settings
from app.tuning.tune import tuned
from surfaces import SURFACES
from tests.command import Command
from tests.maps.cluster import Cluster
from tests.patience import within

HERE = "http://127.0.0.1:8000/"
KEYS = ("--surface", "booth", "--surface", "himmelblau", "--method", "adam", "--method", "gradient_descent")
QUICK = ("--budget", "8", "--steps", "40")


def small(folder: Path, seed: int = 0) -> Atlas:
    return Atlas(folder, 8, 40, seed, ("booth", "himmelblau"), ("adam", "gradient_descent"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    atlas = small(tmp_path_factory.mktemp("atlas"))
    build(atlas, HERE, 2)
    return atlas


def test_each_cell_is_what_tuning_finds_and_its_link_leads_to_that_scene(made: Atlas) -> None:
    page = (made.folder / "index.html").read_text("utf-8")
    links = re.findall(r'<a href="http://127.0.0.1:8000/(#1\.[^"]+)"', page)
    scenes = {(scene.surface.key, scene.lanes[0].optimizer.key): scene for scene in map(Scene.model_validate, map(linked, links))}
    assert len(links) == len(scenes) == 4
    for surface, method in made.cells():
        answer = tuned(made.asked(surface, method))
        kept = made.kept(surface, method)
        assert kept
        assert kept["judged"] == answer["lanes"][0]["judged"]
        assert scenes[surface, method] == Scene.model_validate(answer["scene"])


def test_the_page_needs_nothing_but_its_pictures(made: Atlas) -> None:
    page = (made.folder / "index.html").read_text("utf-8")
    assert "<script" not in page
    sources = re.findall(r'src="([^"]+)"', page)
    assert sorted(sources) == sorted(str(path.relative_to(made.folder)) for path in made.folder.glob("cells/*.svg"))
    assert not list(made.folder.rglob("*.part"))


def test_the_best_method_stands_first_and_the_best_of_a_surface_is_marked(made: Atlas) -> None:
    page = (made.folder / "index.html").read_text("utf-8")
    powers = {each: np.log10(cell["judged"]) for each in made.cells() if (cell := made.kept(*each))}
    for surface in made.surfaces:
        best = min(made.methods, key=lambda method: powers[surface, method])
        marked = re.search(rf'cells/{surface}\.{best}\.svg"[^>]*>(<span class="best">)?', page)
        assert marked
        assert marked[1]
    ranks = [float(each) for each in re.findall(r"mean rank ([\d.]+)", page)]
    assert ranks == sorted(ranks)
    assert sum(ranks) == pytest.approx(3, abs=0.2)


def test_a_picture_shows_map_and_path(made: Atlas) -> None:
    picture = made.file("himmelblau", "gradient_descent", "svg").read_text("utf-8")
    assert picture.count("data:image/png;base64,") == 1
    assert re.search(r'<path d="M[\d. ]+L', picture)


def test_of_many_minima_the_lowest_is_marked_alone(made: Atlas) -> None:
    """Rastrigin has 121 minima, Himmelblau four."""
    marks = [picture(made.asked(surface, "adam").scene).count("#ffd500") for surface in ("himmelblau", "rastrigin")]
    assert marks == [4, 1]


def test_what_is_there_on_the_same_terms_stays(made: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[tuple[str, str]] = []

    def noted(atlas: Atlas, surface: str, method: str) -> Any:
        begun.append((surface, method))
        return cell.made(atlas, surface, method)

    monkeypatch.setattr(building, "made", noted)
    counts: list[int] = []
    made.file("booth", "adam", "svg").unlink()
    made.file("booth", "gradient_descent", "json").write_text("{", "utf-8")
    build(made, HERE, 1, counts.append)
    assert sorted(begun) == [("booth", "adam"), ("booth", "gradient_descent")]
    assert counts == [2, 1, 1]
    begun.clear()
    build(small(made.folder, seed=1), HERE, 1)
    assert len(begun) == 4


def test_who_stops_it_finds_whole_cells_and_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(count: int) -> None:
        if count == 1:
            raise KeyboardInterrupt

    atlas = small(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        build(atlas, HERE, 1, stopped)
    assert not (tmp_path / "index.html").exists()
    assert all(atlas.kept(*path.stem.split(".")) for path in tmp_path.glob("cells/*.json"))


def test_workers_on_other_machines_make_the_same_files(ravine: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    build(small(tmp_path / "a"), HERE, 2)
    cluster = Cluster(tmp_path)
    try:
        within(lambda: len(import_module("distributed").Client(cluster.address, set_as_default=False).nthreads()) == 2)
        monkeypatch.setattr(command, "settings", settings.model_copy(update={"dask": cluster.address}))
        done = ravine("atlas", "-o", str(tmp_path / "b"), *KEYS, *QUICK, "--address", HERE)
        assert (done.returncode, done.stderr) == (0, "")
        here, there = ({path.name: path.read_bytes() for path in (tmp_path / each).rglob("*.*")} for each in "ab")
        assert len(here) == 9
        assert here == there
    finally:
        cluster.end()


def test_without_a_scheduler_it_is_made_here_and_says_so(ravine: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "settings", settings.model_copy(update={"dask": "tcp://127.0.0.1:1"}))
    done = ravine("atlas", "-o", str(tmp_path / "c"), *KEYS[:2], *KEYS[4:6], *QUICK)
    assert done.returncode == 0
    assert done.stderr.startswith("ravine: the atlas is made here, not by the workers of tcp://127.0.0.1:1: ")
    assert len(done.stderr.splitlines()) == 1


def test_the_command_says_where_it_is(ravine: Command, tmp_path: Path) -> None:
    done = ravine("atlas", "-o", str(tmp_path / "a"), *KEYS, *QUICK, "--address", "https://a.example/")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == f"{tmp_path / 'a' / 'index.html'}: 2 methods on 2 surfaces"
    assert 'href="https://a.example/#1.' in (tmp_path / "a" / "index.html").read_text("utf-8")
    terms = json.loads((tmp_path / "a" / "cells" / "booth.adam.json").read_text("utf-8"))["terms"]
    assert (terms["budget"], terms["steps"], terms["seed"]) == (8, 40, 0)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--surface", "moon"], "moon"),
        (["--surface", "formula"], "formula"),
        (["--budget", "3"], "budget must be at least 4"),
        (["--steps", "0"], "steps must be at least 1"),
        ([], "No such file or directory"),
    ],
)
def test_bad_input_is_one_line_and_makes_nothing(ravine: Command, arguments: list[str], says: str, tmp_path: Path) -> None:
    folder = tmp_path / "a" if arguments else Path("/proc/a")
    done = ravine("atlas", "-o", str(folder), *(KEYS[4:] if "--surface" in arguments else KEYS), *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert says in done.stderr
    assert not folder.exists()


def test_every_surface_that_needs_nothing_typed_is_shown() -> None:
    assert set(SURFACES) - set(SHOWN) == {"formula"}


@pytest.mark.parametrize("surface", [key for key in SHOWN if SURFACES[key].data])
def test_of_surfaces_made_of_examples_the_minimum_is_in_the_picture(surface: str, tmp_path: Path) -> None:
    landscape = Atlas(tmp_path).asked(surface, "adam").scene.landscape()
    x, y = landscape.lowest() or (math.nan, math.nan)
    (x0, x1), (y0, y1) = landscape.surface().domain
    assert x0 < x < x1
    assert y0 < y < y1
