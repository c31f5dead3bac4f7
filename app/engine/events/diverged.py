"""Diverged: the run ended before its last step."""

import math
from typing import Any

from app.engine.events.event import Event
from app.engine.run import Run


def status(run: Run) -> dict[str, Any]:
    """Return how a run ended; `why` is the reason for a page to say."""
    why = {"why": run.reason.parts()} if run.reason else {}
    return {"kind": "diverged" if run.diverged else "finished", "step": run.step, "reason": run.reason, **why}


def divergence(run: Run) -> list[Event]:
    """Return where a run diverged, if it did: its position is not finite, has no value, or is farther than 1e9 from the origin."""
    if not run.diverged:
        return []
    distance = math.hypot(run.x[-1], run.y[-1])
    says = f"diverged at step {run.step}: {run.reason or f'{distance:.3g} from the origin'}"
    words = says.replace("{", "{{").replace("}", "}}")
    numbers = {"distance": distance, **({"reason": run.reason} if run.reason else {})}
    return [Event("diverged", run.step, run.step, len(run.x) - 1, words, numbers)]
