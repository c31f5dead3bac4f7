"""What is shown, saved as files: the very ones that the endpoints make."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from app.scene.scene import Scene
from tests.browser.hand import open_scene
from tests.browser.server import Server
from tests.scenes import lane, scene

HOSTILE = scene(
    lane("adam"), {**lane("adam"), "label": '../etc/\u202e学习?*<b>:|"\n'}, lane("rmsprop"), surface={"key": "rosenbrock"}, steps=20
)
"""A scene without a lesson whose label holds what no file name may: separators, wildcards, an override of direction."""


def downloaded(page: Page, name: str) -> Download:
    """Choose an entry of the open menu and return what comes."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return download.value


def saved(page: Page, name: str, place: Path) -> bytes:
    """Choose an entry of the menu and return the file that comes."""
    page.get_by_text("Save", exact=True).click()
    downloaded(page, name).save_as(place)
    return place.read_bytes()


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("Picture (PNG)", b"\x89PNG"),
        pytest.param("Picture (SVG)", b"<svg", marks=pytest.mark.thorough),
        pytest.param("Interactive figure (HTML)", b"<!doctype html>", marks=pytest.mark.thorough),
        pytest.param("Page that plays", b"<!doctype html>", marks=pytest.mark.thorough),
    ],
)
def test_files_are_what_they_say(page: Page, tmp_path: Path, name: str, begins: bytes) -> None:
    assert saved(page, name, tmp_path / "file").lower().startswith(begins.lower())


@pytest.mark.thorough
def test_the_rows_are_those_of_the_run(page: Page, tmp_path: Path) -> None:
    scene = Scene.model_validate(json.loads(saved(page, "Scene (JSON)", tmp_path / "scene.json")))
    rows = saved(page, "Every row (CSV)", tmp_path / "rows.csv").decode().splitlines()
    runs = scene.run()
    assert len(rows) == 1 + sum(len(run.x) for run in runs)
    assert [float(cell) for cell in rows[2].split(",")[2:4]] == [runs[0].x[1], runs[0].y[1]]


def test_code_is_shown_for_a_lane_and_copied(page: Page) -> None:
    page.get_by_text("Save", exact=True).click()
    page.get_by_role("button", name="Code for PyTorch").click()
    dialog = page.locator("dialog.script")
    expect(dialog.locator("code")).to_contain_text("PyTorch has no method that walks alike")
    dialog.get_by_role("combobox").select_option(label="Gradient descent")
    expect(dialog.locator("code")).to_contain_text(re.compile(r"torch\.optim\.SGD"))


@pytest.mark.parametrize(
    ("scene", "name", "file"),
    [
        (None, "Scene (JSON)", "AdaGrad-arrives-and-then-blows-up.json"),
        (None, "Every row (CSV)", "AdaGrad-arrives-and-then-blows-up.csv"),
        (HOSTILE, "Every row (JSON)", "Rosenbrock-Adam-..-etc-学习-b-RMSProp.rows.json"),
        pytest.param(HOSTILE, "Picture (SVG)", "Rosenbrock-Adam-..-etc-学习-b-RMSProp.svg", marks=pytest.mark.thorough),
    ],
)
def test_a_file_is_named_after_what_it_shows(page: Page, server: Server, scene: object, name: str, file: str) -> None:
    if scene is not None:
        open_scene(page, server, scene)
    page.get_by_text("Save", exact=True).click()
    assert downloaded(page, name).suggested_filename == file


def test_with_the_future_hidden_nothing_is_saved(page: Page) -> None:
    page.keyboard.press("h")
    page.get_by_text("Save", exact=True).click()
    expect(page.get_by_role("button", name="Picture (PNG)")).to_be_disabled()
