"""New formulas are read in a thread: it takes up to half a second to find the minima of one."""

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError

from app.engine.threads import STEP, Client
from app.replies.facts import surface_facts
from app.scene.choices import SurfaceChoice
from app.web.work import load

KNOWN, LONGEST = 64, 1_000
"""Formulas that are remembered as known, fewer than their surfaces that are; characters of one with its domain, at most."""
SURFACE: TypeAdapter[Any] = TypeAdapter(SurfaceChoice)

known: dict[str, None] = {}
"""The formulas that were used last, the newest behind the others."""


def formula_of(data: Any) -> str | None:
    """Return the surface of a body or a message as text if it has a formula; None for one that is too long, which is refused at once."""
    place = data.get("scene", data) if isinstance(data, dict) else None
    surface = place.get("surface") if isinstance(place, dict) else None
    if not isinstance(surface, dict) or "formula" not in surface:
        return None
    text = json.dumps(surface)
    return text if len(text) <= LONGEST else None


def is_new(data: Any) -> bool:
    """Return whether a body or a message has a formula that must be read first."""
    formula = formula_of(data)
    if formula in known:
        known[formula] = known.pop(formula)
    return formula is not None and formula not in known


def learn(surface: Any) -> None:
    """Find out what everybody asks about a formula; its errors are reported later."""
    try:
        landscape = SURFACE.validate_python(surface).landscape()
    except ValidationError:
        return
    surface_facts(landscape)


async def understand(data: Any, client: Client | None = None) -> None:
    """Have the formula of a body or a message read in a thread if it is new, so that validation finds it known."""
    if not is_new(data):
        return
    formula = str(formula_of(data))
    await load.share(("formula", formula), lambda: learn(json.loads(formula)), STEP, client)
    known[formula] = None
    if len(known) > KNOWN:
        del known[next(iter(known))]
