"""Colours, dashes and markers of lanes, and colours of themes; tests check that the page has the same (looks.js, style.css)."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Look:
    """A lane's colour on a light and a dark background, its dash in units of the line's width, and its marker."""

    light: str
    dark: str
    dash: tuple[float, ...]
    marker: str


LOOKS = (
    Look("#0072B2", "#0072B2", (), "circle"),
    Look("#D55E00", "#D55E00", (4, 2), "square"),
    Look("#009E73", "#009E73", (1, 1.5), "triangle"),
    Look("#CC79A7", "#CC79A7", (5, 1.5, 1, 1.5), "diamond"),
    Look("#E69F00", "#E69F00", (8, 2), "cross"),
    Look("#56B4E9", "#56B4E9", (2, 2), "plus"),
    Look("#000000", "#FFFFFF", (5, 1.5, 1, 1.5, 1, 1.5), "star"),
    Look("#7A4A1E", "#95563F", (1, 3), "ring"),
)

SHAPES = {
    "circle": "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z",
    "square": "M-.9 -.9H.9V.9H-.9Z",
    "triangle": "M0 -1.1L1.05 .8H-1.05Z",
    "diamond": "M0 -1.25L1 0L0 1.25L-1 0Z",
    "cross": "M-1 -.6L-.6 -1L0 -.4L.6 -1L1 -.6L.4 0L1 .6L.6 1L0 .4L-.6 1L-1 .6L-.4 0Z",
    "plus": "M-.3 -1H.3V-.3H1V.3H.3V1H-.3V.3H-1V-.3H-.3Z",
    "star": "M0 -1.2L.3 -.4L1.15 -.37L.48 .15L.7 .97L0 .5L-.7 .97L-.48 .15L-1.15 -.37L-.3 -.4Z",
    "ring": "M-.8 0A.8 .8 0 1 1 .8 0A.8 .8 0 1 1 -.8 0Z",
}
"""SVG paths of the markers, with radius 1 about the origin; a ring is stroked, the others are filled."""

EM, TEXT, PATH = 16.0, 12.5, 2.7
"""Base size of text, size of small text, and width of a path, in the picture's units."""

HELD_DASH = (0.42, 0.28)
"""A dash and a gap of contours and curves of the validation loss, in ems."""

BALL, ON_TOP = 0.42, 0.5
"""Radius of a walker's marker, in ems, and at what share of its size a mark under it is drawn on it once more, so that both are seen."""

WIDTH, MARGIN = 1200.0, 24.0
"""Width of a picture's layout, in its units, and the margin; the width in pixels is independent of it."""


@dataclass(frozen=True)
class Theme:
    """The colours of a theme; `ground` is the background. `pens`: the look of each lane, where it is not its index."""

    dark: bool
    ground: str
    ink: str
    muted: str
    grid: str
    casing: str
    low: str
    high: str
    contour: str
    fault: str
    held: str
    pens: tuple[int, ...] = ()

    def color(self, lane: int) -> str:
        """Return the colour of a lane."""
        look = self.look(lane)
        return look.dark if self.dark else look.light

    def look(self, lane: int) -> Look:
        """Return the look of a lane."""
        return LOOKS[(self.pens[lane] if lane < len(self.pens) else lane) % len(LOOKS)]

    def gap(self, lane: int) -> str:
        """Return the colour in the gaps of a lane's dashes: halfway to the background, so that the line looks continuous."""
        return mixed(self.color(lane), "#000000" if self.dark else "#ffffff", 0.5)

    def band(self, band: int, bands: int) -> str:
        """Return the colour of a contour band, from dark at the minimum to pale."""
        return mixed(self.low, self.high, (band / (bands - 1)) ** 0.8)


THEMES = {
    "light": Theme(False, "#ffffff", "#15191d", "#525a62", "#e6e9ec", "#1c2126", "#74899e", "#eef1f4", "#8794a1", "#a8201a", "#8c1d4f"),
    "dark": Theme(True, "#14181c", "#eceff1", "#a9b2ba", "#2a3036", "#f2f4f5", "#090c0f", "#434d57", "#59646f", "#ff9d94", "#f2a0c4"),
}


def theme_of(name: str, pens: tuple[int, ...]) -> Theme:
    """Return a theme for lanes with these looks."""
    return replace(THEMES[name], pens=pens)


def mixed(low: str, high: str, share: float) -> str:
    """Return the mixture of two colours with `share` of the second."""
    pairs = [(int(low[i : i + 2], 16), int(high[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
