"""One recorded step against torch.optim, against JAX's lax.scan with optax, and against the same source in NumPy.

All walk the ellipse in float64 with its analytic gradient and record every step (see the peers' own files). Ours is the
kernel on 100,000 steps, which records both effective rates as well; the peers that a loop in Python drives take 500.
"""

from importlib import import_module
from importlib.util import find_spec
from statistics import median

import numpy as np

from tests.bench.cases import awake
from tests.bench.clock import in_turns
from tests.bench.engine import STEPS, ours
from tests.bench.table import Row

ROUNDS = 7
PEERS = (("torch", "torch", 500, 1000.0), ("JAX", "optax", STEPS, 1.5), ("NumPy", "numpy", 500, None))
"""What it is called, the package that it needs, steps, and the least ratio that we aim at."""


def compared(key: str, name: str, steps: int, least: float | None) -> Row:
    """Return the row of one optimizer against one peer."""
    landscape, walker, start = awake(key)
    peer = import_module(f"tests.bench.in_{name.lower()}").walk(landscape, walker, start, steps)
    times = in_turns(ROUNDS, ours(landscape, walker, start, np.empty((4, STEPS + 1)), np.empty((2, STEPS))), peer)
    a, b = ([time / count * 1e9 for time in turn] for turn, count in zip(times, (STEPS, steps), strict=True))
    ratio = median(theirs / ours for ours, theirs in zip(a, b, strict=True))
    return Row(f"{key} against {name}", median(a), "ns", ratio, least=least, note=f"{name} {median(b):,.0f} ns")


def rows() -> list[Row]:
    """Return a row per peer and optimizer, or what is missing."""
    found = []
    for name, package, steps, least in PEERS:
        if find_spec(package):
            found += [compared(key, name, steps, least) for key in import_module(f"tests.bench.in_{name.lower()}").KEYS]
        else:
            found.append(Row(f"against {name}", None, note=f"needs {package}"))
    return found
