"""GIF: the picture's drawing, with markers that move along their runs."""

import dataclasses
import io
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageColor

from app.exports.drawing.image import Picture, png, svg
from app.exports.drawing.looks import LOOKS, Theme
from app.exports.offline.recording import Tell
from app.replies.levels import LEVELS

FRAMES, MOST_FRAMES, WIDEST = 48, 120, 1000
MILLISECONDS, REST = 90, 2000
LONG_RUN = 2000
"""In longer runs, the steps of the frames are evenly spaced in logarithm, as on the page."""

NEAR = 8
"""Palette colours this close to a colour of the theme, of 256 shades, are dropped, so that they do not replace it."""


def steps_of(last: int, frames: int) -> list[int]:
    """Return the steps of the frames: all steps of a short run, else a sample that includes the first and the last."""
    if last < frames:
        return list(range(last + 1))
    spread = np.geomspace(1, last + 1, frames) - 1 if last > LONG_RUN else np.linspace(0, last, frames)
    return [int(step) for step in np.unique(np.round(spread))]


def palette_of(images: list[Image.Image], theme: Theme) -> Image.Image:
    """Return an image with the palette of all frames: the theme's colours exactly, the others chosen from `images`."""
    width, height = images[0].size
    both = Image.new("RGB", (width, height * len(images)))
    for k, image in enumerate(images):
        both.paste(image, (0, k * height))
    fixed = [theme.ground, "#ffd500", *(theme.band(band, LEVELS) for band in range(LEVELS)), *map(theme.color, range(len(LOOKS)))]
    own = np.array([ImageColor.getrgb(color)[:3] for color in dict.fromkeys(fixed)])
    found = both.quantize(256 - len(own), dither=Image.Dither.NONE)
    others = np.array(found.getpalette()).reshape(-1, 3)[: 256 - len(own)]
    apart = np.abs(others[:, None] - own[None]).max(axis=2).min(axis=1) > NEAR  # see `NEAR`
    found.putpalette(np.concatenate([own, others[apart]]).astype(np.uint8).tobytes())
    return found


def gif(picture: Picture, width: int, frames: int = FRAMES, tell: Tell = lambda done, total: None) -> bytes:
    """Return the animation, `width` pixels wide; `tell(done, total)` is called after every frame."""
    steps = steps_of(picture.step, min(frames, MOST_FRAMES))
    if picture.step < picture.scene.steps:
        picture = dataclasses.replace(picture, note=f"steps 0 to {picture.step:,} of {picture.scene.steps:,}")

    def image(step: int) -> Image.Image:
        drawn = svg(dataclasses.replace(picture, step=step), width)
        return Image.open(io.BytesIO(png(drawn, width))).convert("RGB")

    first, middle, last = (image(steps[k]) for k in (0, len(steps) // 2, -1))
    palette = palette_of([first, middle, last], picture.theme)

    def rest() -> Iterator[Image.Image]:
        for done, step in enumerate(steps[1:], 1):
            made = last if step == steps[-1] else image(step)
            yield made.quantize(palette=palette, dither=Image.Dither.NONE)
            tell(done + 1, len(steps))

    out = io.BytesIO()
    pauses = [MILLISECONDS] * (len(steps) - 1) + [REST]
    begin = first.quantize(palette=palette, dither=Image.Dither.NONE)
    begin.save(out, "GIF", save_all=True, append_images=rest(), duration=pauses, loop=0, optimize=False)
    return out.getvalue()
