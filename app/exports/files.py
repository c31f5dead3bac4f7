"""Writes a scene as a file in the format of its suffix, for `ravine run -o FILE`."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from app.engine.series import USUAL
from app.exports.drawing.animation import WIDEST, gif
from app.exports.drawing.image import png, svg
from app.exports.drawing.labels import unwritten
from app.exports.drawing.svg import standing_alone
from app.exports.offline.page import page
from app.exports.offline.recording import Tell
from app.exports.offline.sweep import FIRST, sweep
from app.exports.options import FigureOptionsFromTexts, PictureOptionsFromTexts
from app.exports.scripts.code import FRAMEWORKS, script
from app.exports.table import csv_blocks
from app.replies.rows import answer, lone
from app.replies.wire import dumps
from app.scene.faults import single
from app.scene.scene import Scene

FIGURES = (".plotly.json", ".plotly.html")  # before .json and .html, with which they end
KINDS = (*FIGURES, ".json", ".csv", ".svg", ".png", ".gif", ".html", ".py")
BAR = 30


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags for files."""
    parser.add_argument("--lane", type=int, help="take one lane alone, counted from 0")
    parser.add_argument("--framework", choices=FRAMEWORKS, default="torch", help="for .py (%(default)s)")
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help="for pictures, figures and pages (%(default)s)")
    parser.add_argument("--width", type=int, help="pixels across, for .svg .png .gif")
    parser.add_argument("--step", help="where the markers stand, for pictures and figures; the last step if not said")
    parser.add_argument("--charts", help=f"their names with commas between ({','.join(USUAL)})")
    parser.add_argument("--linear", help="those of them with a linear vertical axis, with commas between")
    parser.add_argument("--by", choices=("steps", "examples"), default="steps", help="what they count (%(default)s)")
    parser.add_argument("--scale", choices=("linear", "log"), default="linear", help="of their horizontal axis (%(default)s)")
    parser.add_argument("--validation", choices=("on", "off"), default="on", help="draw the validation loss of examples (%(default)s)")
    parser.add_argument(
        "--examples", choices=("on", "off"), default="on", help="draw the panel of the examples, in pictures and pages (%(default)s)"
    )
    parser.add_argument("--hero", default=FIRST, metavar="PATH", help="the knob that can be dragged in .html (%(default)s)")
    parser.add_argument("--low", type=float, help="where it begins")
    parser.add_argument("--high", type=float, help="where it ends")


def kind_of(path: Path | None) -> str:
    """Return the suffix of a file name, .json if it has none; raise Refused if the format is unknown."""
    name, suffix = (path.name.lower(), path.suffix.lower()) if path else ("", "")
    if not suffix:
        return ".json"
    for kind in KINDS:
        if name.endswith(kind):
            return kind
    raise single("no_writer", "", suffix, suffix=suffix, known=" ".join(KINDS))


def alone(scene: Scene, lane: int | None) -> Scene:
    """Return the scene with only lane `lane`, or unchanged for None."""
    if lane is None:
        return scene
    if not 0 <= lane < len(scene.lanes):
        raise single("no_lane", "lane", lane, last=len(scene.lanes) - 1)
    return lone(scene, lane)


def progress(done: int, total: int) -> None:
    """Draw a progress bar if standard error is a terminal; clear it at the end."""
    if sys.stderr.isatty():
        full = BAR * done // total
        print(f"\r[{'#' * full}{' ' * (BAR - full)}] {done}/{total}", end="" if done < total else "\r\033[K", file=sys.stderr, flush=True)


def warn(scene: Scene) -> None:
    """Warn of characters in the scene's texts that our typeface does not have."""
    if missing := unwritten(scene):
        codes = " ".join(f"U+{ord(letter):04X}" for letter in missing)
        print(f"ravine: warning: Ravine's typeface has no {missing} ({codes}): a box or another font stands in its place", file=sys.stderr)


def contents(scene: Scene, kind: str, flags: argparse.Namespace, tell: Tell = progress) -> Iterable[bytes]:
    """Return the bytes of a file in pieces; raise Refused if a flag does not fit the scene."""
    if kind == ".py":
        alone(scene, flags.lane)  # checks the number
        return [script(scene, flags.framework, flags.lane).encode()]
    scene = alone(scene, flags.lane)
    if kind == ".csv":
        return csv_blocks(scene, scene.run())
    if kind == ".json":
        return [dumps(answer(scene)) + b"\n"]
    given = {name: getattr(flags, name) for name in ("theme", "width", "step", "by", "scale", "validation", "examples")}
    lists = {name: [said] for name in ("charts", "linear") if (said := getattr(flags, name)) is not None}
    said = {**{name: value for name, value in given.items() if value is not None}, **lists}
    if kind in FIGURES:
        from app.exports import plotly_figure  # noqa: PLC0415  (importing Plotly takes a third of a second)

        shown = FigureOptionsFromTexts.model_validate(said).picture(scene)
        return [(plotly_figure.as_page if kind == ".plotly.html" else plotly_figure.as_json)(shown)]
    options = PictureOptionsFromTexts.model_validate(said)
    warn(scene)
    if kind == ".html":
        return [page(scene, sweep(scene, flags.hero, flags.low, flags.high), options, tell=tell)]
    if kind == ".gif":
        return [gif(options.picture(scene), min(options.width, WIDEST), tell=tell)]
    drawn = svg(options.picture(scene), options.width)
    return [standing_alone(drawn).encode() if kind == ".svg" else png(drawn, options.width)]
