"""A formula as a tape of numbers, and its interpreter: value, gradient and Hessian by forward-mode differentiation.

The tape `k` is one float64 array: the number of rows, then three numbers per row (opcode, operand, operand). It is the payload of the
surface, so that one kernel, compiled once, runs every formula. Operands are registers: register 0 holds x, register 1 holds y, row i
writes register i + 2, and the last one is f. The first operand of a `LOAD` row is a number.

If f is not finite, the gradient is not finite either, so that a run which leaves the domain ends there.
"""

import numpy as np

from surfaces.index import index
from surfaces.typed.operations import LOAD, partials, times

BLOCK = 2048
"""Points computed at once, which limits the memory for the 200 registers of a large grid."""


def room(x, count, width):
    """Return `count` registers of `width` numbers for arrays of points; compiled code uses `room_scalar` instead."""
    return np.empty((count, width, *np.shape(x)), dtype=np.result_type(x))


def room_scalar(x, count, width):
    """Return `count` registers of `width` numbers for one point."""
    return np.empty((count, width))


def begin(r, x, y):
    """Write x and y with their derivatives to the first two registers."""
    r[:2] = 0.0
    r[0, 0] = x
    r[1, 0] = y
    if r.shape[1] > 1:
        r[0, 1] = 1.0
        r[1, 2] = 1.0


def point(x, y, k):
    """Return f, f_x, f_y; a surface's compiled `point`."""
    rows = len(k) // 3
    r = room(x, rows + 2, 3)
    begin(r, x, y)
    for i in range(rows):
        op, a, b = k[3 * i + 1], index(k[3 * i + 2], i + 2), index(k[3 * i + 3], i + 2)
        out = r[i + 2]
        if op == LOAD:
            out[0] = k[3 * i + 2]
            out[1:] = 0.0
            continue
        h, h_a, h_b, _, _, _ = partials(op, r[a, 0], r[b, 0])
        out[0] = h
        for j in range(1, 3):
            out[j] = times(h_a, r[a, j]) + times(h_b, r[b, j])
    f = r[rows + 1, 0]
    return f, r[rows + 1, 1] + (f - f), r[rows + 1, 2] + (f - f)


def bend(x, y, k):
    """Return f_xx, f_xy, f_yy; a surface's compiled `bend`."""
    rows = len(k) // 3
    r = room(x, rows + 2, 6)  # f, f_x, f_y, f_xx, f_xy, f_yy
    begin(r, x, y)
    for i in range(rows):
        op, a, b = k[3 * i + 1], index(k[3 * i + 2], i + 2), index(k[3 * i + 3], i + 2)
        out = r[i + 2]
        if op == LOAD:
            out[0] = k[3 * i + 2]
            out[1:] = 0.0
            continue
        h, h_a, h_b, h_aa, h_ab, h_bb = partials(op, r[a, 0], r[b, 0])
        out[0] = h
        for j in range(1, 6):
            out[j] = times(h_a, r[a, j]) + times(h_b, r[b, j])
        for j, m, n in ((3, 1, 1), (4, 1, 2), (5, 2, 2)):
            out[j] += times(times(h_aa, r[a, m]), r[a, n]) + times(times(h_bb, r[b, m]), r[b, n])
            out[j] += times(h_ab, times(r[a, m], r[b, n]) + times(r[a, n], r[b, m]))
    f = r[rows + 1, 0]
    return r[rows + 1, 3] + (f - f), r[rows + 1, 4] + (f - f), r[rows + 1, 5] + (f - f)


def height(x, y, k):
    """Return f."""
    rows = len(k) // 3
    r = room(x, rows + 2, 1)
    begin(r, x, y)
    for i in range(rows):
        op, a, b = k[3 * i + 1], index(k[3 * i + 2], i + 2), index(k[3 * i + 3], i + 2)
        r[i + 2, 0] = k[3 * i + 2] if op == LOAD else partials(op, r[a, 0], r[b, 0])[0]
    return r[rows + 1, 0]


def spread(function, x, y, k):
    """Return the result of `point`, `bend` or `height` at one point or at arrays of points, computed in blocks."""
    x, y = np.broadcast_arrays(x, y)
    kind = np.result_type(x, y, np.float64)
    flat_x, flat_y = x.ravel().astype(kind), y.ravel().astype(kind)
    with np.errstate(all="ignore"):
        blocks = [np.asarray(function(flat_x[i : i + BLOCK], flat_y[i : i + BLOCK], k)) for i in range(0, max(1, x.size), BLOCK)]
    whole = np.concatenate(blocks, axis=-1)
    return whole.reshape((*whole.shape[:-1], *x.shape))[()]
