"""The lines below a picture, with every parameter."""

from app import __version__
from app.exports.drawing import symbols
from app.exports.drawing.looks import MARGIN, TEXT, WIDTH, Theme
from app.exports.drawing.svg import text
from app.exports.drawing.typeface import fitted
from app.replies.names import particulars, title
from app.scene.lane import Lane
from app.scene.scene import Scene

STAMP, SIZE = 1.5 * TEXT, 0.92 * TEXT
"""Height of a line, and size of its type."""


def words(lane: Lane) -> str:
    """Return a lane's name and all its parameters."""
    name = title(lane) if not lane.label else f"{lane.label}: {title(lane.model_copy(update={'label': None}))}"
    many = lane.many
    over = "seeds" if many and many.over == "seeds" else f"starts within {many.spread:g} of the domain" if many else ""
    return ", ".join([name, *particulars(lane, every=True), *([f"{many.count} runs over {over}"] if many else [])])


def stamps(scene: Scene, theme: Theme, top: float) -> tuple[list[str], float]:
    """Return a line with every parameter of each lane, those that are frozen last, and the picture's height."""
    out = []
    frozen = scene.frozen.lanes if scene.frozen else []
    for line, own in enumerate([*scene.lanes, *frozen]):
        y = top + (line + 1) * STAMP
        is_frozen = line >= len(scene.lanes)
        sample = [] if is_frozen else [symbols.sample(line, MARGIN, y - 0.35 * TEXT, 2 * TEXT, theme, 2.0)]
        shown = fitted(f"frozen: {words(own)}" if is_frozen else words(own), WIDTH - 2 * MARGIN - 2.6 * TEXT, SIZE)
        out += [*sample, text(shown, MARGIN + 2.6 * TEXT, y, font_size=SIZE, fill=theme.muted)]
    end = top + (len(scene.lanes) + len(frozen) + 1) * STAMP
    out.append(text(f"Ravine {__version__}", WIDTH - MARGIN, end, font_size=SIZE, fill=theme.muted, text_anchor="end"))
    return out, end + MARGIN * 0.7
