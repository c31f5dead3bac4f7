"""What a chart can show, as static/js/charts/series.js has it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """A chart: its name, the series it is drawn from, whether it is logarithmic, and what is said where no lane has it.

    `signed`: linear after all where a value is negative; `axis`: the coordinate whose position it shows; `own`: only where
    the surface has axes u, v; `limit`: a line beyond which something happens.
    """

    name: str
    log: bool = True
    signed: bool = False
    axis: str | None = None
    own: bool = False
    limit: tuple[float, str] | None = None
    none: str = ""


SINGLE = "these methods have no separate rate per coordinate"
BARE = "this surface has no axes of its own"
UNDRAWN = "all values are too large or too small to be drawn"
LIMIT = (2.0, "above 2: unstable")

FIELDS = {
    "loss": Field("Loss f", signed=True, none=UNDRAWN),
    "gradient_norm": Field("Gradient norm |g|", none=UNDRAWN),
    "lr": Field("Learning rate η"),
    "lr_x": Field("Effective rate η/σ in x", none=SINGLE),
    "lr_y": Field("Effective rate η/σ in y", none=SINGLE),
    "ratio_x": Field("η h/σ in x, h the curvature", none=SINGLE, limit=LIMIT),
    "ratio_y": Field("η h/σ in y, h the curvature", none=SINGLE, limit=LIMIT),
    "x": Field("Position x", log=False, axis="x"),
    "y": Field("Position y", log=False, axis="y"),
    "u": Field("Position u, along the valley", log=False, own=True, axis="x", none=BARE),
    "v": Field("Position v, across the valley", log=False, own=True, axis="y", none=BARE),
}


def series_of(key: str) -> str:
    """Return the series that a chart is drawn from."""
    return key.replace("ratio_", "lr_")
