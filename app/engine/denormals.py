"""Flushing of denormals (numbers below 2.2e-308) to zero, as LLVM instructions.

Velocities and averages of a run at rest decay to such numbers, and an operation on one costs 10 to 100 times as much as another.
"""

from collections.abc import Callable
from typing import Any

from llvmlite import ir

WORD = ir.IntType(64)


def x86(builder: Any, word: Any = None) -> Any:
    """Read MXCSR, or write it from a 64-bit word; both go through memory."""
    kind, number = ir.FunctionType(ir.VoidType(), [ir.IntType(8).as_pointer()]), ir.IntType(32)
    with builder.goto_entry_block():
        room = builder.alloca(number)
    place = builder.bitcast(room, ir.IntType(8).as_pointer())
    if word is None:
        builder.call(declared(builder, kind, "llvm.x86.sse.stmxcsr"), [place])
        return builder.zext(builder.load(room), WORD)
    builder.store(builder.trunc(word, number), room)
    return builder.call(declared(builder, kind, "llvm.x86.sse.ldmxcsr"), [place])


def arm(builder: Any, word: Any = None) -> Any:
    """Read FPCR, or write it from a 64-bit word."""
    if word is None:
        return builder.call(declared(builder, ir.FunctionType(WORD, []), "llvm.aarch64.get.fpcr"), [])
    return builder.call(declared(builder, ir.FunctionType(ir.VoidType(), [WORD]), "llvm.aarch64.set.fpcr"), [word])


def declared(builder: Any, kind: Any, name: str) -> Any:
    """Return an LLVM intrinsic; declare it if the module does not have it."""
    return builder.module.globals.get(name) or ir.Function(builder.module, kind, name)


REGISTERS: dict[str, tuple[Callable[..., Any], int]] = {"x86_64": (x86, 0x8040), "aarch64": (arm, 1 << 24), "arm64": (arm, 1 << 24)}
"""For each architecture: the function that reads and writes the control register, and the bits to set in it.

They flush denormal results and operands to zero: FTZ and DAZ on x86, FZ on ARM."""


def flushed(builder: Any, machine: str) -> Any:
    """Flush denormals to zero from here on, if the machine can; return the register's old value."""
    if machine not in REGISTERS:
        return WORD(0)
    register, bits = REGISTERS[machine]
    before = register(builder)
    register(builder, builder.or_(before, WORD(bits)))
    return before


def restored(builder: Any, machine: str, before: Any) -> None:
    """Write the old value back to the register."""
    if machine in REGISTERS:
        REGISTERS[machine][0](builder, before)
