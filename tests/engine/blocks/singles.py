"""What `run` makes of single runs, in the form of an `Outcome`: what the block kernel has to equal bit for bit."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from app.engine.blocks.outcome import Outcome
from app.engine.blocks.outcomes import outcomes
from app.engine.landscape import Landscape
from app.engine.run import Array, Run, run
from app.engine.walker import Walker

LANES = 12
"""Runs of a block that are compared."""
STILL = np.empty((0, 2))
RUNS = 300
"""Runs that are made: more than one block, and not a whole number of them."""


@dataclass(frozen=True)
class Many:
    """Many runs of a lane: what all have in common, and what varies."""

    landscape: Landscape
    walker: Walker
    start: tuple[float, float]
    varied: Mapping[str, Array]
    steps: int = 300
    noise: tuple[float, float] = (0.0, 0.0)
    until: int | None = None
    tail: int | None = 250
    share: float = 0.01
    minima: int | None = None

    def tol(self) -> float:
        """Return the distance that counts as near: a share of the domain's shorter side."""
        return self.share * min(high - low for low, high in self.landscape.surface().domain)

    def goals(self) -> Array:
        """Return the minima, shape (minima, 2, 1), or only the first `minima` of them."""
        minima = self.landscape.surface().minima(*self.landscape.arguments())
        return np.array(minima, dtype=np.float64).reshape(-1, 2, 1)[: self.minima]

    def normals(self) -> Array:
        """Return the standard normals of all steps."""
        return np.random.default_rng(5).standard_normal((self.steps, 2)) if any(self.noise) else STILL

    def made(self) -> Outcome:
        """Return what the block kernel makes of them."""
        seen: dict[str, Any] = {"best": True, "tail": self.tail, "until": self.until}
        return outcomes(
            self.landscape, self.walker, self.start, self.steps, self.normals(), self.noise, self.varied, self.goals(), self.tol(), **seen
        )

    def single(self, b: int) -> Run:
        """Return run b, made by `run`."""
        at = {name: float(values[b]) for name, values in self.varied.items()}
        walker, clip = self.walker, at.get("clip", self.walker.clip)
        own = replace(
            walker,
            knobs=among(at, "knobs", walker.knobs),
            inner_knobs=among(at, "inner", walker.inner_knobs),
            schedule_knobs=among(at, "schedule", walker.schedule_knobs),
            warmup=int(at.get("warmup", walker.warmup)),
            weight_decay=at.get("weight_decay", walker.weight_decay),
            lr_scale=pair(at, "lr_scale", walker.lr_scale),
            clip=clip,
            freeze=(int(at.get("freeze.x", walker.freeze[0])), int(at.get("freeze.y", walker.freeze[1]))),
            batch=replace(walker.batch, size=int(at.get("batch", walker.batch.size))) if walker.batch else None,
        )
        place = replace(self.landscape, knobs=among(at, "surface", self.landscape.knobs))
        noise = self.normals() * np.array(pair(at, "noise", self.noise))
        return run(place, own, pair(at, "start", self.start), self.steps, noise, self.until)

    def expected(self, b: int) -> dict[str, float]:
        """Return the outcome of run b as `run` has it."""
        found, goals = self.single(b), self.goals()[:, :, 0]
        off = (found.x[:, None] - goals[:, 0]) ** 2 + (found.y[:, None] - goals[:, 1]) ** 2
        hit = np.where(off <= self.tol() ** 2, np.arange(len(goals)), -1).max(axis=1, initial=-1)
        inside = hit if not found.diverged else hit[: found.step]
        changes = np.flatnonzero(inside != inside[-1])
        near = np.flatnonzero(inside >= 0)
        return {
            "x": found.x[-1], "y": found.y[-1], "loss": found.loss[-1], "diverged": found.diverged, "step": found.step,
            "where": -1 if found.diverged else hit[-1],
            "since": found.step if found.diverged else int(changes[-1]) + 1 if len(changes) else 0,
            "first": near[0] if len(near) else -1,
            "best": np.fmin.reduce(found.loss),
            "worst": np.nan if self.tail is None else np.fmax.reduce(found.loss[self.tail :], initial=-np.inf),
        }  # fmt: skip

    def check(self, count: int = LANES) -> Outcome:
        """Compare some of the runs; return all outcomes."""
        made = self.made()
        runs = len(made.x)
        for b in np.random.default_rng(runs).choice(runs, min(count, runs), replace=False).tolist():
            wanted = self.expected(b)
            got = {each.name: getattr(made, each.name)[b] for each in fields(made) if each.name in wanted}
            np.testing.assert_equal(got, wanted, f"run {b}: {self.landscape.key} {self.walker.optimizer} {self.walker.inner or ''}")
        return made


def among(at: Mapping[str, float], kind: str, knobs: Mapping[str, Any]) -> dict[str, Any]:
    """Return knobs, some of which vary."""
    return {name: at.get(f"{kind}.{name}", value) for name, value in knobs.items()}


def pair(at: Mapping[str, float], name: str, values: tuple[float, float]) -> tuple[float, float]:
    """Return two numbers, one an axis, which may vary."""
    return at.get(f"{name}.0", values[0]), at.get(f"{name}.1", values[1])
