"""Makes the golden files with torch, optax and the authors' packages, so that the tests need none of them.

`make golden` runs it where all are installed.

The gradient is the surface's own, handed to the peer: what is compared is the optimizer and nothing else.
"""

import importlib.metadata
import json
import platform
from pathlib import Path

import numpy as np

from surfaces import SURFACES
from tests.golden import peers_authors, peers_optax, peers_schedules, peers_torch
from tests.golden.settings import optimizer_cases

HERE = Path(__file__).parent
STEPS = 200


def gradient(surface):
    """Return the gradient of a surface at its default knobs, as a function of the position."""
    unit = SURFACES[surface]
    knobs = [knob.default for knob in unit.knobs.values()]
    return lambda p: np.array(unit.grad(*p, *knobs))


def trajectory(case, steps=STEPS, peers=(peers_torch, peers_optax, peers_authors)):
    """Return the positions of one case, shape (steps + 1, 2), as the first of the peers that has its method walks them."""
    peer = next(peer for peer in peers if case["optimizer"] in peer.OPTIMIZERS)
    rates = case["lr"] * peers_schedules.factors(case["schedule"], case["schedule_knobs"], steps)
    return peer.trajectory(case, rates, gradient(case["surface"]))


def versions():
    installed = {name: importlib.metadata.version(name) for name in ("numpy", "torch", "optax", "jax")}
    return {"python": platform.python_version()} | installed | peers_authors.versions()


def main():
    optimizers = list(optimizer_cases(peers_torch.COUPLED))
    positions = np.array([trajectory(case) for case in optimizers])
    for case, rows in zip(optimizers, positions, strict=True):
        assert np.isfinite(rows).all()
        assert np.abs(rows).max() <= 8.0, f"not stable, it leaves its start's surroundings: {case}"
    witnessed = [case for case in map(peers_authors.theirs, optimizers) if case]
    theirs = np.array([trajectory(case, peers=(peers_authors,)) for case in witnessed])
    rates = np.array([peers_schedules.factors(*case) for case in peers_schedules.CASES])
    heard = peers_schedules.losses()
    reactions = np.array([peers_schedules.reactions(heard[name], **knobs) for knobs, name in peers_schedules.LISTENERS])
    losses = np.array([heard[name] for _, name in peers_schedules.LISTENERS])
    np.savez_compressed(HERE / "trajectories.npz", positions=positions, authors=theirs, factors=rates, losses=losses, reactions=reactions)
    text = [
        f'"versions": {json.dumps(versions())}',
        f'"schedules": {lines({"schedule": key, "knobs": knobs} for key, knobs in peers_schedules.CASES)}',
        f'"listeners": {lines({"schedule": "plateau", "knobs": knobs} for knobs, _ in peers_schedules.LISTENERS)}',
        f'"optimizers": {lines(optimizers)}',
        f'"authors": {lines(witnessed)}',
    ]
    (HERE / "cases.json").write_text("{\n" + ",\n".join(text) + "\n}\n", "utf-8")


def lines(rows):
    """Return a JSON list with a row per line."""
    return "[\n" + ",\n".join("  " + json.dumps(row) for row in rows) + "\n]"


if __name__ == "__main__":
    main()
