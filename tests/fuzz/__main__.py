"""Run many cases: python -m tests.fuzz COUNT [SEED [FIRST]] [few]. Each part runs in a process of its own, so that a crash names its case.

`NUMBA_BOUNDSCHECK=1` has every index of the compiled code checked; its kernels are kept apart from the others.
`PYTHONWARNINGS=error::RuntimeWarning` takes NumPy's warnings for faults, too.
"""

import asyncio
import faulthandler
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import SystemRandom

from tests.fuzz.asking import verdict
from tests.fuzz.cases import case
from tests.fuzz.scenes import ALL, FEW

ROOT = Path(__file__).parents[2]
LONGEST = 900
"""Seconds for one case, on however slow a machine: more is taken for an endless loop."""

PART = 20_000
"""Cases of one process."""


def checked_cache(environment: dict[str, str]) -> dict[str, str]:
    """Return an environment in which checked kernels and others do not share a cache, which cannot tell them apart."""
    folder = environment.get("NUMBA_CACHE_DIR") or str(ROOT / ".cache" / "numba")
    checked = environment.get("NUMBA_BOUNDSCHECK") == "1" and not folder.endswith("-checked")
    return {**environment, "NUMBA_CACHE_DIR": f"{folder}-checked" if checked else folder}


def work(seed: int, first: int, count: int, mark: Path, few: bool) -> None:
    """Run cases here; write the number of each to `mark` before it begins, and what is wrong to the screen."""
    loop = asyncio.new_event_loop()
    with mark.open("wb", buffering=0) as file:
        for i in range(first, first + count):
            os.pwrite(file.fileno(), b"%19d\n" % i, 0)
            faulthandler.dump_traceback_later(LONGEST, exit=True)
            made = case(seed, i, FEW if few else ALL)
            if found := loop.run_until_complete(verdict(made)):
                print(f"case {seed} {i}: {found}\n  {made.path} {made.query} {json.dumps(made.body)[:2000]}", flush=True)
    os._exit(0)  # threads of scenes that nobody waits for


def part(seed: int, first: int, count: int, few: bool) -> tuple[int, int]:
    """Run cases in a process; return how many it came through, and how many were wrong: a crash is, and ends it."""
    with tempfile.TemporaryDirectory() as folder:
        mark = Path(folder) / "case"
        command = [sys.executable, "-m", "tests.fuzz", "--work", str(seed), str(first), str(count), str(mark), str(int(few))]
        done = subprocess.run(command, cwd=ROOT, env=checked_cache(dict(os.environ)), stdout=subprocess.PIPE, encoding="utf-8", check=False)
        print(done.stdout, end="", flush=True)
        wrong = sum(line.startswith("case ") for line in done.stdout.splitlines())
        if done.returncode == 0:
            return count, wrong
        at = int(mark.read_text(encoding="ascii")) if mark.exists() else first
        print(f"case {seed} {at}: the process ended with status {done.returncode}", flush=True)
        return at + 1 - first, wrong + 1


def fuzz(count: int, seed: int, first: int = 0, few: bool = False) -> int:
    """Run cases, say how many were wrong, and return that."""
    begun, done, wrong = time.monotonic(), 0, 0
    checked = "checked" if os.environ.get("NUMBA_BOUNDSCHECK") == "1" else "not checked"
    print(f"seed {seed}: {count} cases from {first}, indices {checked}", flush=True)
    while done < count:
        came, bad = part(seed, first + done, min(PART, count - done), few)
        done, wrong = done + came, wrong + bad
        print(f"{done} of {count}, {wrong} wrong, {time.monotonic() - begun:.0f} s", flush=True)
    return wrong


def main(said: list[str]) -> None:
    """Run one command."""
    if said[:1] == ["--work"]:
        part_seed, begin, cases, mark, few = said[1:]
        work(int(part_seed), int(begin), int(cases), Path(mark), few == "1")
    given = [int(each) for each in said if each and each != "few"]
    count, seed, first = [*given, *[1000, SystemRandom().randrange(10**6), 0][len(given) :]]
    raise SystemExit(min(1, fuzz(count, seed, first, "few" in said)))


if __name__ == "__main__":
    main(sys.argv[1:])
