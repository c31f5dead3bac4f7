"""Which format a file of an answer has: its suffix says it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.replies.wire import dumps
from app.scene.faults import single

Json = dict[str, Any]
Write = Callable[[Json], bytes]


def suffix_of(path: Path | None, known: tuple[str, ...]) -> str:
    """Return the suffix of a file, "" without one; raise Refused if it is not known."""
    suffix = path.suffix.lower() if path else ""
    if path and suffix not in known:
        raise single("no_writer", "", suffix, suffix=suffix or "such", known=" ".join(known))
    return suffix


def writer(path: Path | None, csv: Write) -> Write:
    """Return the function that encodes an answer for a file of this suffix, JSON without a file; raise Refused if there is none."""
    kinds: dict[str, Write] = {".json": lambda answer: dumps(answer) + b"\n", ".csv": csv}
    return kinds[suffix_of(path, tuple(kinds)) or ".json"]


def is_there(source: str) -> bool:
    """Return whether a text names a file or a folder: a link may be longer than any name, which the system refuses to look for."""
    try:
        return Path(source).exists()
    except OSError:
        return False
