"""Kind 1: the paths and losses of a scene's lanes up to a hidden future, for screens of every size.

The head is `{view, loss: [low, high], log, until, steps, lanes: [..]}`: the part of the plane; the range of what the chart shows, in
log10 f, or where `log` is false (some f is negative) in f; the last step that may be seen, or null; the steps of a whole run. `view` is
what the numbers refer to: x lies in [2 x0 - x1, 2 x1 - x0], the view and one more on either side, y alike; what is farther is cut off
along its line. Each lane is `{rows, whole, steps, diverged, pen, label, own, line?}`:

- `rows` rows are sent, all of `steps` + 1 if `whole`; the run took `steps` steps, and `diverged` where it ends;
- `pen` is the number of its colour, dash and marker (as in static/js/view/palette.js), `label` its name for where the class's state
  gives none, in English or as the lecturer typed it; `own` says that it goes down another ground than the picture's;
- `line`, of a lane that is not whole, has a letter for each row: `l` a line leads to it, `m` the pen moves to it, `.` only the marker
  stands there and the line passes by.

The data are, per lane, x, y and loss; then, if it is not whole, the step of each row as u32, with differences to the one before too.
"""

from collections.abc import Iterator
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.classroom.pictures.packed import Array, Kind, Words, apart, differences, framed, quantised
from app.engine.run import Run, Stale
from app.engine.thinning.thin import Window, path, stops
from app.replies.names import titles
from app.scene.scene import Scene

Rows = NDArray[np.int64]
View = tuple[float, float, float, float]

DRAFT, REST = 1000, 4000
"""Rows of all lanes, at most: while the host drags, and at rest."""
LEAST = 64
"""Rows of a lane that it may have in any case."""
FINE = 8
"""Of a draft's numbers only every 8th is used: 2,700 places on each side of the view are finer than a pixel, and a quarter fewer bytes."""
PIXELS = 960
"""Side of the picture whose pixels a thinned path can tell apart."""
LONGEST = 80
"""Characters of a label, at most."""


class Thinned(NamedTuple):
    """The rows of a run that are sent; `line` is empty where these are all."""

    rows: Rows
    line: str


def box(view: View) -> View:
    """Return the view with one more on either side."""
    x0, x1, y0, y1 = view
    return 2 * x0 - x1, 2 * x1 - x0, 2 * y0 - y1, 2 * y1 - y0


def thinned(run: Run, view: View, room: int) -> Thinned:
    """Return at most `room` rows: all, or those between which lines can be seen and those on which a marker stands.

    As in a draft of the page, cells grow until the line fits. To leave out segments that cover few pixels, as the page does at rest,
    would leave nothing of a long walk of tiny steps, since there is room for a tenth of the page's vertices.
    """
    count = len(run.x)
    if count <= room:
        return Thinned(np.arange(count), "")
    marks = np.union1d(stops(count - 1, room // 2), [0, count - 1])
    found = path(Window(PIXELS, PIXELS, *view), run.x, run.y, room - len(marks), draft=True)[:, 2]
    lifted = np.isnan(np.concatenate([[np.nan], found[:-1]]))[~np.isnan(found)]
    on_line, first = np.unique(found[~np.isnan(found)].astype(np.int64), return_index=True)
    rows = np.union1d(on_line, marks)
    letters = np.full(len(rows), b".", "S1")
    letters[np.searchsorted(rows, on_line)] = np.where(lifted[first], b"m", b"l")
    return Thinned(rows, letters.tobytes().decode())


def cut(x: Array, y: Array, view: View) -> tuple[Array, Array]:
    """Return a path whose points outside the box are moved back to it along the line from the point before, else to the nearest."""
    x0, x1, y0, y1 = box(view)
    out = ~((x >= x0) & (x <= x1) & (y >= y0) & (y <= y1))
    if not out.any():
        return x, y
    came = out & ~np.concatenate([[True], out[:-1]])
    last = np.flatnonzero(came) - 1
    ax, ay, dx, dy = x[last], y[last], x[came] - x[last], y[came] - y[last]
    with np.errstate(all="ignore"):
        ends = [
            np.where(d > 0, (high - a) / d, np.where(d < 0, (low - a) / d, np.inf))
            for a, d, low, high in ((ax, dx, x0, x1), (ay, dy, y0, y1))
        ]
    share = np.clip(np.minimum(*ends), 0, 1)
    x, y = np.clip(x, x0, x1), np.clip(y, y0, y1)
    x[came], y[came] = ax + share * dx, ay + share * dy
    return x, y


def heights(runs: list[Run]) -> tuple[list[Array], tuple[float, float], bool]:
    """Return the losses as the chart shows them, their range, and whether they are logarithms."""
    with np.errstate(all="ignore"):
        losses = [run.loss.astype(np.float64) for run in runs]
        log = not any((loss < 0).any() for loss in losses)
        shown = [np.log10(loss) for loss in losses] if log else losses
    finite = np.concatenate([each[np.isfinite(each)] for each in shown])
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 1.0)
    return shown, (low, high if high > low else low + max(1.0, abs(low))), log


def columns(run: Run, loss: Array, view: View, span: tuple[float, float], kept: Thinned, fine: int) -> Iterator[Words]:
    """Yield what is sent of a lane, in multiples of `fine`."""
    x0, x1, y0, y1 = box(view)
    x, y = cut(run.x, run.y, view)
    for values, low, high in ((x, x0, x1), (y, y0, y1), (loss, *span)):
        yield differences(quantised(values[kept.rows], low, high) // fine * fine)
    if kept.line:
        yield differences(kept.rows.astype("<u4")).view("<u2")


def lanes_of(scene: Scene, runs: list[Run], kept: list[Thinned]) -> list[dict[str, Any]]:
    """Return the head of every lane."""
    names = titles(scene.lanes)
    return [
        {
            "rows": len(each.rows), "whole": not each.line, "steps": len(run.x) - 1, "diverged": run.diverged,
            "pen": scene.pens[i], "label": names[i][:LONGEST], "own": scene.grounds[i] != scene.ground,
            **({"line": each.line} if each.line else {}),
        }
        for i, (run, each) in enumerate(zip(runs, kept, strict=True))
    ]  # fmt: skip


def paths(scene: Scene, view: View, until: int | None = None, *, draft: bool = False, stale: Stale | None = None) -> bytes:
    """Return the frame, with number 0; no row of it is behind step `until`."""
    until = until if until and until < scene.steps else None
    runs = [run for _, run in sorted(scene.run_each(lambda _, run: run, stale, until), key=itemgetter(0))]
    room = max(LEAST, (DRAFT if draft else REST) // len(runs))
    kept = [thinned(run, view, room) for run in runs]
    losses, span, log = heights(runs)
    fine = FINE if draft else 1
    words = [each for run, loss, rows in zip(runs, losses, kept, strict=True) for each in columns(run, loss, view, span, rows, fine)]
    head = {"view": view, "loss": span, "log": log, "until": until, "steps": scene.steps, "lanes": lanes_of(scene, runs, kept)}
    return framed(Kind.PATHS, head, apart(words), draft=draft)
