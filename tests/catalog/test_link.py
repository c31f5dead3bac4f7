"""A scene named in short: a lesson's key, a link, the part of a link behind #."""

import base64
import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from app.catalog.link import BrokenLink, is_link, linked, unpacked
from app.cli.main import main
from app.lessons import LESSONS, OPENING
from app.scene.scene import Scene
from tests.scenes import lane, scene

SAID = scene(lane("adam", lr=0.1), steps=3)


def fragment(said: Any, more: bytes = b"") -> str:
    """Return what stands behind # in a link, as static/js/address/link.js writes it; bytes are packed as they are."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(said if isinstance(said, bytes) else json.dumps(said).encode()) + packer.flush() + more
    return "1." + base64.urlsafe_b64encode(packed).decode().rstrip("=")


PACKED = fragment(SAID)


@pytest.mark.parametrize(
    "link",
    [
        f"http://127.0.0.1:8000/#{PACKED}", f"https://hub.example/user/x/proxy/8000/?step=3&lang=zh#{PACKED}", f"#{PACKED}", PACKED,
        f"?step=3#{PACKED}", f"/#{PACKED}", f"ravine.example/ravine#{PACKED}", f"  <http://x.example/#{PACKED}>\n", f"embed#{PACKED}",
    ],
)  # fmt: skip
def test_a_link_holds_its_scene(link: str) -> None:
    assert is_link(link.strip())
    assert linked(link) == SAID


@pytest.mark.parametrize("link", ["/?lesson=saddle", "?lesson=saddle&step=3", "https://x.example/ravine/embed?lang=th&lesson=saddle"])
def test_a_link_may_name_a_lesson(link: str) -> None:
    assert is_link(link)
    assert linked(link) == LESSONS["saddle"].scene


def test_the_bare_address_of_a_page_is_the_first_lesson() -> None:
    assert linked("http://127.0.0.1:8000/") == linked("https://x.example/ravine/?lang=vi") == LESSONS[OPENING].scene


@pytest.mark.parametrize("name", ["scene.json", "1.json", "-", "saddle", "a/b?.json", "C:\\scene.json", "2.0"])
def test_names_of_files_are_no_links(name: str) -> None:
    assert not is_link(name)


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("http://x.example/?lesson=nothing", "there is no lesson 'nothing'"),
        (f"http://x.example/#{PACKED[:-9]}", "broken"),
        ("http://x.example/#3.abc", "newer Ravine"),
        ("#hello", "broken"),
        ("?lang=th", "neither a scene nor a link"),
    ],
)
def test_a_link_that_shows_nothing_says_why(link: str, says: str) -> None:
    with pytest.raises(BrokenLink, match=says):
        linked(link)


@pytest.mark.parametrize(
    "part",
    [
        fragment(b"[" * 10_000), fragment(b"NaN"), fragment(b"null"), fragment(SAID, b"more"), fragment(b'"' + b"x" * 2**20 + b'"'),
        PACKED[:40] + "%" + PACKED[40:], PACKED[:40] + "=" + PACKED[40:], "1.", "1", "1.=",
    ],
)  # fmt: skip
def test_what_the_page_does_not_open_is_broken_here_too(part: str) -> None:
    with pytest.raises(BrokenLink, match="broken"):
        linked(f"#{part}")


@pytest.mark.parametrize("part", [PACKED[:40] + " \n" + PACKED[40:], PACKED.replace("-", "+").replace("_", "/"), PACKED + ".more"])
def test_what_the_page_opens_is_opened_here_too(part: str) -> None:
    assert unpacked(part) == SAID


@pytest.mark.parametrize("host", ["http://[x]", "//[", "http://\u2100", "https://[]"])
def test_what_is_no_address_says_so(host: str) -> None:
    with pytest.raises(BrokenLink, match="no address"):
        linked(f"{host}/#{PACKED}")


@pytest.mark.parametrize("source", ["saddle", "/?lesson=saddle", f"https://x.example/#{fragment(LESSONS['saddle'].scene)}"])
def test_run_takes_a_key_and_a_link(source: str, tmp_path: Path) -> None:
    main(["run", source, "-o", str(tmp_path / "x.json")])
    rows = json.loads((tmp_path / "x.json").read_text("utf-8"))["lanes"][0]["x"]
    assert rows == Scene.model_validate(LESSONS["saddle"].scene).run()[0].x.tolist()


def test_range_test_takes_them_too(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for source in ("learning_rate", "?lesson=learning_rate"):
        main(["range-test", source])
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] != ""


def test_a_file_of_that_name_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "saddle").write_text(json.dumps(SAID), "utf-8")
    monkeypatch.chdir(tmp_path)
    main(["run", "saddle", "-o", "x.json"])
    assert len(json.loads((tmp_path / "x.json").read_text("utf-8"))["lanes"][0]["x"]) == SAID["steps"] + 1


@pytest.mark.parametrize(
    ("source", "says"),
    [("sadle", "sadle: No such file or directory, and no lesson is called so"), ("no.json", "no.json: No such file"), ("#1.x", "broken")],
)
def test_what_names_nothing_ends_in_one_line(source: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["run", source])
    said = capsys.readouterr().err
    assert (ended.value.code, said.count("\n")) == (2, 1)
    assert says in said
