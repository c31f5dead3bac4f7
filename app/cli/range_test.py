"""The command `range-test`: its flags, its lines on the screen, its files."""

import argparse
from pathlib import Path
from typing import Any

from app.replies.wire import dumps

COLUMNS = ("step", "lr", "loss", "smoothed")
Json = dict[str, Any]


def add_range_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of a range test."""
    parser.add_argument("--lane", type=int, default=0, help="which one, counted from 0 (%(default)s)")
    parser.add_argument("--low", type=float, help="the first rate; the surface's own if not said")
    parser.add_argument("--high", type=float, help="the last rate")
    parser.add_argument("--steps", type=int, default=200, help="how many rates (%(default)s)")
    parser.add_argument("--linear", action="store_true", help="grow by the same difference, not by the same factor")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="the curve, as .json or .csv")


def asked(scene: Any, said: argparse.Namespace) -> Json:
    """Return the body of a request to `/api/range-test`."""
    scale = "linear" if said.linear else "log"
    return {"scene": scene, "lane": said.lane, "low": said.low, "high": said.high, "steps": said.steps, "scale": scale}


def csv(found: Json) -> bytes:
    """Return the curve as CSV; each number is the shortest that reads back to the same bits."""
    rows = [",".join(COLUMNS).encode()]
    for step, row in enumerate(zip(found["lr"], found["loss"], found["smoothed"], strict=True), 1):
        rows.append(b"%d," % step + dumps(list(row))[1:-1].replace(b"null", b""))
    return b"\n".join([*rows, b""])


def summary_of(found: Json) -> str:
    """Return the suggested rate and the marks as text, one per line."""
    marks, taken = found["marks"], found["suggestion"]
    ended = f"stopped at step {found['stopped']}" if found["stopped"] else "to the end"
    lines = [f"{len(found['lr'])} rates from {found['low']:.4g} towards {found['high']:.4g}, {ended}"]
    lines.append(f"suggested  {'none' if taken['lr'] is None else format(taken['lr'], '.4g'):>10}  {taken['rule'] or taken['says']}")
    for name in ("steepest", "tenth", "lowest"):
        lr, loss, says, step = (marks[name][part] for part in ("lr", "loss", "says", "step"))
        wrong = f", {says}" + (f" at step {step}" if step else "") if says else ""
        lines.append(f"{name:10} {lr:10.4g}  loss {loss:.4g}{wrong}")
    if marks["limit"] is not None:
        lines.append(f"limit      {marks['limit']:10.4g}  above it a step at the largest curvature overshoots more and more")
    return "\n".join(lines)
