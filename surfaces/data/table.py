"""A weighted table of examples as a surface's payload, and the loops that read it.

The payload is k = [l1, l2, rows, c, a, b, t, c, a, b, t, ...]: the two penalties, the number of examples, and of each its weight c, its
inputs a and b and its target t. A mini-batch is another payload of the same form.
f is the sum of c times the loss of each example, plus l1 (|x| + |y|) + l2 (x^2 + y^2) / 2.
"""

# ruff: noqa: F821  (the compiled loops are bound to the functions of a model)

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

HEAD, ROW = 3, 4
"""Numbers before the first example, and numbers of each example."""
AT_ONCE = 4_000_000
"""Points times examples that are computed at once, which limits the memory."""
Array = NDArray[np.float64]


def packed(rows: Array, l1: float = 0.0, l2: float = 0.0) -> Array:
    """Return the payload of a table of rows c, a, b, t, shape (rows, 4)."""
    return np.concatenate([[l1, l2, float(len(rows))], np.ascontiguousarray(rows, dtype=np.float64).ravel()])


def rows_of(k: Array) -> Array:
    """Return the table of a payload, shape (rows, 4)."""
    return k[HEAD : HEAD + ROW * int(k[2])].reshape(-1, ROW)


def sign(x):
    """Return -1, 0 or 1: |x| has no slope at 0, and the middle of all its slopes is 0."""
    return 1.0 if x > 0 else (-1.0 if x < 0 else 0.0)


value: Callable[..., Any]
grad: Callable[..., Any]
hess: Callable[..., Any]
"""The functions of a model on one example, to which the loops below are bound when they are compiled."""


def point(x, y, k):
    """Return f, f_x, f_y of a model on the table k."""
    f = k[0] * (abs(x) + abs(y)) + k[1] / 2 * (x * x + y * y)
    f_x, f_y = k[0] * sign(x) + k[1] * x, k[0] * sign(y) + k[1] * y
    for i in range(3, 3 + 4 * int(k[2]), 4):
        c, a, b, t = k[i], k[i + 1], k[i + 2], k[i + 3]
        g_x, g_y = grad(x, y, a, b, t)
        f += c * value(x, y, a, b, t)
        f_x += c * g_x
        f_y += c * g_y
    return f, f_x, f_y


def worth(x, y, k):
    """Return f of a model on the table k, in the form of `point`: meshes and validation losses need no gradient."""
    f = k[0] * (abs(x) + abs(y)) + k[1] / 2 * (x * x + y * y)
    for i in range(3, 3 + 4 * int(k[2]), 4):
        f += k[i] * value(x, y, k[i + 1], k[i + 2], k[i + 3])
    return f, 0.0, 0.0


def grid(k, x, y, out):
    """Fill `out`, shape (nx, ny), with f of a model on the table k at all pairs of x, shape (nx,), and y, shape (ny,); return their number.

    The innermost loop is over y: what depends on x and an example alone is computed once for all y. The sums are those of `worth`.
    """
    for j in range(x.shape[0]):
        for i in range(y.shape[0]):
            out[j, i] = k[0] * (abs(x[j]) + abs(y[i])) + k[1] / 2 * (x[j] * x[j] + y[i] * y[i])
        for row in range(3, 3 + 4 * int(k[2]), 4):
            c, a, b, t = k[row], k[row + 1], k[row + 2], k[row + 3]
            for i in range(y.shape[0]):
                out[j, i] += c * value(x[j], y[i], a, b, t)
    return float(out.size)


def bend(x, y, k):
    """Return f_xx, f_xy, f_yy of a model on the table k."""
    f_xx, f_xy, f_yy = k[1], 0.0, k[1]
    for i in range(3, 3 + 4 * int(k[2]), 4):
        h_xx, h_xy, h_yy = hess(x, y, k[i + 1], k[i + 2], k[i + 3])
        f_xx += k[i] * h_xx
        f_xy += k[i] * h_xy
        f_yy += k[i] * h_yy
    return f_xx, f_xy, f_yy


def summed(own: Callable[..., Any], count: int, k: Array, x: Any, y: Any) -> list[Any]:
    """Return the weighted sums over the table of the `count` numbers that a model's function returns, each of the shape of x and y."""
    x, y = np.broadcast_arrays(np.asarray(x), np.asarray(y))
    c, a, b, t = rows_of(k).T
    kind = np.result_type(x, y, np.float64)
    found = np.empty((count, x.size), dtype=kind)
    at_once = max(1, AT_ONCE // max(1, len(c)))
    for i in range(0, x.size, at_once):
        here = slice(i, i + at_once)
        parts = own(x.ravel()[here, None], y.ravel()[here, None], a, b, t)
        for out, part in zip(found, parts if count > 1 else (parts,), strict=True):
            out[here] = (c * part).sum(axis=-1)  # broadcasting: a part may be the same at every point
    return [out.reshape(x.shape)[()] for out in found]


def value_of(own: Callable[..., Any], k: Array, x: Any, y: Any) -> Any:
    """Return f at x and y, which may be arrays or complex."""
    (f,) = summed(own, 1, k, x, y)
    size = x * np.sign(np.real(x)) + y * np.sign(np.real(y))  # |x| + |y|, for the complex step too
    return f + k[0] * size + k[1] / 2 * (x * x + y * y)


def grad_of(own: Callable[..., Any], k: Array, x: Any, y: Any) -> tuple[Any, Any]:
    """Return (f_x, f_y) at x and y."""
    f_x, f_y = summed(own, 2, k, x, y)
    return f_x + k[0] * np.sign(np.real(x)) + k[1] * x, f_y + k[0] * np.sign(np.real(y)) + k[1] * y


def hess_of(own: Callable[..., Any], k: Array, x: Any, y: Any) -> tuple[Any, Any, Any]:
    """Return (f_xx, f_xy, f_yy) at x and y."""
    f_xx, f_xy, f_yy = summed(own, 3, k, x, y)
    return f_xx + k[1], f_xy, f_yy + k[1]
