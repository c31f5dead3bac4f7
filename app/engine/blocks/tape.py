"""A typed formula over a block, as templates: each row of its tape is read once and done for B runs. Bound: `do_*`, `partials`, `times`.

A register is three rows of B numbers: f, f_x, f_y. Each operation is a loop of its own, so that LLVM turns it into vector code.
"""

# ruff: noqa: F821  (`sources` binds the names above)
# mypy: ignore-errors
import numpy as np

from app.engine.blocks.layout import GX, GY, B, F, X, Y
from surfaces.index import index
from surfaces.typed.operations import (
    ABS,
    ADD,
    ARCCOS,
    ARCSIN,
    ARCTAN,
    CBRT,
    COS,
    COSH,
    DIVIDE,
    EXP,
    LOAD,
    LOG,
    MAX,
    MIN,
    MULTIPLY,
    POWER,
    RAISE,
    SIN,
    SINH,
    SQRT,
    SUBTRACT,
    TAN,
    TANH,
)


def of_two(out, left, right):
    """Do the operation OP with two operands."""
    for b in range(B):
        h, h_a, h_b, _, _, _ = partials(OP, left[b], right[b])
        out[b] = h
        out[B + b] = times(h_a, left[B + b]) + times(h_b, right[B + b])
        out[2 * B + b] = times(h_a, left[2 * B + b]) + times(h_b, right[2 * B + b])


def of_one(out, left, right):
    """Do the operation OP with one operand; as in `tape.point`, the other one counts nothing."""
    for b in range(B):
        h, slope, _ = partials(OP, left[b])
        out[b] = h
        out[B + b] = times(slope, left[B + b]) + times(0.0, right[B + b])
        out[2 * B + b] = times(slope, left[2 * B + b]) + times(0.0, right[2 * B + b])


def do_arithmetic(op, out, left, right):
    """Do one of + - * / for all runs."""
    if op == ADD:
        do_add(out, left, right)
    elif op == SUBTRACT:
        do_subtract(out, left, right)
    elif op == MULTIPLY:
        do_multiply(out, left, right)
    elif op == DIVIDE:
        do_divide(out, left, right)


def do_powers(op, out, left, right):
    """Do a power, min or max for all runs."""
    if op == POWER:
        do_power(out, left, right)
    elif op == RAISE:
        do_raise(out, left, right)
    elif op == MIN:
        do_min(out, left, right)
    elif op == MAX:
        do_max(out, left, right)


def do_wave(op, out, left, right):
    """Do a trigonometric or hyperbolic function for all runs."""
    if op == SIN:
        do_sin(out, left, right)
    elif op == COS:
        do_cos(out, left, right)
    elif op == TAN:
        do_tan(out, left, right)
    elif op == TANH:
        do_tanh(out, left, right)
    elif op == SINH:
        do_sinh(out, left, right)
    elif op == COSH:
        do_cosh(out, left, right)


def do_arc(op, out, left, right):
    """Do an inverse function for all runs."""
    if op == ARCSIN:
        do_arcsin(out, left, right)
    elif op == ARCCOS:
        do_arccos(out, left, right)
    elif op == ARCTAN:
        do_arctan(out, left, right)


def do_growth(op, out, left, right):
    """Do one of the other functions for all runs."""
    if op == EXP:
        do_exp(out, left, right)
    elif op == LOG:
        do_log(out, left, right)
    elif op == SQRT:
        do_sqrt(out, left, right)
    elif op == CBRT:
        do_cbrt(out, left, right)
    elif op == ABS:
        do_abs(out, left, right)


def begin(r, a):
    """Write x and y of every run with their derivatives to the first two registers."""
    for b in range(B):
        r[0, b], r[0, B + b], r[0, 2 * B + b] = a[X * B + b], 1.0, 0.0
        r[1, b], r[1, B + b], r[1, 2 * B + b] = a[Y * B + b], 0.0, 1.0


def points_of_tape(a, k, alike, valued):
    """As `points` for the tape `k`, with the operations of `tape.point` in the same order."""
    rows = len(k) // 3
    r = np.empty((rows + 2, 3 * B))
    begin(r, a)
    for i in range(rows):
        op, left, right = k[3 * i + 1], r[index(k[3 * i + 2], i + 2)], r[index(k[3 * i + 3], i + 2)]
        if op == LOAD:
            r[i + 2, :B] = k[3 * i + 2]
            r[i + 2, B:] = 0.0
        elif op < POWER:
            do_arithmetic(op, r[i + 2], left, right)
        elif op < SIN:
            do_powers(op, r[i + 2], left, right)
        elif op < ARCSIN:
            do_wave(op, r[i + 2], left, right)
        elif op < EXP:
            do_arc(op, r[i + 2], left, right)
        else:
            do_growth(op, r[i + 2], left, right)
    last = r[rows + 1]
    for b in range(B):
        f = last[b]
        a[F * B + b], a[GX * B + b], a[GY * B + b] = f, last[B + b] + (f - f), last[2 * B + b] + (f - f)
    return 0
