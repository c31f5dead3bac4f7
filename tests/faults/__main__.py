"""Make every fault happen and print what the user sees: python -m tests.faults [NAME ...].

A fault is a module of this folder with `fault(place)`. It gets an empty folder, makes the fault happen to a server, checks that the
server or the page says a clear sentence and recovers within a stated time, and returns what was said.
"""

import sys
import tempfile
import time
import traceback
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent


def faults() -> list[str]:
    """Return the names of all faults."""
    return sorted(path.stem for path in HERE.glob("*.py") if "\ndef fault(" in path.read_text("utf-8"))


def happens(name: str) -> bool:
    """Make one fault happen; print what was seen, and return whether it was right."""
    module = import_module(f"tests.faults.{name}")
    print(f"{name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        try:
            said = module.fault(Path(folder))
        except Exception:  # noqa: BLE001  (whatever is wrong with one, the others happen, too)
            traceback.print_exc()
            said = None
    print(*(f"    {line}" for line in said or ["FAILED"]), f"    ({time.monotonic() - begun:.0f} s in all)", sep="\n", flush=True)
    return said is not None


def main() -> None:
    """Make the named faults happen, or all; exit with status 1 if one ended badly."""
    wrong = [name for name in sys.argv[1:] or faults() if not happens(name)]
    if wrong:
        print("wrong:", ", ".join(wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
