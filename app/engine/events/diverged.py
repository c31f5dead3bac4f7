"""Diverged: the run ended before its last step."""

import math
from typing import Any

from app.engine.events.event import Event
from app.engine.run import Run

TOO_FAR = "diverged at step {from:d}: {distance:.3g} from the origin"
NO_VALUE = "diverged at step {from:d}: {reason}"


def status(run: Run) -> dict[str, Any]:
    """Return how a run ended; `why` is the reason as a template with values, which the page translates."""
    why = {"why": run.reason.parts()} if run.reason else {}
    return {"kind": "diverged" if run.diverged else "finished", "step": run.step, "reason": run.reason, **why}


def divergence(run: Run) -> list[Event]:
    """Return where a run diverged, if it did: its position is not finite, has no value, or is farther than 1e9 from the origin."""
    if not run.diverged:
        return []
    numbers = {"distance": math.hypot(run.x[-1], run.y[-1]), **({"reason": run.reason} if run.reason else {})}
    return [Event("diverged", run.step, run.step, len(run.x) - 1, NO_VALUE if run.reason else TOO_FAR, numbers)]
