"""The command `map`: its flags, its lines on the screen, its files."""

import argparse
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import numpy as np
from pydantic import ValidationError

from app.cli.progress import Progress
from app.exports.drawing.image import png
from app.exports.drawing.map_legend import name_of, percent, shares
from app.exports.drawing.map_picture import map_svg
from app.exports.drawing.svg import standing_alone
from app.maps.asked import Asked
from app.maps.checks import check
from app.maps.usual import usual
from app.maps.whole import Whole, whole
from app.replies.map_frames import in_json
from app.replies.wire import dumps
from app.scene.faults import refusal, single
from app.scene.maps import MapChoice, Measure, Scale
from app.scene.scene import Scene

PICTURES = (".png", ".svg")
SUFFIXES = (*PICTURES, ".csv", ".npz", ".json")
NARROWEST, WIDEST = 300, 3840
"""Pixels across a picture."""
AXIS = "PATH[:LOW:HIGH[:SCALE]]"


def add_map_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of a map."""
    scales = ", ".join(get_args(Scale))
    parser.add_argument("--lane", type=int, help="which one, counted from 0 (0)")
    parser.add_argument("--x", metavar=AXIS, help=f"what varies from left to right, such as knobs.lr:0.001:1:log; scales: {scales}")
    parser.add_argument("--y", metavar=AXIS, help="what varies from bottom to top; without both, those of the scene's map, or the start")
    parser.add_argument("--size", type=int, help="pixels of each axis (256)")
    parser.add_argument("--measure", choices=get_args(Measure), help="what is measured (end)")
    parser.add_argument("--tolerance", type=float, help="how near a minimum counts as there; if not said, a hundredth of the domain's side")
    parser.add_argument("--seeds", type=int, help="of the noise, from the scene's on (1)")
    parser.add_argument("--until", type=int, help="stop every run after so many steps")
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help="of a picture (%(default)s)")
    parser.add_argument("--width", type=int, default=1200, help="pixels across, for .png .svg (%(default)s)")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help=f"its suffix says what: {' '.join(SUFFIXES)}")


def axis(scene: Scene, lane: int, said: str, size: int) -> dict[str, Any]:
    """Return an axis as JSON has it; a range that is not said is that of the slider."""
    path, *rest = said.split(":")
    low, high, scale = usual(scene, lane, path)
    if len(rest) not in (0, 2, 3):
        raise single("no_axis", "axes", said, form=AXIS)
    try:
        low, high = (float(rest[0]), float(rest[1])) if rest else (low, high)
    except ValueError:
        raise single("no_axis", "axes", said, form=AXIS) from None
    default = "linear" if rest else scale
    return {"path": path, "low": low, "high": high, "count": size, "scale": rest[2] if len(rest) == 3 else default}


def asked(scene: Scene, said: argparse.Namespace) -> Asked:
    """Return the map that the flags describe; what they do not say is as in the scene's own map, if it has one."""
    own = {} if scene.map is None else scene.map.model_dump(mode="json")
    lane = own.get("lane", 0) if said.lane is None else said.lane
    size = 256 if said.size is None else said.size
    if said.x or said.y or not own:
        given = (said.x or "start.0", said.y or "start.1")
        own["axes"] = [axis(scene, lane, each, size) for each in given]
    elif said.size is not None:
        own["axes"] = [{**each, "count": size} for each in own["axes"]]
    flags = {name: getattr(said, name) for name in ("measure", "tolerance", "seeds") if getattr(said, name) is not None}
    try:
        chosen = MapChoice.model_validate({**own, **flags, "lane": lane})
    except ValidationError as error:
        raise refusal(error) from None
    if said.until is not None and not 1 <= said.until <= scene.steps:
        raise single("no_step", "until", said.until, last=scene.steps)
    if not NARROWEST <= said.width <= WIDEST:
        code, bound = ("less_than_equal", WIDEST) if said.width > WIDEST else ("greater_than_equal", NARROWEST)
        raise single(code, "width", said.width, name="width", bound=bound)
    made = Asked(scene, chosen, said.until)
    check(made)
    return made


def csv(made: Whole) -> bytes:
    """Return a row for each pixel, the lowest y first; each number is the shortest that reads back to the same bits."""
    x, y = (each.tolist() for each in made.plan.asked.values)
    rows = [f"{','.join(made.plan.asked.paths)},class,{made.plan.value}".encode()]
    for j, (kinds, values) in enumerate(zip(made.classes.tolist(), made.values.tolist(), strict=True)):
        for i, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            rows.append(dumps([x[i], y[j], kind, value])[1:-1].replace(b"null", b""))
    return b"\n".join([*rows, b""])


def npz(made: Whole) -> bytes:
    """Return the arrays of a map for NumPy, with the map and its scene as JSON."""
    x, y = made.plan.asked.values
    buffer = io.BytesIO()
    arrays: dict[str, Any] = {
        "x": x,
        "y": y,
        "classes": made.classes,
        "values": made.values,
        "minima": np.array(made.plan.ends.minima).reshape(-1, 2),
    }
    np.savez_compressed(buffer, tolerance=made.plan.tolerance, map=made.plan.asked.text(), **arrays)
    return buffer.getvalue()


def drawn(of: Asked, kind: str, threads: int) -> Whole:
    """Return the map, with a bar meanwhile."""
    progress = Progress(of.runs(), "runs")
    try:
        return whole(of, threads=threads, packed=kind in PICTURES, progress=lambda pixels: progress(pixels * of.seeds()))
    finally:
        progress.end()


def written(made: Whole, kind: str, said: argparse.Namespace) -> bytes:
    """Return the bytes of a file."""
    if kind in PICTURES:
        text = map_svg(made, said.width, said.theme)
        return png(text, said.width) if kind == ".png" else standing_alone(text).encode()
    forms: dict[str, Callable[[Whole], bytes]] = {".csv": csv, ".npz": npz, ".json": lambda each: dumps(in_json(each)) + b"\n"}
    return forms[kind](made)


def table(made: Whole) -> str:
    """Return the shares of the ends as text."""
    lines = [f"{percent(share):>9}  {name_of(made, kind)}" for kind, share in shares(made)]
    return "\n".join([*lines, f"{made.plan.asked.runs():,} runs, {made.seconds:.1f} s"])
