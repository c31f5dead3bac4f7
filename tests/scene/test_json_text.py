"""JSON as people's programs write it, and a console as other machines have it."""

import ast
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.cli.main import main
from app.lessons import LESSONS
from app.main import app
from app.notebook import scene_of
from app.scene.faults import Refused
from app.scene.json_text import read
from tests.scenes import EVERYTHING, lane, scene
from tests.test_house import ROOT, own_files

SAID = scene(lane("adam", lr=0.1), steps=3) | {"lanes": [{"optimizer": {"key": "adam"}, "label": "动量 é"}]}
TEXT = json.dumps(SAID, ensure_ascii=False)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
CONSOLES: list[dict[str, str]] = [
    {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "ascii:strict"},
    {"PYTHONIOENCODING": "cp437", "LC_ALL": "C"},
]
"""A bare container, where all that is read and written is another, and the code pages of Windows, where the screen alone is."""


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_text_is_read_with_and_without_a_mark_in_every_unicode_encoding(encoding: str) -> None:
    assert read(TEXT.encode(encoding)) == SAID
    client = TestClient(app)
    answer = client.post("/api/runs", content=TEXT.encode(encoding), headers={"content-type": "application/json"})
    assert answer.json() == client.post("/api/runs", json=SAID).json()


def test_a_message_of_the_socket_and_a_notebook_s_text_may_have_a_mark() -> None:
    with TestClient(app).websocket_connect("/api/stream") as socket:
        socket.send_text("\ufeff" + json.dumps({"id": 1, "scene": SAID}, ensure_ascii=False))
        assert b'"id":1' in socket.receive_bytes()
    assert scene_of("\ufeff" + TEXT) == SAID


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (b'{"label": "\xe9"}', "not text in UTF-8: byte 0xe9 at position 11"),
        (b"\xff\xfe{", "not text in UTF-16: byte 0x7b at position 2"),
        (b"\x89PNG\r\n", "not text in UTF-8: byte 0x89 at position 0"),
        (b"\xef\xbb\xbf", "not JSON"),
        (b"", "not JSON"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence_that_says_where(given: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says) as refused:
        read(given)
    assert refused.value.status == 400


COMMANDS = """
import pathlib, sys
from app.cli.main import main
main(["lessons"])
for kind in ("html", "svg", "py", "csv"):
    main(["run", "scene.json", "-o", f"x.{kind}"])
main(["run", "-", "-o", "stdin.json"])
main(["run", sys.argv[1]])
"""
"""One process for all commands: starting takes longer than they do."""


@pytest.mark.parametrize("console", [BARE, *(CONSOLES if EVERYTHING else [])], ids=str)
def test_commands_work_on_every_console(console: dict[str, str], tmp_path: Path) -> None:
    """Titles have letters that none of these has: they are replaced. The last command is refused, in one line."""
    (tmp_path / "scene.json").write_text(TEXT, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **console}
    command: list[str | bytes] = [sys.executable, "-c", COMMANDS, "动量".encode()]  # bytes, for this process may run in a C locale itself
    done = subprocess.run(command, input=TEXT.encode("utf-16"), capture_output=True, cwd=tmp_path, env=environment, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done.stderr
    assert [line.split()[0].decode() for line in done.stdout.splitlines()] == list(LESSONS)
    assert all("动量 é" in (tmp_path / name).read_text("utf-8") for name in ("x.html", "x.svg"))
    ast.parse((tmp_path / "x.py").read_bytes())
    assert len(json.loads((tmp_path / "stdin.json").read_text("utf-8"))["lanes"][0]["x"]) == 4


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_words_that_a_screen_has_no_letters_for_are_replaced(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The streams as Python makes them for such a console; a title, and a name on its way to a complaint."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict") for _ in range(2))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    main(["lessons"])
    name = os.fsdecode("动量".encode())  # as it comes from a command line in this process's locale
    with pytest.raises(SystemExit, match="2"):
        main(["run", name])
    assert [line.split()[0].decode() for line in out.detach().getvalue().splitlines()] == list(LESSONS)
    err.flush()
    assert err.detach().getvalue().startswith(b"ravine: " + name.encode(encoding, "backslashreplace") + b": ")


def test_who_reads_only_the_first_lines_gets_no_traceback() -> None:
    process = subprocess.Popen([sys.executable, "-m", "app.cli", "lessons"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 1


TEXTUAL = {"read_text", "write_text"}
OPENING = {"open", "fdopen", "NamedTemporaryFile", "TemporaryFile", "TextIOWrapper"}
STARTING = {"run", "Popen", "check_output", "check_call", "call"}


def is_binary(node: ast.Call) -> bool:
    """Say whether a call that opens a file says that it holds bytes."""
    said = [*node.args, *(key.value for key in node.keywords if key.arg == "mode")]
    return any(isinstance(each, ast.Constant) and each.value in ("rb", "wb", "ab", "xb", "r+b", "w+b", "rb+") for each in said)


def lacks_encoding(node: ast.Call) -> bool:
    """Say whether a call reads or writes text in whatever encoding the machine has."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    owner = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
    keys = {key.arg for key in node.keywords}
    if "encoding" in keys or (owner in ("Image", "os", "zipfile", "tarfile", "webbrowser") and name == "open"):
        return False
    if name in TEXTUAL:
        return not any(isinstance(each, ast.Constant) and each.value == "utf-8" for each in node.args)
    if name in STARTING and owner == "subprocess":
        return bool({"text", "universal_newlines"} & keys)
    return name in OPENING and not is_binary(node)


def found(source: str) -> list[int]:
    """Return the lines of a source that hold such a call."""
    return [node.lineno for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and lacks_encoding(node)]


def test_every_text_names_its_encoding() -> None:
    sources = {path: path.read_text("utf-8") for path in own_files() if path.suffix == ".py"}
    assert {str(path): lines for path, source in sources.items() if (lines := found(source))} == {}


@pytest.mark.parametrize(
    ("call", "wrong"),
    [
        ("open('x')", True), ("path.open()", True), ("path.open('w')", True), ("open('x', 'rb')", False), ("path.open('wb')", False),
        ("path.read_text()", True), ("path.read_text('utf-8')", False), ("path.write_text(x)", True),
        ("path.write_text(x, encoding='utf-8')", False), ("subprocess.run(x, text=True)", True),
        ("subprocess.run(x, encoding='utf-8')", False), ("os.fdopen(3)", True), ("Image.open(x)", False),
    ],
)  # fmt: skip
def test_the_search_itself_finds_them(call: str, wrong: bool) -> None:
    assert bool(found(call)) is wrong
