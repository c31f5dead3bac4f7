"""The charts of an interactive figure: curves, bands and axes as in the picture."""

from collections.abc import Mapping
from html import escape
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from app.engine.series import SERIES
from app.exports.drawing.curves import AVERAGE, HELD, Source
from app.exports.drawing.image import Picture
from app.exports.drawing.looks import TEXT
from app.exports.plotly_paths import bands, pale_curves
from app.replies.axes import Axis
from app.replies.names import titles
from app.replies.step_axis import StepAxis

Array = NDArray[np.float64]
COLUMNS = 800
"""Pixel columns of a chart."""

POWER = 1.25
"""Factor by which Plotly draws powers of ten larger than the font size that it is given."""

DASH = "6px,4px"
"""The dash of the validation loss."""

TICKS = 6
COUNTED = {"steps": "step", "examples": "examples seen"}


def draw_chart(made: go.Figure, picture: Picture, source: Source, key: str, place: Mapping[str, int]) -> None:
    """Draw a chart, with the lowest and highest value of each pixel column for every lane."""
    found, names, across = source.curves(key, COLUMNS), titles(picture.scene.lanes), source.across
    edges, counted = source.edges(key), np.repeat(across.middles(COLUMNS), 2)
    traces = pale_curves(picture, found.pale, across.along(counted))
    for lane, pairs in enumerate(found.lanes):
        own = ",".join(f"{2 * part:g}px" for part in picture.theme.look(lane).dash) or "solid"
        style = {"color": picture.theme.color(lane), "width": 1.8, "dash": DASH if key == HELD else own}
        share = 0.35 if lane in edges else 1.0  # its own run is one of many
        traces.append(curve(across, counted, pairs, line=style, opacity=share, name=escape(names[lane])))
    for name, pairs in found.shared.items():
        dash = DASH if name == AVERAGE else "solid"
        traces.append(curve(across, counted, pairs, line={"color": picture.theme.ink, "width": 2.4, "dash": dash}, name=name))
    for trace in [*traces, *bands(picture, edges, found.axis, across)]:
        made.add_trace(trace, **place)
    for lane, (begin, end) in source.waits(key, picture.step).items():
        color, at = picture.theme.color(lane), [float(across.along(each)) for each in (begin, end)]
        made.add_vrect(x0=at[0], x1=at[1], fillcolor=color, opacity=0.16, line_width=0, **place)
        made.add_vline(x=at[0], line={"color": color, "width": 1.5}, **place)
    dressed(made, picture, key, found.axis, place)


def curve(across: StepAxis, counted: Array, pairs: Array, **style: Any) -> go.Scatter:
    """Return one curve; `counted`, shape (2 x columns,), holds the places of min and max, `pairs`, shape (columns, 2), these."""
    values = pairs.ravel() if pairs.size == len(counted) else np.full(len(counted), np.nan)
    there = np.isfinite(values)
    said = {"customdata": counted[there]} if across.scale == "log" else {}
    hover = f"{COUNTED[across.by]} %{{{'customdata' if said else 'x'}:.0f}}<br>%{{y:.6g}}"
    return go.Scatter(x=across.along(counted[there]), y=values[there], mode="lines", hovertemplate=hover, **said, **style)


def dressed(made: go.Figure, picture: Picture, key: str, scale: Axis, place: Mapping[str, int]) -> None:
    """Give a chart its axes, and the limit of its series."""
    size, across, line = TEXT / POWER if scale.log else TEXT, picture.across, SERIES[key].limit
    made.update_yaxes(type="log" if scale.log else "linear", exponentformat="power", tickfont_size=size, range=scale.range, **place)
    ends = [float(across.along(end)) for end in across.range]
    made.update_xaxes(title=COUNTED[across.by], range=ends, **place)
    if across.scale == "log":
        ticks = across.ticks(TICKS)
        texts = [words.split()[-1] if across.by == "steps" else words.split()[0] for _, words in ticks]
        made.update_xaxes(tickvals=[float(across.along(at)) for at, _ in ticks], ticktext=texts, **place)
    if line:
        made.add_hline(y=line.at, line={"color": picture.theme.ink, "dash": "dash", "width": 1}, **place)
