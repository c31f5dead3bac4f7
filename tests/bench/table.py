"""The form that every benchmark has: rows with a target, printed as a table, kept as JSON and Markdown."""

import json
import os
import platform
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / ".cache" / "bench"
COLUMNS = ("what", "target", "measured", "ratio", "met", "note")


@dataclass(frozen=True)
class Row:
    """One measurement: a median or a percentile, and its ratio to a peer measured in turns with it.

    `most` or `least` is the target: of the ratio where there is one, else of what was measured. `measured` is None where
    this machine cannot measure; `note` then says why.
    """

    what: str
    measured: float | None
    unit: str = ""
    ratio: float | None = None
    most: float | None = None
    least: float | None = None
    note: str = ""

    def target(self) -> str:
        """Return the target in words, nothing if there is none."""
        bound = next((f"{sign} {value:g}" for sign, value in (("<=", self.most), (">=", self.least)) if value is not None), "")
        return f"{bound} {'x' if self.ratio is not None else self.unit}".strip() if bound else ""

    def met(self) -> bool | None:
        """Return whether the target is met; None where there is none, or nothing was measured."""
        judged = self.measured if self.ratio is None else self.ratio
        if judged is None or self.most is self.least:
            return None
        return judged <= self.most if self.most is not None else judged >= (self.least or 0.0)

    def record(self) -> dict[str, Any]:
        """Return the row as JSON has it."""
        return {"what": self.what, "target": self.target(), "measured": self.measured, "unit": self.unit, "ratio": self.ratio,
                "met": self.met(), "note": self.note}  # fmt: skip

    def cells(self) -> list[str]:
        """Return the row as the table has it."""
        measured = "-" if self.measured is None else f"{short(self.measured)} {self.unit}".strip()
        ratio = "" if self.ratio is None else f"{short(self.ratio)} x"
        return [self.what, self.target(), measured, ratio, {True: "yes", False: "NO", None: ""}[self.met()], self.note]


def short(value: float) -> str:
    """Return three significant digits, and whole numbers in full."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def markdown(rows: list[Row]) -> str:
    """Return a table whose columns are aligned, to be read as text as well."""
    cells = [list(COLUMNS), *([cell.replace("|", "\\|") for cell in row.cells()] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(COLUMNS))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in cells]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def machine() -> str:
    """Return what the figures were measured on, and how busy it was (the benchmark itself included)."""
    busy = f"load average {os.getloadavg()[0]:.1f}"
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}, {busy}"


def write(topics: dict[str, list[Row]], folder: Path = FOLDER) -> None:
    """Write all rows to `bench.json` and `bench.md`."""
    folder.mkdir(parents=True, exist_ok=True)
    records = {topic: [row.record() for row in rows] for topic, rows in topics.items()}
    (folder / "bench.json").write_text(json.dumps({"machine": machine(), "topics": records}, indent=1, allow_nan=False) + "\n", "utf-8")
    tables = "\n\n".join(f"## {topic}\n\n{markdown(rows)}" for topic, rows in topics.items())
    (folder / "bench.md").write_text(f"# Benchmarks\n\n{machine()}\n\n{tables}\n", "utf-8")
