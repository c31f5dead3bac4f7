"""The command line in this process: starting another takes longer than most commands do."""

import io
import sys
from dataclasses import dataclass

import pytest

from app.cli.main import main


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said, by the names that `subprocess` has for them."""

    returncode: str | int | None
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Command:
    """Calls `ravine`."""

    patch: pytest.MonkeyPatch
    captured: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str, text: str = "") -> Done:
        """Return what becomes of a command that reads `text`."""
        self.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
        try:
            main(list(arguments))
            status: str | int | None = 0
        except SystemExit as ended:
            status = ended.code
        said = self.captured.readouterr()
        return Done(status, said.out, said.err)
