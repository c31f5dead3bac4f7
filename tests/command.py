"""The command line run in this process, because starting another takes longer than most commands."""

import io
import sys
from dataclasses import dataclass

import pytest

from app.cli.main import main


@dataclass(frozen=True)
class Done:
    """How a command ended and what it printed; fields are named as in `subprocess`."""

    returncode: str | int | None
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Command:
    """Runs `ravine` with arguments."""

    patch: pytest.MonkeyPatch
    captured: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str, text: str = "") -> Done:
        """Return the result of a command with `text` on standard input."""
        self.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
        try:
            main(list(arguments))
            status: str | int | None = 0
        except SystemExit as ended:
            status = ended.code
        said = self.captured.readouterr()
        return Done(status, said.out, said.err)
