"""Reads the trajectories and factors that `make.py` had torch, optax and the authors' packages compute."""

import json
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent


def cases() -> Any:
    """Return what was asked and of which versions: {"versions": .., "schedules": [..], "optimizers": [..], ..}."""
    return json.loads((HERE / "cases.json").read_text("utf-8"))


def schedule_cases() -> list[tuple[Any, ...]]:
    """Return (key, knobs, factors of shape (500,)) of every schedule case."""
    factors = np.load(HERE / "trajectories.npz")["factors"]
    return [(case["schedule"], case["knobs"], row) for case, row in zip(cases()["schedules"], factors, strict=True)]


def optimizer_cases() -> list[tuple[Any, ...]]:
    """Return (case, positions of shape (steps + 1, 2)) of every optimizer case; `case` is what `make.py` wrote down."""
    positions = np.load(HERE / "trajectories.npz")["positions"]
    return list(zip(cases()["optimizers"], positions, strict=True))


def authors_cases() -> list[tuple[Any, ...]]:
    """Return (case, positions of shape (steps + 1, 2)) of every case that its method's authors walk; `case["by"]` says who."""
    positions = np.load(HERE / "trajectories.npz")["authors"]
    return list(zip(cases()["authors"], positions, strict=True))


def listener_cases() -> list[tuple[Any, ...]]:
    """Return (key, knobs, losses before step 1 ... 500, factors of these steps) of every case of a schedule that listens."""
    files = np.load(HERE / "trajectories.npz")
    rows = zip(cases()["listeners"], files["losses"], files["reactions"], strict=True)
    return [(case["schedule"], case["knobs"], losses, factors) for case, losses, factors in rows]
