"""What happened in a run, named and with its numbers."""

import math
from typing import Any

from app.engine.run import Run


def status(run: Run) -> dict[str, Any]:
    """Return how a run ended."""
    return {"kind": "diverged" if run.diverged else "finished", "step": run.step, "reason": run.reason}


def events(run: Run) -> list[dict[str, Any]]:
    """Return the events of a run in order: where it diverged, if it did."""
    if not run.diverged:
        return []
    distance = math.hypot(run.x[-1], run.y[-1])
    says = f"diverged at step {run.step}: {run.reason or f'{distance:.3g} from the origin'}"
    return [{"kind": "diverged", "from": run.step, "to": run.step, "says": says, "numbers": {"distance": distance}}]
