"""A surface over a block, as templates.

Bound: `value`, `grad`, `hess` or `point`, `bend` of the surface, and `column` (rows to a tuple).
"""

# ruff: noqa: F821  (`sources` binds the names above)
# mypy: ignore-errors
from app.engine.blocks.layout import GX, GY, HXX, HXY, HYY, B, F, X, Y


def slopes(a, k, alike):
    """Write f_x, f_y of every run; where all runs have the same knobs, what depends on knobs alone leaves the loop."""
    knobs = column(k, 0, 0)
    for b in range(B if alike else 0):
        a[GX * B + b], a[GY * B + b] = grad(a[X * B + b], a[Y * B + b], *knobs)
    for b in range(0 if alike else B):
        a[GX * B + b], a[GY * B + b] = grad(a[X * B + b], a[Y * B + b], *column(k, 0, b))


def heights(a, k, alike):
    """Write f of every run."""
    knobs = column(k, 0, 0)
    for b in range(B if alike else 0):
        a[F * B + b] = value(a[X * B + b], a[Y * B + b], *knobs)
    for b in range(0 if alike else B):
        a[F * B + b] = value(a[X * B + b], a[Y * B + b], *column(k, 0, b))


def points(a, k, alike, valued):
    """Write the slopes of every run, and f if `valued`; `k` holds rows of B knobs."""
    slopes(a, k, alike)
    if valued:
        heights(a, k, alike)
    return 0


def bends(a, k, alike, valued):
    """Write f_xx, f_xy, f_yy of every run."""
    knobs = column(k, 0, 0)
    for b in range(B if alike else 0):
        a[HXX * B + b], a[HXY * B + b], a[HYY * B + b] = hess(a[X * B + b], a[Y * B + b], *knobs)
    for b in range(0 if alike else B):
        a[HXX * B + b], a[HXY * B + b], a[HYY * B + b] = hess(a[X * B + b], a[Y * B + b], *column(k, 0, b))
    return 0


def points_read(a, k, alike, valued):
    """As `points` for a surface that reads its payload `k` itself, run after run."""
    for b in range(B):
        a[F * B + b], a[GX * B + b], a[GY * B + b] = point(a[X * B + b], a[Y * B + b], k)
    return 0


def bends_read(a, k, alike, valued):
    """As `bends` for a surface that reads its payload `k` itself."""
    for b in range(B):
        a[HXX * B + b], a[HXY * B + b], a[HYY * B + b] = bend(a[X * B + b], a[Y * B + b], k)
    return 0
