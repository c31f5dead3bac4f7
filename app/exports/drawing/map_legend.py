"""The legend of a map in a picture: shares of the ends, the scale of colours, the theory."""

from app.exports.drawing.looks import EM, TEXT, Theme
from app.exports.drawing.map_colors import GREYS, Bounds, color, letter
from app.exports.drawing.svg import element, group, text
from app.exports.drawing.typeface import fitted
from app.maps.measures import DIVERGED, NOWHERE, SADDLES, SHARE
from app.maps.theory import theory
from app.maps.whole import Whole
from app.replies.numbers import chosen

LEGEND, BOX, LISTED, STEPS = 300.0, 1.5 * EM, 9, 64
"""Width of the legend; side of a sample of colour; most ends that are listed; steps of the scale."""
SAYS = {
    "end": "where each run ends", "steps": "steps until a run is near a minimum", "loss": "final loss", "best": "lowest loss",
    "bursts": "bursts",
}  # fmt: skip
SCALES = {
    "end": "step from which it is there", "steps": "steps until it is near a minimum", "loss": "final loss above the lowest minimum",
    "best": "lowest loss above the lowest minimum", "bursts": "bursts",
    SHARE: "share of the seeds that end there",
}  # fmt: skip
SIGNED = "loss f, as sign(f) log(1 + |f|)"
THEORY = {"stable": "largest stable rate", "optimum": "best", "critical": "critical damping", "rate": "equal factor of a step"}


def legend(made: Whole, bounds: Bounds, theme: Theme) -> str:
    """Return the whole legend."""
    ends, y = ends_of(made, theme)
    scale, y = scale_of(made, bounds, theme, y + 2 * EM)
    names = dict.fromkeys(THEORY[line["name"]] for line in theory(made.plan))
    words = [f"lines: {name}" if i == 0 else name for i, name in enumerate(names)]
    said = [text(line, 0, y + (2.4 + 1.4 * i) * TEXT, font_size=TEXT, fill=theme.muted) for i, line in enumerate(words)]
    return group([*ends, *scale, *said])


def shares(made: Whole) -> list[tuple[int, float]]:
    """Return the share of each end, those of all saddles together, the largest first."""
    found: dict[int, float] = {}
    for name, share in made.shares().items():
        kind = SADDLES if SADDLES <= int(name) < NOWHERE else int(name)
        found[kind] = found.get(kind, 0.0) + share
    return sorted(found.items(), key=lambda each: (-each[1], each[0]))


def percent(share: float) -> str:
    """Return a share as text; a small one is not none, and a large one not all."""
    if 0 < share < 0.001:
        return "< 0.1 %"
    return "> 99.9 %" if 0.999 < share < 1 else f"{100 * share:.1f} %"


def name_of(made: Whole, kind: int) -> str:
    """Return the name of an end."""
    if kind >= SADDLES:
        return {NOWHERE: "elsewhere", DIVERGED: "diverged"}.get(kind, "a saddle")
    points = made.plan.ends.minima
    place = f" ({', '.join(map(chosen, points[kind]))})" if kind < len(points) else ""
    return f"{letter(kind)}{place}"


def sample(kind: int, measure: str, dark: bool) -> list[str]:
    """Return a sample of the colours of an end."""
    _, _, first, second = GREYS[dark]
    if kind == DIVERGED:
        stripes = element(
            "path", d=f"M0 {BOX}L{BOX} 0M0 {BOX / 2}L{BOX / 2} 0M{BOX / 2} {BOX}L{BOX} {BOX / 2}", stroke=first, stroke_width=3
        )
        return [element("rect", width=BOX, height=BOX, fill=second), stripes]
    third = BOX / 3
    shades = [color(kind, share, measure, dark) for share in (0.0, 0.5, 1.0)]
    return [element("rect", x=i * third, width=third + 0.3, height=BOX, fill=shade) for i, shade in enumerate(shades)]


def ends_of(made: Whole, theme: Theme) -> tuple[list[str], float]:
    """Return a row for each end, and the y below them."""
    out, y, all_of_them = [], 0.0, shares(made)
    rows = [(sample(kind, made.plan.asked.chosen.measure, theme.dark), name_of(made, kind), share) for kind, share in all_of_them[:LISTED]]
    if rest := all_of_them[LISTED:]:
        rows.append(([], f"{len(rest)} more", sum(share for _, share in rest)))
    for box, name, share in rows:
        row = [*box, text(fitted(name, LEGEND - BOX - 6 * EM, EM), BOX + 0.6 * EM, 1.1 * EM, font_size=EM, fill=theme.ink)]
        row.append(text(percent(share), LEGEND - 2 * EM, 1.1 * EM, font_size=EM, fill=theme.ink, text_anchor="end"))
        out.append(group(row, transform=f"translate(0 {y:.1f})"))
        y += 1.25 * BOX
    return out, y


def bound_name(measure: str, value: str, bound: float) -> str:
    """Return what stands at an end of the scale; `value` is what the values are."""
    if value == SHARE:
        return percent(bound)
    if measure == "bursts" or value.startswith("signed"):
        return chosen(bound)
    return chosen(10**bound) if measure in ("loss", "best") else f"{max(0, round(10**bound - 1)):,}"


def scale_of(made: Whole, bounds: Bounds, theme: Theme, top: float) -> tuple[list[str], float]:
    """Return the scale of colours with its ends, and the y below it."""
    measure, wide = made.plan.asked.chosen.measure, LEGEND - 2 * EM
    value = made.plan.packed_value
    says = SIGNED if value.startswith("signed") else SCALES[SHARE if value == SHARE else measure]
    words = text(fitted(says, wide, TEXT), 0, top, font_size=TEXT, fill=theme.ink)
    part = wide / STEPS
    kind = 0 if measure in ("end", "steps") else NOWHERE
    bar = [
        element("rect", x=i * part, y=top + 0.5 * TEXT, width=part + 1, height=EM, fill=color(kind, i / (STEPS - 1), measure, theme.dark))
        for i in range(STEPS)
    ]
    y = top + 0.5 * TEXT + EM + 1.3 * TEXT
    low, high = (bound_name(measure, value, bound) for bound in bounds)
    ends = [text(low, 0, y, font_size=TEXT, fill=theme.muted), text(high, wide, y, font_size=TEXT, fill=theme.muted, text_anchor="end")]
    return [words, *bar, *ends], y
