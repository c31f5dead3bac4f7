"""A scene as an interactive Plotly figure, with the same surface bands, paths and charts as the picture."""

from html import escape
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray
from plotly.io import to_html
from plotly.subplots import make_subplots

from app.engine.run import Run
from app.engine.series import SERIES
from app.exports.drawing.contours import NODES
from app.exports.drawing.grid import columns_of
from app.exports.drawing.image import Picture
from app.exports.drawing.labels import scene_words
from app.exports.drawing.looks import TEXT
from app.exports.drawing.marks import DARK
from app.exports.drawing.svg import FONT
from app.exports.plotly_charts import draw_chart
from app.exports.plotly_marks import RIM, covered, held, marks, of_answer, of_examples
from app.exports.plotly_paths import line, others, pale
from app.replies.levels import LEVELS, levelled
from app.replies.mesh import heights
from app.replies.names import titles

SYMBOLS = {
    "circle": "circle", "square": "square", "triangle": "triangle-up", "diamond": "diamond",
    "cross": "x", "plus": "cross", "star": "star", "ring": "circle-open",
}  # fmt: skip
GAP = 0.05
"""Gap between two plots, as a share of the width; it has room for an axis's numbers and title."""

CONFIG = {"displaylogo": False, "responsive": True}
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
<body style="margin: 0; background: {ground}">
{figure}
</body>
</html>
"""


def as_json(picture: Picture) -> bytes:
    """Return the figure as Plotly's JSON."""
    return str(figure(picture).to_json()).encode()


def as_page(picture: Picture) -> bytes:
    """Return the figure as one HTML file that includes Plotly and makes no requests."""
    drawn = to_html(figure(picture), config=CONFIG, include_plotlyjs=True, full_html=False, div_id="figure")
    return PAGE.format(title=escape(scene_words(picture.scene)), ground=picture.theme.ground, figure=drawn).encode()


def cells(count: int, of: int) -> list[Any]:
    """Return the specification of a row with `count` plots on a grid of `of` columns."""
    wide = of // count
    return [{"colspan": wide} if column % wide == 0 else None for column in range(of)]


