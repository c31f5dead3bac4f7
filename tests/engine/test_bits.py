"""Arithmetic: what is the same bits on every machine, and numbers too small to be worth their time."""

import re
import subprocess
import sys
from pathlib import Path

import llvmlite.binding as llvm
import numpy as np
import pytest
from llvmlite import ir

from app.engine import denormals
from app.engine.landscape import Landscape
from app.engine.run import run
from app.engine.walker import Walker

ROOT = Path(__file__).parents[2]
STILL = np.empty((0, 2))
BOWL = Landscape("ellipse", {"h": 1.0, "kappa": 10.0, "angle": 0.0})
TINY = float(np.finfo(np.float64).tiny)
RESTING = {"momentum": Walker("momentum", {"lr": 0.05, "mu": 0.9}), "newton": Walker("newton", {"lr": 0.5, "damping": 0.0})}


@pytest.mark.parametrize("key", RESTING)
def test_what_sinks_to_nothing_is_nothing(key):
    """A number below 2.2e-308 costs a hundred times as much as another; at rest a path is made of them, unless they are zero."""
    rest = run(BOWL, RESTING[key], (-8.0, 2.0), 20_000, STILL)
    numbers = np.abs(np.concatenate([rest.x, rest.y, rest.state.ravel()]))
    assert numbers[len(rest.x) - 1] < 1e-300
    assert not ((numbers > 0) & (numbers < TINY)).any()


@pytest.mark.parametrize("walker", [*RESTING.values(), Walker("momentum", {"lr": 9.0, "mu": 0.9})])
def test_after_a_run_the_thread_computes_as_before(walker):
    """Whether it ends at its last step or far away."""
    ended = run(BOWL, walker, (-8.0, 2.0), 200, STILL)
    assert ended.diverged == (walker.knobs["lr"] > 1)
    halved = np.array([TINY, 5e-324]) * np.array([0.5, 1.0])
    assert halved.view(np.uint64).tolist() == [1 << 51, 1]  # as bits: a thread that flushes finds 5e-324 equal to 0


def assembled(machine, build):
    """Return the assembly of a function of this machine."""
    module = ir.Module()
    module.triple = f"{machine}-unknown-linux-gnu"
    builder = ir.IRBuilder(ir.Function(module, ir.FunctionType(ir.VoidType(), []), "f").append_basic_block())
    build(builder)
    builder.ret_void()
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    target = llvm.Target.from_triple(module.triple).create_target_machine()
    return target.emit_assembly(llvm.parse_assembly(str(module)))


@pytest.mark.parametrize(
    ("machine", "bits", "read", "write"),
    [("x86_64", 0x8040, "stmxcsr", "ldmxcsr"), ("aarch64", 0x1000000, "mrs", "msr"), ("arm64", 0x1000000, "mrs", "msr")],
)
def test_a_processor_of_each_kind_is_told_and_told_again(machine, bits, read, write):
    """Intel's manual: MXCSR bits 15 (FTZ) and 6 (DAZ). Arm's: FPCR bit 24 (FZ)."""
    text = assembled(machine, lambda builder: denormals.restored(builder, machine, denormals.flushed(builder, machine)))
    assert len(re.findall(rf"\b{read}\b", text, re.IGNORECASE)) == 1
    assert len(re.findall(rf"\b{write}\b", text, re.IGNORECASE)) == 2
    assert re.search(rf"[#$]({bits}|0x{bits:x})\b", text)
    assert machine == "x86_64" or text.count("FPCR") + text.count("fpcr") == 3


def test_another_processor_is_left_alone():
    assert "csr" not in assembled("riscv64", lambda builder: denormals.restored(builder, "riscv64", denormals.flushed(builder, "riscv64")))


def test_no_library_of_vectors_stands_in_for_libm():
    """In a process that the engine is imported in first: numba looks for it once."""
    said = "from app.engine import jit; print(*(vars(jit.numba.config)[name] for name in ('DISABLE_INTEL_SVML', 'USING_SVML')))"
    got = subprocess.run([sys.executable, "-c", said], capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    assert got.stdout.split() == ["1", "False"]
