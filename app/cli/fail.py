"""How a command ends that cannot do what it was asked."""

import sys
from typing import NoReturn


def fail(message: str) -> NoReturn:
    """Say what is wrong in one line and end with exit status 2."""
    print(f"ravine: {message}", file=sys.stderr)
    raise SystemExit(2)
