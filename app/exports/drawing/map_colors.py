"""The colours of a map: hue for the minimum, lightness for how late; a scale for a number. The page has the same (map/colors.js)."""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.exports.drawing.looks import LOOKS, mixed
from app.maps.measures import DIVERGED, NOWHERE, SADDLES, SHARE
from app.maps.whole import Whole

VIRIDIS = ("#fde725", "#b5de2b", "#6ece58", "#35b779", "#1f9e89", "#26828e", "#31688e", "#3e4989", "#482878", "#440154")
INFERNO = ("#000004", "#1b0c41", "#4a0c6b", "#781c6d", "#a52c60", "#cf4446", "#ed6925", "#fb9b06", "#f7d13d", "#fcffa4")
"""Colour maps from matplotlib (CC0), dark for much."""
HUES = [look for look in LOOKS if look.light != "#000000"]
WHITE, BLACK = "#ffffff", "#080a0e"
GREYS = {False: ("#ced3d8", "#f0e6c4", "#5e656d", "#8a929a"), True: ("#42484f", "#766c54", "#14171b", "#2e3339")}
"""By whether the ground is dark: no minimum, a saddle, the two greys of the hatching."""
SHADES, STROKES = 128, 42
"""Steps of lightness or colour; strokes of the hatching across a map."""
FEW = {"steps": (0.04, 0.01), "loss": (0.001, 0.05)}
"""Shares of the values below and above which they get the colour of the end."""
DECADES = 120
"""Most powers of ten of a scale."""

Bounds = tuple[float, float]
Colors = NDArray[np.uint8]


def letter(minimum: int) -> str:
    """Return the letter of a minimum: A to Z, then A1 and so on."""
    return chr(65 + minimum % 26) + (str(minimum // 26) if minimum >= 26 else "")


def minimum_color(minimum: int, share: float, dark: bool) -> str:
    """Return the colour of a minimum, pale where it is reached soon; more minima than hues have the hues again, darker or paler."""
    look = HUES[minimum % len(HUES)]
    hue, again = look.dark if dark else look.light, minimum // len(HUES) % 3
    own = mixed(hue, BLACK if again == 1 else WHITE, 0.32) if again else hue
    return mixed(mixed(own, WHITE, 0.62), own, share * 2) if share < 0.5 else mixed(own, mixed(own, BLACK, 0.58), share * 2 - 1)


def scale_color(measure: str, share: float) -> str:
    """Return the colour of a number, from 0 to 1."""
    stops = INFERNO if measure == "bursts" else VIRIDIS
    at = share * (len(stops) - 1)
    i = min(len(stops) - 2, int(at))
    return mixed(stops[i], stops[i + 1], at - i)


def color(kind: int, share: float, measure: str, dark: bool) -> str:
    """Return the colour of a class, one that has not diverged, at a share of the scale."""
    nowhere, saddle, _, _ = GREYS[dark]
    if measure == "end":
        return minimum_color(kind, share, dark) if kind < SADDLES else nowhere if kind == NOWHERE else saddle
    return nowhere if measure == "steps" and kind >= SADDLES else scale_color(measure, share)


def bounds_of(made: Whole) -> Bounds:
    """Return the ends of the scale of colours: all values but a few at either end, rounded outwards. A scale of shares falls."""
    value, values = made.plan.packed_value, np.asarray(made.values, dtype=np.float64)
    counted = np.sort(values[((made.classes != DIVERGED) | (value == SHARE)) & np.isfinite(values)])
    if not len(counted):
        return 0.0, 1.0

    def at(share: float) -> float:
        return float(counted[int(share * (len(counted) - 1))])

    if value == SHARE:
        return 1.0, min(0.9, at(0))  # pale where all seeds agree
    is_loss = "loss" in value or "best" in value
    few, many = FEW["loss" if is_loss else "steps"]
    if value == "bursts":
        return 0.0, max(1.0, at(1 - FEW["steps"][1]))
    high = at(1 - many)
    low = max(at(few), high - DECADES)
    step = 0.01 if not is_loss else 1.0 if high - low > 4 else 0.1
    low, high = float(np.floor(low / step) * step), float(np.ceil(high / step) * step)
    return (low, high) if high > low else (low, low + step)


def painted(made: Whole, bounds: Bounds, dark: bool) -> Colors:
    """Return the colours of a map, shape (rows, columns, 3), the top row first."""
    measure, (low, high) = made.plan.asked.chosen.measure, bounds
    with np.errstate(all="ignore"):
        share = (np.asarray(made.values, dtype=np.float64) - low) / ((high - low) or 1e-9) * (SHADES - 1)
    shade = np.rint(np.clip(np.nan_to_num(share, nan=0.0, posinf=SHADES - 1, neginf=0.0), 0, SHADES - 1)).astype(np.int64)
    out: Colors = np.empty((*made.classes.shape, 3), dtype=np.uint8)
    for kind in np.unique(made.classes).tolist():
        here: Any = made.classes == kind
        if kind == DIVERGED:
            out[here] = hatching(made.classes.shape, dark)[here]
        else:
            ramp = np.array([channels(color(kind, k / (SHADES - 1), measure, dark)) for k in range(SHADES)], dtype=np.uint8)
            out[here] = ramp[shade[here]]
    return out[::-1]


def hatching(shape: tuple[int, ...], dark: bool) -> Colors:
    """Return stripes of two greys."""
    rows, columns = shape
    period = max(4, round(columns / STROKES))
    first = (np.arange(rows)[:, None] + np.arange(columns)) % period < period / 3
    two = np.array([channels(each) for each in GREYS[dark][2:]], dtype=np.uint8)
    stripes: Colors = two[np.where(first, 0, 1)]
    return stripes


def channels(shade: str) -> list[int]:
    """Return red, green and blue."""
    return [int(shade[i : i + 2], 16) for i in (1, 3, 5)]


def as_png(colors: Colors, least: int = 1024) -> bytes:
    """Return colours as PNG, each pixel a square of so many that it has at least `least` pixels across: nothing blurs them then."""
    times = max(1, -(-least // max(colors.shape[:2])))
    buffer = io.BytesIO()
    Image.fromarray(np.repeat(np.repeat(colors, times, axis=0), times, axis=1)).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
