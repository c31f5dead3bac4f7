"""A logistic loss on a grid, with few exponentials and logarithms.

Of one example it is ln(1 + e^-|z|) + max(z, 0) - t z, with z = x a + y b. On a grid e^z = e^(x a) e^(y b): two exponentials for each
example and node of an axis, and one multiplication for each node of the grid. The logarithms of examples with the same weight are
one logarithm of a product.
"""

# ruff: noqa: F821  (the compiled loop is bound to the function of its model)

from collections.abc import Callable
from typing import Any

import numpy as np

REACH = 300.0
"""Largest |x a| and |y b| of which exponentials are multiplied: e^600 is a number, and so is e^-600."""
ROOM = 128
"""Most examples at once, which limits the memory, and most factors of a product. Each is at most 2: up to 2^1000 is a number."""
value: Callable[..., Any]
"""The loss of one example, for examples beyond `REACH`."""


def grid(k, x, y, out):
    """Fill `out`, shape (nx, ny), with the loss on the table k at all pairs of x, shape (nx,), and y, shape (ny,); return their number.

    The rows of a table have few weights, one after the other: each run of equal ones is one product. It is what the loop over `value`
    gives, up to rounding: relative 1e-12 and absolute 1e-15.
    """
    rows, wide, high = int(k[2]), np.max(np.abs(x)), np.max(np.abs(y))
    up, product = np.empty((min(rows, ROOM), y.shape[0])), np.ones(y.shape[0])
    for j in range(x.shape[0]):
        for i in range(y.shape[0]):
            out[j, i] = k[0] * (abs(x[j]) + abs(y[i])) + k[1] / 2 * (x[j] * x[j] + y[i] * y[i])
    for first in range(0, rows, ROOM):
        some = k[3 + 4 * first : 3 + 4 * min(first + ROOM, rows)].reshape(-1, 4)
        for row in range(some.shape[0]):
            raise_to(some[row, 2], high, y, up[row])
        down = 1 / up
        for j in range(x.shape[0]):
            add(some, wide, high, x[j], y, up, down, product, out[j])
    return float(out.size)


def add(some, wide, high, x, y, up, down, product, out):
    """Add the losses on some rows of a table at x and all y to `out`; `wide` and `high` are the largest |x| and |y| of the grid."""
    weight = some[0, 0]
    for row in range(some.shape[0]):
        c, a, b, t = some[row]
        if c != weight:
            finish(product, weight, out)
            weight = c
        if wide * abs(a) <= REACH and high * abs(b) <= REACH:
            multiply(x, y, c, a, b, t, up[row], down[row], product, out)
        else:
            for i in range(y.shape[0]):
                out[i] += c * value(x, y[i], a, b, t)
    finish(product, weight, out)


def raise_to(b, high, y, up):
    """Fill `up` with e^(y b), with 1 if the largest |y|, `high`, takes b beyond the reach."""
    for i in range(y.shape[0]):
        up[i] = np.exp(y[i] * b) if high * abs(b) <= REACH else 1.0


def multiply(x, y, c, a, b, t, up, down, product, out):
    """Multiply the products by 1 + e^-|z| of one example at x and all y, and add what else its loss is made of to `out`."""
    rise = np.exp(x * a)
    fall = 1 / rise
    for i in range(y.shape[0]):
        e, inverse, z = rise * up[i], fall * down[i], x * a + y[i] * b
        product[i] *= 1.0 + (e if e < inverse else inverse)
        out[i] += c * ((z if z > 0.0 else 0.0) - t * z)


def finish(product, weight, out):
    """Add the logarithms of the products to `out` with their weight, and begin new products."""
    for i in range(out.shape[0]):
        out[i] += weight * np.log(product[i])
        product[i] = 1.0
