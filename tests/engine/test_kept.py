"""The kernels on disk: broken files, and folders that cannot be written."""

import errno
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from numba.core import config

from app.engine import jit, kept

SIGNATURE = jit.NUMBER(jit.NUMBER)


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Keep kernels in a folder of this test."""
    made = tmp_path / "numba"
    monkeypatch.setattr(config, "CACHE_DIR", str(made))
    kept.say.cache_clear()
    yield made
    kept.trouble.clear()


def doubled() -> Any:
    """Return a function that was compiled or loaded just now."""

    def double(x):
        return 2 * x

    made = jit.signed(double, SIGNATURE)
    assert made(21.0) == 42.0
    return made


def hits(made: Any) -> int:
    return sum(made.stats.cache_hits.values())


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def full(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_what_was_compiled_is_loaded(folder: Path) -> None:
    assert hits(doubled()) == 0
    assert len(files(folder)) == 1
    assert hits(doubled()) == 1


BREAKS = {
    "cut off": lambda content: content[:-100],
    "empty": lambda _: b"",
    "garbled at the start": lambda content: b"\0" * 60 + content[60:],
    "one bit turned in the middle": lambda content: content[:1000] + bytes([content[1000] ^ 1]) + content[1001:],
    "something else": lambda _: b"<!doctype html>" * 100,
}


@pytest.mark.parametrize("how", BREAKS)
def test_a_broken_file_is_compiled_again_and_said_once(folder: Path, caplog: pytest.LogCaptureFixture, how: str) -> None:
    doubled()
    [file] = files(folder)
    for _ in range(2):
        file.write_bytes(BREAKS[how](file.read_bytes()))
        assert hits(doubled()) == 0
    assert hits(doubled()) == 1
    assert caplog.messages == [f"ravine: a file of the kernel cache {folder} is broken; its kernel is compiled again."]


def test_on_a_full_disk_everything_works_and_it_is_said_once(
    folder: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept.KernelFile, "_open_for_write", full)
    doubled()
    doubled()
    says = f"compiled kernels cannot be kept in {folder} (No space left on device); they are compiled again at every start."
    assert caplog.messages == [f"ravine: {says}"]
    assert kept.trouble


def test_a_file_that_the_disk_had_no_room_for_is_not_left_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.replace", full)
    doubled()
    assert files(folder) == []


def test_a_folder_that_cannot_be_used_is_not_exchanged_for_another(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Here a file stands in its place."""
    folder.write_text("", "utf-8")
    beside = Path(__file__).parent / "__pycache__"
    before = set(beside.glob("test_kept.*double*"))
    doubled()
    assert set(beside.glob("test_kept.*double*")) == before
    assert [message for message in caplog.messages if str(folder) in message] == caplog.messages
    assert len(caplog.messages) == 1


def test_a_full_folder_that_cannot_be_written_is_read(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    doubled()
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    monkeypatch.setattr(kept.KernelFile, "_open_for_write", full)
    assert hits(doubled()) == 1
    assert caplog.messages == []


def test_without_the_variable_and_without_any_folder_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be written, neither beside the source nor in the home."""
    monkeypatch.setattr(config, "CACHE_DIR", "")
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    doubled()
    assert kept.trouble


def test_what_is_missing_may_come_from_elsewhere() -> None:
    """As from another process, which compiles beside this one."""

    def triple(x):
        return 3 * x

    asked: list[None] = []
    made = jit.signed(triple, SIGNATURE, lambda: asked.append(jit.signed(triple, SIGNATURE) and None))
    assert len(asked) == 1
    assert hits(made) == 1
    jit.signed(triple, SIGNATURE, lambda: pytest.fail("it is there"))
