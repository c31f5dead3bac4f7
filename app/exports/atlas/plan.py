"""What an atlas shows, and which of its cells are there already."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import __version__
from app.optimizers import OPTIMIZERS
from app.tuning.tune import Tune, tune_of
from surfaces import SURFACES

Json = dict[str, Any]
SHOWN = [key for key, unit in SURFACES.items() if all(setting.kind == "examples" for setting in unit.settings.values())]
"""Surfaces that need nothing typed."""


@dataclass(frozen=True)
class Atlas:
    """A folder, how its cells are tuned, and the surfaces and methods that they show."""

    folder: Path
    budget: int = 120
    steps: int = 500
    seed: int = 0
    surfaces: tuple[str, ...] = tuple(SHOWN)
    methods: tuple[str, ...] = tuple(OPTIMIZERS)

    def cells(self) -> list[tuple[str, str]]:
        """Return surface and method of every cell."""
        return [(surface, method) for method in self.methods for surface in self.surfaces]

    def asked(self, surface: str, method: str) -> Tune:
        """Return how a cell is tuned; raise Refused."""
        scene = {"surface": {"key": surface}, "steps": self.steps, "lanes": [{"optimizer": {"key": method}}]}
        return tune_of({"scene": scene, "budget": self.budget, "seed": self.seed})

    def terms(self) -> Json:
        """Return what all cells have in common: a cell that was made on other terms is made anew."""
        return {"version": __version__, "budget": self.budget, "steps": self.steps, "seed": self.seed}

    def file(self, surface: str, method: str, suffix: str) -> Path:
        """Return where a part of a cell is kept."""
        return self.folder / "cells" / f"{surface}.{method}.{suffix}"

    def kept(self, surface: str, method: str) -> Json | None:
        """Return a cell that is there already, whole and on the same terms."""
        try:
            found = json.loads(self.file(surface, method, "json").read_text("utf-8"))
        except (OSError, ValueError):
            return None
        whole = isinstance(found, dict) and found.get("terms") == self.terms() and self.file(surface, method, "svg").is_file()
        return found if whole else None

    def keep(self, surface: str, method: str, cell: Json, picture: str) -> None:
        """Keep a cell: first the picture, then what says that it is whole."""
        put(self.file(surface, method, "svg"), picture)
        put(self.file(surface, method, "json"), json.dumps({"terms": self.terms(), **cell}, allow_nan=False))


def put(path: Path, text: str) -> None:
    """Write a file at once: who is stopped in between leaves the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.part")
    beside.write_text(text, "utf-8")
    beside.replace(path)
