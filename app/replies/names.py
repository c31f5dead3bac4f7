"""Names of lanes, the same as on the page."""

import html
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from latex2mathml.converter import convert

from app.answers import ANSWERS
from app.optimizers import OPTIMIZERS
from app.replies.numbers import chosen
from app.scene.choices import Choice
from app.scene.lane import Lane
from app.schedules import SCHEDULES
from surfaces import SURFACES
from surfaces.knob import Knob


@cache
def letters(latex: str) -> str:
    """Return a symbol in LaTeX as letters: "η" for \\eta, "β₂" for \\beta_2."""
    lowered = re.sub(r"<mn>(\d)</mn>(?=</msub>)", lambda found: chr(0x2080 + int(found[1])), convert(latex))
    return html.unescape(re.sub(r"<[^>]*>", "", lowered))


def value_text(value: Any) -> str:
    """Return the value of a knob as text."""
    return f"({', '.join(map(chosen, value))})" if isinstance(value, tuple) else chosen(value)


def settings(knobs: Mapping[str, Knob], *all_values: Mapping[str, Any], every: bool = False) -> list[str]:
    """Return "α = 0.5" for each knob that differs from its default, or with `every` for all knobs.

    The first values are shown; with more of them, so are the knobs that differ from the default in any.
    """
    shown = {name: all_values[0][name] for name in all_values[0] if every or any(each[name] != knobs[name].default for each in all_values)}
    return [f"{letters(knobs[name].symbol)} = {value_text(value)}" for name, value in shown.items()]


def method_name(optimizer: Choice) -> str:
    """Return the name of a method; for a wrapper with its inner method, "Lookahead(Momentum)"."""
    inner = optimizer.around()
    own = OPTIMIZERS[optimizer.key].name
    return f"{own}({OPTIMIZERS[inner.key].name})" if inner else own


def title(lane: Lane) -> str:
    """Return the title of a lane: its label, or else the name of its method or of its trajectory's file."""
    return lane.label or (lane.trajectory.file if lane.trajectory else method_name(lane.optimizer))


def particulars(lane: Lane, lanes: Sequence[Lane] = (), *, every: bool = False) -> list[str]:
    """Return what distinguishes a lane from others with its method: non-default knobs, schedule and warm-up.

    A knob that another of `lanes` with the same method has off its default is named, too. With `every`, return all knobs and also
    the options of `around`.
    """
    if lane.trajectory:
        return [f"from {lane.trajectory.file}"] if every else []
    alike = [lane, *(each for each in lanes if not each.trajectory and method_name(each.optimizer) == method_name(lane.optimizer))]
    methods = zip(*((each.optimizer, each.optimizer.around()) for each in alike), strict=True)  # the outer one, then the inner one
    parts = [
        part
        for choices in methods
        if (own := choices[0])
        for part in settings(OPTIMIZERS[own.key].knobs, *(each.values() for each in choices if each), every=every)
    ]
    schedule = SCHEDULES[lane.schedule.key]
    if lane.schedule.key != "constant":
        knobs = settings(schedule.knobs, lane.schedule.values(), every=every)
        parts.append(" ".join([schedule.name[0].lower() + schedule.name[1:], *knobs]))
    if lane.warmup:
        parts.append(f"warm-up {lane.warmup}")
    if lane.fork:
        parts.append(f"from step {lane.fork.step}")
    return [*parts, *on_its_ground(lane), *(around(lane) if every else [])]


ORDERS = {"replacement": "with replacement", "fixed": "in a fixed order"}


@cache
def symbols() -> dict[str, str]:
    """Return the symbols of the knobs of surfaces made of examples, by name: a lane does not know its surface."""
    return {name: letters(knob.symbol) for unit in SURFACES.values() if unit.data for name, knob in unit.knobs.items()}


def on_its_ground(lane: Lane) -> list[str]:
    """Return what a lane has of its own beside its method: mini-batches, knobs of the surface, answer, frozen coordinates, start."""
    parts = [f"batch {chosen(lane.batch)}", *filter(None, [ORDERS.get(lane.order or "")])] if lane.batch else []
    parts += [f"{symbols().get(name, name)} = {chosen(value)}" for name, value in (lane.knobs or {}).items()]
    if lane.answer and lane.answer.key != "last":
        parts.append(ANSWERS[lane.answer.key].name)
    if lane.freeze:
        parts += [f"{name} frozen for {chosen(steps)} steps" for name, steps in vars(lane.freeze).items() if steps]
    return [*parts, *([f"from ({', '.join(map(chosen, lane.start))})"] if lane.start else [])]


def around(lane: Lane) -> list[str]:
    """Return the lane's options around the step (rate scale, weight decay, clipping) that differ from the default."""
    options = {
        f"rates × ({', '.join(map(chosen, lane.lr_scale))})": lane.lr_scale != (1.0, 1.0),
        f"weight decay {chosen(lane.weight_decay)}": lane.weight_decay,
        f"clip {chosen(lane.clip or 0)}": lane.clip is not None,
    }
    return [text for text, holds in options.items() if holds]


def titles(lanes: list[Lane]) -> list[str]:
    """Return short names that distinguish the lanes: if lanes share a title, it is followed by what differs."""
    own = [title(lane) for lane in lanes]
    details = [[] if lane.label else particulars(lane, lanes) for lane in lanes]
    names = []
    for i, name in enumerate(own):
        namesakes = [details[j] for j in range(len(lanes)) if own[j] == name]
        differs = [part for part in details[i] if not all(part in others for others in namesakes)]
        names.append(", ".join([name, *differs]))
    return names
