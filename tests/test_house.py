"""The house in order: documents name what exists, versions agree, vendored files are what they say, nothing of a machine is committed."""

import ast
import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from app import __version__
from app.scene.scene import Scene
from app.settings import Settings, read_settings, static_dir, variables
from tests.scenes import EVERYTHING, partners

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
VENDOR = ROOT / "static" / "vendor"
DOCUMENTS = ["README.md", "CLASSROOM.md", "CONTRIBUTING.md", "CHANGELOG.md", "DESIGN.md"]
WRITTEN = [".py", ".js", ".ts", ".html", ".css", ".md", ".toml", ".json", ".txt", ""]
"""Suffixes of files that people write; the empty one stands for Makefile, Dockerfile and the like."""

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

FOREIGN = re.compile(r"https?://[\w.-]*(?:registry|pypi|npmjs|debian\.org)|/root/|/home/\w|/work/\w|\.pyenv|\.venv/lib")
"""A registry's address, or a place that exists on one machine only."""


def own_files() -> list[Path]:
    """Return the files of the repository that git knows or would take, third parties' excepted."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.splitlines()
    return [path for name in listed if (path := ROOT / name).is_file() and VENDOR not in path.parents]


def lines_of(suffix: str) -> dict[str, int]:
    """Return how many lines each of our files with this suffix has."""
    return {str(path.relative_to(ROOT)): path.read_text("utf-8").count("\n") for path in own_files() if path.suffix == suffix}


def test_root_files_are_there():
    for name in (*DOCUMENTS, "LICENSE", "Makefile", "Dockerfile", ".ci/run"):
        assert (ROOT / name).is_file(), name


def test_license_is_the_one_that_the_package_declares():
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith(f"{PROJECT['project']['license']} License")
    assert "Ravine contributors" in text


def test_versions_agree():
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest
    assert newest[1] == __version__


def test_make_has_the_targets_that_the_documents_name():
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    named = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"(?:`|^ {4})make ([a-z-]+)", (ROOT / document).read_text("utf-8"), re.MULTILINE)
    }
    assert {"run", "test", "bench", "format", "clean"} <= named
    assert named <= targets


@pytest.mark.parametrize("name", Settings.model_fields)
def test_readme_has_every_setting(name):
    field = Settings.model_fields[name]
    assert field.description
    assert f"| `{variables(name)[0]}` | `{field.default}` | {field.description} |" in README


def test_readme_has_no_setting_that_does_not_exist():
    known = {variable for name in Settings.model_fields for variable in variables(name)}
    assert set(re.findall(r"RAVINE_[A-Z_]+", README)) <= known


def test_scene_of_the_readme_is_a_scene():
    body = re.search(r"-d '\n(.*?)'", README, re.DOTALL)
    assert body
    assert Scene.model_validate(json.loads(body[1])).steps == 2000


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_of_documents_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text("utf-8")):
        assert (ROOT / target).exists(), target


def test_folders_of_the_map_exist():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Where things are")[2]
    for folder in re.findall(r"^ {4}(\w+/)", text, re.MULTILINE):
        assert (ROOT / folder).is_dir(), folder


def test_vendored_files_are_what_their_list_says():
    listed = dict(re.findall(r"^\| `([^`]+)` \|.*`([0-9a-f]{64})` \|$", (VENDOR / "README.md").read_text("utf-8"), re.MULTILINE))
    served = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.suffix in {".css", ".js", ".ttf", ".woff2"}}
    assert set(listed) == served
    for name, digest in listed.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_no_file_names_a_registry_or_a_place_on_a_machine():
    found = [path for path in own_files() if path.suffix in WRITTEN and path != Path(__file__) and FOREIGN.search(path.read_text("utf-8"))]
    assert not found


def test_no_lock_file_is_committed():
    assert not [path for path in own_files() if path.name in {"package-lock.json", "yarn.lock", "uv.lock", "poetry.lock"}]


@pytest.mark.parametrize("suffix", [".py", ".js"])
def test_files_stay_under_200_lines(suffix):
    assert not {name: lines for name, lines in lines_of(suffix).items() if lines > 200}


def test_functions_stay_under_50_lines():
    functions = ((path, node) for path in own_files() if path.suffix == ".py" for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    spans = {(path.name, node.name): (node.end_lineno or 0) - node.lineno for path, node in functions if isinstance(node, DEFINITIONS)}
    assert not {place: span for place, span in spans.items() if span >= 50}


def test_page_asks_nobody_else():
    for page in static_dir().glob("*.html"):
        assert not re.findall(r'(?:src|href)="(?:https?:)?//[^"]*', page.read_text("utf-8")), page.name


BAD = {"RAVINE_MAX_STEPS": "many", "PORT": "99999", "RAVINE_LOG_LEVEL": "loud"}
WAYS = {"import app.main": ["-c", "import app.main"], "ravine serve": ["-m", "app.cli", "serve", "--port", "0"]}


@pytest.mark.parametrize(("way", "variable"), partners(BAD, WAYS, 1) if EVERYTHING else [("ravine serve", "PORT")])
def test_bad_setting_ends_a_server_with_one_line_and_status_2(way, variable):
    value, ways = BAD[variable], WAYS[way]
    environment = {**os.environ, variable: value}
    ended = subprocess.run([sys.executable, *ways], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"ravine: {variable}='{value}': ")
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""


def test_prefixed_variable_is_stronger():
    assert read_settings({"PORT": "8001"})[0].port == 8001
    assert read_settings({"PORT": "8001", "RAVINE_PORT": "8002"})[0].port == 8002
