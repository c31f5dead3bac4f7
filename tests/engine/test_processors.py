"""One machine plays several: a plain processor, one that fuses multiplication and addition, and itself."""

import os
import subprocess
import sys
from pathlib import Path

from llvmlite.binding import get_host_cpu_features, get_process_triple

from tests.engine.walks import WALKS
from tests.scenes import EVERYTHING

ROOT = Path(__file__).parents[2]
HASWELL = ("avx2", "fma", "bmi", "bmi2", "f16c", "lzcnt", "movbe")
"""What code for a Haswell may use, beside what every x86-64 has; a processor without it would end at an illegal instruction."""


def processors() -> list[str]:
    """Return the names that this machine can run code for, its own as the empty one. One that can run a Haswell's code fuses itself:
    that processor is asked, for its shorter vectors, where everything is run."""
    fused = get_process_triple().startswith("x86_64") and all(get_host_cpu_features().get(each) for each in HASWELL)
    return ["", "generic", *(["haswell"] if fused and EVERYTHING else [])]


def walking(name: str, kernels: Path) -> "subprocess.Popen[str]":
    """Return a process that walks with kernels compiled for a processor; another than this one has a cache of its own."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith("NUMBA_CPU")}
    chosen = {"NUMBA_CPU_NAME": name, "NUMBA_CPU_FEATURES": ""} if name else {}
    environment = {**plain, **chosen, "NUMBA_CACHE_DIR": str(kernels / f"for-{name}" if name else kernels)}
    command = [sys.executable, "-m", "tests.engine.walks"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8")


def test_the_bytes_are_those_of_every_processor(tmp_path: Path) -> None:
    """No operation is fused with another, so that nothing is rounded otherwise: every position, loss, rate and state is equal."""
    kernels = Path(os.environ.get("NUMBA_CACHE_DIR", tmp_path))
    walks = [walking(name, kernels) for name in processors()]
    own, *others = [walk.communicate()[0] for walk in walks]
    assert not any(walk.returncode for walk in walks)
    assert len(own.splitlines()) == len(WALKS) == 10
    assert all(other == own for other in others)


def test_the_options_are_set_whichever_module_is_imported_first() -> None:
    """Numba reads them at its own import, so that a later setting would be lost, and sines would come from another library."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith("NUMBA_")}
    for module in ("app.engine.blocks.columns", "app.engine.kept", "app.engine.jit"):
        command = [sys.executable, "-c", f"import {module}, numba; print(numba.config.DISABLE_INTEL_SVML, numba.config.CPU_FEATURES)"]
        svml, *features = subprocess.run(command, cwd=ROOT, env=plain, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout.split()
        assert svml == "1"
        assert not get_process_triple().startswith("x86_64") or "+avx512f" not in features[0].split(",")
