"""The end of a command that fails."""

import re
import sys
from typing import NoReturn

LONGEST_WORD = 300
"""Most characters between two spaces of a line: a number of 5,000 digits would hide what is wrong with it."""


def line(message: str) -> str:
    """Return a message as one line that any console can show: signs that move its cursor or break the line are written out."""
    seen = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in message)
    return re.sub(rf"(\S{{{LONGEST_WORD}}})\S+", r"\1…", seen)


def fail(message: str) -> NoReturn:
    """Print one line that says what is wrong and exit with status 2."""
    print(f"ravine: {line(message)}", file=sys.stderr)
    raise SystemExit(2)
