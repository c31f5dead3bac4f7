"""The container, read rather than built: who runs in it, what it may write, what it copies and calls."""

import json
import re
import subprocess
import sys
from importlib.util import find_spec

from app.settings import read_settings
from tests.test_house import PROJECT, ROOT

LINES = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text("utf-8")).splitlines()
STEPS = [(word, rest) for word, _, rest in (line.partition(" ") for line in LINES) if word.isupper()]
LAST = STEPS[max(i for i, (word, _) in enumerate(STEPS) if word == "FROM") :]
"""The stage that runs."""


def said(word: str) -> list[str]:
    """Return what the last stage says after a word, each time."""
    return [rest for name, rest in LAST if name == word]


def test_who_runs_is_not_root_and_has_a_number() -> None:
    (user,) = said("USER")
    assert int(user) > 0
    assert f"--uid {user} " in said("RUN")[0]
    assert LAST.index(("USER", user)) < min(i for i, (word, _) in enumerate(LAST) if word in ("HEALTHCHECK", "CMD"))


def test_the_one_folder_that_is_written_belongs_to_who_runs_and_is_a_volume_once_it_is_filled() -> None:
    (folder,) = said("VOLUME")
    assert f"--owner ravine {folder}" in said("RUN")[0]
    assert f"NUMBA_CACHE_DIR={folder}" in said("ENV")[0].split()
    assert LAST.index(("VOLUME", folder)) > max(i for i, (word, _) in enumerate(LAST) if word == "RUN")


def test_what_is_called_exists() -> None:
    check = json.loads(said("HEALTHCHECK")[0].partition("CMD ")[2])
    (run,) = said("CMD")
    assert check[:2] == ["python", "-m"]
    assert find_spec(check[2])
    assert json.loads(run)[0] in PROJECT["project"]["scripts"]


def test_what_is_copied_exists_and_is_not_ignored() -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = [name for word, rest in STEPS if word == "COPY" and "--from" not in rest for name in rest.split()[:-1]]
    assert set(copied) == allowed
    assert all((ROOT / name).exists() for name in copied)


def test_the_first_layer_installs_what_the_package_declares() -> None:
    (command,) = re.findall(r'python -c "(import tomllib.*?)" >', " ".join(rest for _, rest in STEPS))
    listed = subprocess.run([sys.executable, "-c", command], cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    assert listed.splitlines() == PROJECT["project"]["dependencies"]


def test_the_bundle_is_made_after_the_sources_are_there_and_before_they_are_installed() -> None:
    runs = [i for i, (word, rest) in enumerate(STEPS) if word == "RUN" and "tests.setup.bundle" in rest]
    copies = [i for i, (word, rest) in enumerate(STEPS) if word == "COPY" and "--from" not in rest]
    installs = [i for i, (word, rest) in enumerate(STEPS) if word == "RUN" and rest.endswith("--no-deps .")]
    assert [max(copies)] < runs < installs


def test_the_container_of_classes_has_the_extra_and_the_settings_that_it_needs() -> None:
    text = (ROOT / "compose.classes.yaml").read_text("utf-8")
    (extra,) = re.findall(r"EXTRA: (\w+)", text)
    assert extra in PROJECT["project"]["optional-dependencies"]
    found = dict(re.findall(r'^ +(RAVINE_\w+): "?([^"\n]+)"?$', text, re.MULTILINE))
    given, complaints = read_settings(found)
    assert not complaints
    assert (given.workers, given.redis_url) == (4, "redis://redis:6379")
