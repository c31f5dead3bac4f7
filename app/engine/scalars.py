"""Functions of NumPy as they are compiled for single numbers: the same results, in fewer operations.

Numba's own `where` makes arrays of its arguments, and its `maximum` and `minimum` compare three times where these do twice.
"""

# mypy: ignore-errors


def where(condition, a, b):
    """Return a or b: both are computed, and the processor need not guess which one it will be."""
    return a if condition else b


def maximum(a, b):
    """Return the larger number; NaN if one of them is NaN."""
    larger = b if b > a else a
    return larger if b == b else b


def minimum(a, b):
    """Return the smaller number; NaN if one of them is NaN."""
    smaller = b if b < a else a
    return smaller if b == b else b
