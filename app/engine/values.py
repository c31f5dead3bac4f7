"""Binds a surface's functions of f alone: meshes and validation losses need no gradient."""

from app.engine import templates
from app.engine.jit import NUMBER, POINT, TABLE, VECTOR, bind, reached, within
from app.engine.templates import Bound, mark_of
from surfaces import SURFACES

GRID = NUMBER(VECTOR, VECTOR, VECTOR, TABLE)


def grid(key: str) -> Bound:
    """Return the function that fills a grid with f of a surface made of examples."""
    own = SURFACES[key].kernel
    assert own
    assert own.grid
    return bind(own.grid, f"{key}_{mark_of(*reached(own.grid, own.instead))}", **within(own.grid, own.instead)), GRID


def worth(key: str) -> Bound:
    """Return the function of f alone of a surface that has one, or else what `templates.surface` returns."""
    own = SURFACES[key].kernel
    if own is None or own.worth is None:
        return templates.surface(key, bends=False)
    return bind(own.worth, f"{key}_{mark_of(*reached(own.worth, own.instead))}", **within(own.worth, own.instead)), POINT
