"""Binds a surface's function of f alone: meshes and validation losses need no gradient."""

from app.engine import templates
from app.engine.jit import POINT, bind, reached, within
from app.engine.templates import Bound, mark_of
from surfaces import SURFACES


def worth(key: str) -> Bound:
    """Return the function of f alone of a surface that has one, or else what `templates.surface` returns."""
    own = SURFACES[key].kernel
    if own is None or own.worth is None:
        return templates.surface(key, bends=False)
    return bind(own.worth, f"{key}_{mark_of(*reached(own.worth, own.instead))}", **within(own.worth, own.instead)), POINT
