"""The console: what it cannot print, what was closed, and what could not be written."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def opened() -> None:
    """Have all three streams: a closed one (`>&-`) is nothing to read, or what is written to it is lost.

    Characters that the console cannot print are replaced: Windows consoles and the C locale have few.
    """
    sys.stdin = sys.stdin or Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  (it stays open)
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace" if stream is sys.stderr else "replace")


def muted() -> None:
    """Write no more to standard output: what is still to be written would fail once more as the process ends."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


@contextmanager
def writing(output: Path | None) -> Iterator[None]:
    """Name the file, or the screen, in an error of what is written: the system names a file only where it cannot be opened."""
    try:
        yield
        if output is None:
            sys.stdout.flush()
    except OSError as error:
        if output is None:
            muted()
        error.filename = error.filename or str(output or "standard output")
        raise


def tell(says: str, output: Path | None = None, content: Callable[[], bytes] = bytes) -> None:
    """Print lines, and write a file if there is to be one; raise OSError with the name of what could not be written."""
    with writing(None):
        print(says)
    if output:
        with writing(output):
            output.write_bytes(content())
