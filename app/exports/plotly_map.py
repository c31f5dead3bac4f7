"""A map as an interactive figure: hovering shows the values of a pixel, which a scene takes as they are."""

import base64
from html import escape
from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.io import to_html

from app.exports.drawing.labels import scene_words
from app.exports.drawing.looks import TEXT, Theme, theme_of
from app.exports.drawing.map_axes import name_of, share_of, ticks_of
from app.exports.drawing.map_colors import as_png, bounds_of, painted
from app.exports.drawing.map_legend import SAYS, percent, shares
from app.exports.drawing.map_legend import name_of as end_name
from app.exports.drawing.map_picture import particulars
from app.exports.drawing.svg import FONT
from app.exports.plotly_figure import CONFIG, PAGE
from app.maps.theory import theory
from app.maps.whole import Whole
from app.replies.names import title

HEIGHT, TICKS = 820, 8


def map_json(made: Whole, theme: str) -> bytes:
    """Return the figure as Plotly's JSON."""
    return str(map_figure(made, theme_of(theme, ())).to_json()).encode()


def map_page(made: Whole, theme: str) -> bytes:
    """Return the figure as one HTML file that includes Plotly and makes no requests."""
    colors = theme_of(theme, ())
    drawn = to_html(map_figure(made, colors), config=CONFIG, include_plotlyjs=True, full_html=False, div_id="figure")
    return PAGE.format(title=escape(scene_words(made.plan.asked.scene)), ground=colors.ground, figure=drawn).encode()


def map_figure(made: Whole, theme: Theme) -> go.Figure:
    """Return the figure: our pixels as an image, over it a clear layer that knows the values, and the theory."""
    asked = made.plan.asked
    of_x, of_y = asked.chosen.axes
    x, y = asked.values
    places = [[share_of(axis, value) for value in values.tolist()] for axis, values in ((of_x, x), (of_y, y))]
    rows, columns = made.classes.shape
    known = np.stack([np.broadcast_to(x, (rows, columns)), np.broadcast_to(y[:, None], (rows, columns))], axis=2)
    names = {int(kind): end_name(made, int(kind)) for kind in made.shares()}
    says = np.vectorize(names.get, otypes=[str])(made.classes)
    hover = "%{customdata[0]:.17g}, %{customdata[1]:.17g}<br>%{text}<br>" + made.plan.packed_value + " %{z:.4g}<extra></extra>"
    values = np.asarray(made.values, dtype=np.float64)
    clear = [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]]
    layer = go.Heatmap(
        x=places[0], y=places[1], z=np.where(np.isfinite(values), values, 0.0), customdata=known, text=says,
        hovertemplate=hover, colorscale=clear, showscale=False,
    )  # fmt: skip
    drawn = go.Figure([layer, *lines(made)])
    image = base64.b64encode(as_png(painted(made, bounds_of(made), theme.dark))).decode()
    box = {"xref": "x", "yref": "y", "x": 0, "y": 1, "sizex": 1, "sizey": 1, "sizing": "stretch", "layer": "below"}
    drawn.add_layout_image(source=f"data:image/png;base64,{image}", **box)
    return dressed(drawn, made, theme)


def lines(made: Whole) -> list[go.Scatter]:
    """Return what theory says."""
    of_x, of_y = made.plan.asked.chosen.axes
    out = []
    for line in theory(made.plan):
        x, y = ([share_of(axis, point[k]) for point in line["points"]] for k, axis in enumerate((of_x, of_y)))
        mode = "markers" if len(x) == 1 else "lines"
        style: Any = {"color": "#101316", "width": 1 if line["name"] == "rate" else 2}
        label = f"{line['name']} {line.get('level', '')}".strip()
        marker = {"symbol": "circle-open", "size": 12, "color": "#101316"}
        out.append(go.Scatter(x=x, y=y, mode=mode, line=style, marker=marker, name=label, hoverinfo="name"))
    return out


def dressed(drawn: go.Figure, made: Whole, theme: Theme) -> go.Figure:
    """Return the figure with names, ticks, shares and every parameter in words."""
    asked = made.plan.asked
    told = ", ".join(f"{escape(end_name(made, kind))} {percent(share)}" for kind, share in shares(made)[:9])
    first = f"{escape(title(asked.lane))}: {SAYS[asked.chosen.measure]}. {escape(scene_words(asked.scene))}"
    below = f"<br><sub>{told}<br>{escape(particulars(asked, made))}</sub>"
    drawn.update_layout(
        title={"text": first + below, "font": {"size": 15}}, height=HEIGHT, showlegend=False, paper_bgcolor=theme.ground,
        plot_bgcolor=theme.ground, font={"family": FONT, "size": TEXT, "color": theme.ink}, margin={"l": 80, "r": 30, "t": 110, "b": 60},
    )  # fmt: skip
    for axis, update in zip(asked.chosen.axes, (drawn.update_xaxes, drawn.update_yaxes), strict=True):
        found = ticks_of(axis, TICKS)
        name = escape(name_of(asked.scene, asked.chosen.lane, axis.path))
        ticks = {"tickvals": [share for share, _ in found], "ticktext": [says for _, says in found]}
        update(title=name, range=[0, 1], showgrid=False, zeroline=False, linecolor=theme.muted, tickcolor=theme.muted, **ticks)
    return drawn