@np.errstate(over="ignore", invalid="ignore")  # a start may be as large as a float64 can be
def figure(picture: Picture) -> go.Figure:
    """Return the figure: a panel per lane, in the picture's grid, and the charts below."""
    across, charts = columns_of(len(picture.runs)), len(picture.charts)
    rows, columns = -(-len(picture.runs) // across), across * max(1, charts)  # panels and charts divide the same width
    empty = [""] * (rows * across - len(picture.runs))
    made = make_subplots(
        rows=rows + bool(charts), cols=columns, row_heights=[2.0] * rows + [1.0] * bool(charts), vertical_spacing=0.2 / rows,
        horizontal_spacing=GAP,
        specs=[*[cells(across, columns)] * rows, *([cells(charts, columns)] if charts else [])],
        subplot_titles=[*map(escape, titles(picture.scene.lanes)), *empty, *(SERIES[key].name for key in picture.charts)],
    )  # fmt: skip
    for lane, run in enumerate(picture.runs):
        place = {"row": lane // across + 1, "col": lane % across * (columns // across) + 1}
        for trace in panel(picture, run, lane):
            made.add_trace(trace, **place)
        made.update_xaxes(range=picture.view["x"], title="x", **place)
        made.update_yaxes(range=picture.view["y"], title="y", **place)
    source = picture.source()
    for k, key in enumerate(picture.charts):
        draw_chart(made, picture, source, key, {"row": rows + 1, "col": k * (columns // charts) + 1})
    return dressed(made, picture, 340 * rows + 260 * bool(charts))


def dressed(made: go.Figure, picture: Picture, height: int) -> go.Figure:
    """Return the figure with the colours of its theme."""
    theme = picture.theme
    made.update_layout(
        title={"text": escape(scene_words(picture.scene)), "font": {"size": 16}}, height=height,
        font={"family": FONT, "size": TEXT, "color": theme.ink}, paper_bgcolor=theme.ground,
        plot_bgcolor=theme.ground, showlegend=False, margin={"l": 50, "r": 20, "t": 80, "b": 40},
    )  # fmt: skip
    made.update_annotations(font={"size": 13})
    lines = {"linecolor": theme.muted, "tickcolor": theme.muted, "zeroline": False, "title_standoff": 4, "title_font_size": TEXT}
    made.update_xaxes(showgrid=False, **lines)
    made.update_yaxes(gridcolor=theme.grid, **lines)
    return made


def surface(picture: Picture, lane: int) -> go.Contour:
    """Return the bands of a lane's ground; hovering shows f."""
    ground, theme = picture.scene.grounds[lane], picture.theme
    x, y, unit = *(np.linspace(*picture.view[axis], NODES) for axis in "xy"), ground.surface()
    f = heights(ground, x, y)
    colors = [*(theme.band(band, LEVELS) for band in range(LEVELS)), theme.ground]
    scale = [(share / len(colors), color) for k, color in enumerate(colors) for share in (k, k + 1)]
    return go.Contour(
        x=x, y=y, z=levelled(f, unit.spacing, unit.top).bands.astype(np.float32), customdata=short(f), zmin=0, zmax=1 + 1 / LEVELS,
        autocontour=False, colorscale=scale, showscale=False,
        contours={"start": 1 / LEVELS, "end": 1, "size": 1 / LEVELS, "coloring": "fill"}, line={"color": theme.contour, "width": 0.6},
        hovertemplate="x %{x:.4g}<br>y %{y:.4g}<br>f %{customdata:.4g}<extra></extra>",
    )  # fmt: skip


def short(f: NDArray[np.float64]) -> NDArray[np.floating[Any]]:
    """Return values as float32, if it can hold them all, because f is most of a figure's size."""
    half = f.astype(np.float32)
    return half if np.array_equal(np.isfinite(half), np.isfinite(f)) else f


def panel(picture: Picture, run: Run, lane: int) -> list[Any]:
    """Return the traces of one panel: surface, path, saddles, start, marker, minima."""
    theme, shown, look = picture.theme, picture.facts(lane), picture.theme.look(lane)
    x, y, steps = line(picture, run)
    end = min(picture.step, len(run.x) - 1)
    dash = ",".join(f"{3 * part:g}px" for part in look.dash) or "solid"
    ends = {"color": theme.color(lane), "size": 12, "symbol": SYMBOLS[look.marker], "line": {"color": theme.casing, "width": 1.2}}
    drawn = {"color": theme.color(lane), "width": 2.7, "dash": dash}
    ring = {"symbol": "circle", "size": 10, "color": theme.ground, "line": {"color": theme.ink, "width": 2}}
    hover = "step %{customdata:.0f}<br>x %{x:.6g}<br>y %{y:.6g}<extra></extra>"
    paths = [
        go.Scatter(x=x, y=y, mode="lines", line={"color": theme.casing, "width": 4}, opacity=0.55, hoverinfo="skip"),
        go.Scatter(x=x, y=y, customdata=steps, mode="lines", line=drawn, hovertemplate=hover),
    ]
    places = [
        marks(shown["saddles"], {"symbol": "square-open", "size": 8, "color": DARK}, "saddle"),
        marks(shown["minima"], {"symbol": "x", "size": 11, "color": "#ffd500", "line": RIM}, "minimum"),
        *of_examples(picture, shown["data"] or {}),
    ]
    at = float(run.x[end]), float(run.y[end])
    return [
        surface(picture, lane), *held(picture, lane), *others(picture, lane), *pale(picture, lane), *paths, *places,
        marks([picture.scene.starts[lane]], ring, "start"), marks([at], ends, f"step {end}"), *covered(places, at, picture),
        *of_answer(picture, run, lane),
    ]  # fmt: skip
