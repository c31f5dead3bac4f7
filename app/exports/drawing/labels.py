"""How lanes and scenes are written on a picture, as on the page."""

import html
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from latex2mathml.converter import convert

from app.answers.numbers import chosen
from app.exports.drawing.typeface import missing
from app.optimizers import OPTIMIZERS
from app.scene.choices import Choice
from app.scene.scene import Lane, Scene
from app.schedules import SCHEDULES
from surfaces.knob import Knob


@cache
def letters(latex: str) -> str:
    """Return the letters of a symbol: "η" of \\eta."""
    return html.unescape(re.sub(r"<[^>]*>", "", convert(latex)))


def said(value: Any) -> str:
    """Return the value of a knob."""
    return f"({', '.join(map(chosen, value))})" if isinstance(value, tuple) else chosen(value)


def settings(knobs: Mapping[str, Knob], values: Mapping[str, Any], *, every: bool = False) -> list[str]:
    """Return "α = 0.5" for each knob that is off its default, or for every knob."""
    return [f"{letters(knobs[name].symbol)} = {said(value)}" for name, value in values.items() if every or value != knobs[name].default]


def method_name(optimizer: Choice) -> str:
    """Return the name of a method; "Lookahead(Momentum)" where one is around another."""
    inner = optimizer.around()
    own = OPTIMIZERS[optimizer.key].name
    return f"{own}({OPTIMIZERS[inner.key].name})" if inner else own


def title(lane: Lane) -> str:
    """Return what a lane is called: its label, or the method."""
    return lane.label or method_name(lane.optimizer)


def particulars(lane: Lane, *, every: bool = False) -> list[str]:
    """Return what tells a lane from others with its method: knobs off their default, schedule, what stands around the step."""
    parts = [
        part
        for choice in (lane.optimizer, lane.optimizer.around())
        if choice
        for part in settings(OPTIMIZERS[choice.key].knobs, choice.values(), every=every)
    ]
    schedule = SCHEDULES[lane.schedule.key]
    if lane.schedule.key != "constant":
        knobs = settings(schedule.knobs, lane.schedule.values(), every=every)
        parts.append(" ".join([schedule.name[0].lower() + schedule.name[1:], *knobs]))
    if lane.warmup:
        parts.append(f"warm-up {lane.warmup}")
    return [*parts, *(around(lane) if every else [])]


def around(lane: Lane) -> list[str]:
    """Return what stands around the step of a lane, where it is not as usual."""
    said = {
        f"rates × ({', '.join(map(chosen, lane.lr_scale))})": lane.lr_scale != (1.0, 1.0),
        f"weight decay {chosen(lane.weight_decay)}": lane.weight_decay,
        f"clip {chosen(lane.clip or 0)}": lane.clip is not None,
    }
    return [text for text, holds in said.items() if holds]


def titles(lanes: list[Lane]) -> list[str]:
    """Return the shortest names that tell lanes apart: a title that several share is followed by what differs."""
    own = [title(lane) for lane in lanes]
    details = [[] if lane.label else particulars(lane) for lane in lanes]
    names = []
    for i, name in enumerate(own):
        namesakes = [details[j] for j in range(len(lanes)) if own[j] == name]
        differs = [part for part in details[i] if not all(part in others for others in namesakes)]
        names.append(", ".join([name, *differs]))
    return names


def unwritten(scene: Scene) -> str:
    """Return the characters of a scene's words for which our typeface has no glyph, each once."""
    return missing(scene_words(scene) + "".join(titles(scene.lanes)))


def scene_words(scene: Scene) -> str:
    """Return one line about what all lanes share."""
    unit, values = scene.landscape().surface(), scene.surface.values()
    about = ", ".join([*filter(None, [unit.caption]), *settings(unit.knobs, values, every=True)])
    assert scene.start is not None  # settled
    parts = [f"{unit.name}{f' ({about})' if about else ''}", f"from ({', '.join(map(chosen, scene.start))})", f"{scene.steps:,} steps"]
    if scene.noise != (0.0, 0.0):
        parts.append(f"noise ({', '.join(map(chosen, scene.noise))}), seed {scene.seed}")
    return ", ".join(parts)
