"""What the console cannot show or take: streams that are closed or full, bytes that are no text, signs that break a line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import Command
from tests.scenes import scene

FULL = Path("/dev/full")


def called(*arguments: bytes | str, stdout: str, buffered: bool = True) -> subprocess.CompletedProcess[str]:
    """Call `ravine` from a shell that redirects standard output."""
    command = [os.fsencode(each) for each in ("sh", "-c", f'"$@" {stdout}', "sh", sys.executable, "-m", "app.cli", *arguments)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "" if buffered else "1"}
    return subprocess.run(command, input="", capture_output=True, encoding="utf-8", timeout=120, check=False, env=environment)


@pytest.mark.parametrize("arguments", [["lessons"], ["run", "saddle"]])
def test_a_closed_output_is_no_fault(arguments: list[str]) -> None:
    done = called(*arguments, stdout=">&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_closed_input_is_empty() -> None:
    done = called("run", "-", stdout="<&-")
    assert done.returncode == 2
    assert done.stderr.startswith("ravine: the message is not JSON")


@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("arguments", [["lessons"], ["run", "saddle"]])
def test_a_full_output_is_named(arguments: list[str], buffered: bool) -> None:
    done = called(*arguments, stdout=f"> {FULL}", buffered=buffered)
    assert (done.returncode, done.stderr) == (2, "ravine: standard output: No space left on device\n")


def test_a_full_file_is_named_and_not_the_scene(ravine: Command, tmp_path: Path) -> None:
    (tmp_path / "full.csv").symlink_to(FULL)
    done = ravine("range-test", "saddle", "-o", str(tmp_path / "full.csv"))
    assert (done.returncode, done.stderr) == (2, f"ravine: {tmp_path / 'full.csv'}: No space left on device\n")


@pytest.mark.parametrize("flag", ["--charts", "--linear", "--hero", "--step"])
def test_bytes_that_are_no_text_are_refused_in_words(ravine: Command, tmp_path: Path, flag: str) -> None:
    suffix = ".html" if flag == "--hero" else ".svg"
    done = ravine("run", "saddle", f"{flag}={os.fsdecode(bytes([255]))}", "-o", str(tmp_path / f"picture{suffix}"))
    assert done.returncode == 2
    assert done.stderr.startswith(f"ravine: {flag[2:]}: ")
    assert "it is \\udcff" in done.stderr


@pytest.mark.parametrize("said", ["a\nb", "a\x1b[31mb", "a\rb", "a\u2028b"])
def test_a_refusal_is_one_line_of_signs_that_can_be_seen(ravine: Command, said: str) -> None:
    for arguments in (["run", said], ["map", "saddle", f"--x={said}"], ["run", "saddle", f"--hero={said}", "-o", "page.html"]):
        done = ravine(*arguments)
        assert done.returncode == 2
        assert done.stderr[:-1].isprintable()


@pytest.mark.parametrize("arguments", [["run", "ü"], ["run", "saddle", "-o", "ü.json"], ["range-test", "saddle", "-o", "ü.csv"]])
def test_a_name_that_the_system_cannot_write_is_refused_in_words(arguments: list[str]) -> None:
    code = "from app.cli.main import main; main(" + ascii(arguments) + ")"
    plain = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}  # Python takes file names in ASCII
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="ascii", timeout=120, check=False, env=plain)
    assert done.returncode == 2
    assert done.stderr == f"ravine: {ascii(arguments[-1])[1:-1]}: the names of this system's files cannot hold '\\xfc'\n"


@pytest.mark.parametrize("flag", ["--lane", "--lesson", "--width", "--low"])
def test_a_number_of_thousands_of_digits_is_shown_in_part(ravine: Command, flag: str) -> None:
    done = ravine("run", "-", f"{flag}={'5' * 5000}x", text=str(scene()))
    assert done.returncode == 2
    assert f"argument {flag}: invalid" in done.stderr
    assert len(done.stderr) < 400
