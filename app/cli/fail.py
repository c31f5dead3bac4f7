"""The end of a command that fails."""

import sys
from typing import NoReturn


def fail(message: str) -> NoReturn:
    """Print one line that says what is wrong and exit with status 2."""
    print(f"ravine: {message}", file=sys.stderr)
    raise SystemExit(2)
