"""Which Pythons and machines there is a numba for, said by `make`, by the README and by the package alike."""

import subprocess
import sys

import pytest

from tests.setup.machine import OLDEST, TOO_NEW, trouble
from tests.test_house import PROJECT, README, ROOT

GOOD = ((3, 13), "CPython", "Linux", "x86_64", "x86_64-pc-linux-gnu")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, ""),
        ({0: (3, 11)}, ""), ({0: (3, 14)}, ""), ({0: (3, 10)}, "this is 3.10"), ({0: (3, 15)}, "this is 3.15"), ({0: (4, 0)}, "4.0"),
        ({1: "PyPy"}, "PyPy"), ({3: "aarch64"}, ""), ({3: "riscv64"}, "riscv64"), ({3: "i686"}, "i686"),
        ({4: "x86_64-alpine-linux-musl"}, "musl"), ({2: "Darwin", 3: "arm64", 4: "arm64-apple-darwin"}, ""),
        ({2: "Darwin", 3: "x86_64", 4: "x86_64-apple-darwin"}, "Darwin on x86_64"), ({2: "Windows", 3: "AMD64", 4: ""}, ""),
        ({2: "Windows", 3: "ARM64", 4: "", 0: (3, 11)}, "3.12"), ({2: "FreeBSD", 3: "amd64"}, "FreeBSD"),
    ],
)  # fmt: skip
def test_what_there_is_no_numba_for_is_named(change, says):
    said = trouble(*(change.get(i, value) for i, value in enumerate(GOOD)))
    assert says in said
    assert bool(said) is bool(says)


def test_this_machine_is_a_good_one():
    done = subprocess.run([sys.executable, "tests/setup/machine.py"], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_package_and_readme_name_the_same_pythons():
    assert PROJECT["project"]["requires-python"] == f">={OLDEST[0]}.{OLDEST[1]},<{TOO_NEW[0]}.{TOO_NEW[1]}"
    assert f"Python {OLDEST[0]}.{OLDEST[1]} to {TOO_NEW[0]}.{TOO_NEW[1] - 1}" in README
