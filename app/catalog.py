"""The catalog: every unit and lesson as the page and scripts see it."""

import inspect
from collections.abc import Mapping
from functools import cache
from itertools import zip_longest
from typing import Any

from latex2mathml.converter import convert

from app.defaults import rate
from app.engine.tree import lines
from app.lessons import LESSONS, OPENING
from app.lessons.lesson import Lesson
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Method, Optimizer, Wrapper
from app.scene import Scene
from app.schedules import SCHEDULES
from surfaces import SURFACES, tape
from surfaces.formula import TEXT
from surfaces.formula import surface as typed
from surfaces.knob import Knob
from surfaces.surface import Surface

Json = dict[str, Any]


def knob(declared: Knob) -> Json:
    """Return a knob with its symbol as MathML."""
    return {**vars(declared), "mathml": convert(declared.symbol), "open": list(declared.open)}


def unit(declared: Any, function: Any) -> Json:
    """Return what every unit has; `code` is the very function that runs."""
    return {
        "name": declared.name,
        "summary": declared.summary,
        "formula": {
            "latex": r" \\ ".join(declared.formula),
            "mathml": "".join(convert(line, display="block") for line in declared.formula),
        },
        "source": declared.source,
        "varies": declared.varies,
        "peer": getattr(declared, "peer", None),
        "code": inspect.getsource(function),
        "knobs": {name: knob(k) for name, k in declared.knobs.items()},
    }


FORMS = {Optimizer: "coordinate", Coupled: "coupled", Wrapper: "wrapper"}


def method(declared: Method) -> Json:
    """Return an optimizer with its form: one that treats every coordinate alike, a coupled one, or a wrapper of another."""
    inner = {"inner": declared.inner} if isinstance(declared, Wrapper) else {}
    return {**unit(declared, declared.step), "form": FORMS[type(declared)], "lines": lines(declared), **inner}


def surface(declared: Surface) -> Json:
    """Return a surface with its geometry at the default knobs."""
    knobs = {name: k.default for name, k in declared.knobs.items()}
    return {
        **unit(declared, tape.point if declared.tape is not None else declared.value),
        "domain": declared.domain,
        "start": declared.start,
        "minima": declared.minima(**knobs),
        "saddles": declared.saddles(**knobs) if declared.saddles else [],
        "curvature": declared.curvature(**knobs),
        "axes": declared.axes is not None,
        "spacing": declared.spacing,
        "top": declared.top,
        "lr": {name: rate(declared, name) for name in OPTIMIZERS},
    }


def question(declared: Lesson, words: Json) -> Json | None:
    """Return what is asked while the future is hidden behind step `until`; None where nothing is."""
    if declared.until is None:
        return None
    return {
        "until": declared.until,
        "ask": words["question"],
        "options": words["options"],
        "right": declared.right,
        "answer": words["answer"],
    }


def lesson(key: str, following: str | None) -> Json:
    """Return a lesson with its complete scene; `following` is the next one of the course, `ask` the call to it."""
    declared, words = LESSONS[key], LESSONS[key].words.lines()
    return {
        "title": words["title"],
        "group": declared.group,
        "lecture": declared.lecture,
        "sentence": words["sentence"],
        "text": {"see": words["see"], "why": words["why"]},
        "tries": [{"says": says, "changes": changes} for says, changes in zip(words["tries"], declared.tries, strict=True)],
        "question": question(declared, words),
        "scene": Scene.model_validate(declared.scene).model_dump(),
        "hero": [vars(hero) for hero in declared.hero],
        "charts": list(declared.charts),
        "view": declared.view,
        "show": declared.show,
        "main": declared.main,
        "replay": declared.replay,
        "next": following,
        "ask": LESSONS[following].words.lines()["ask"] if following else "",
    }


@cache
def catalog(language: str) -> Json:
    """Return everything, keys in the order in which the page lists them."""
    return {
        "surfaces": {key: surface(declared) for key, declared in SURFACES.items()} | {"formula": {**surface(typed()), "text": TEXT}},
        "optimizers": {key: method(declared) for key, declared in OPTIMIZERS.items()},
        "schedules": {key: unit(declared, declared.factor or declared.react) for key, declared in SCHEDULES.items()},
        "opening": OPENING,
        "lessons": {key: lesson(key, following) for key, following in zip_longest(LESSONS, list(LESSONS)[1:])},
    }


def summary(entries: Mapping[str, Lesson]) -> str:
    """Return the lessons as lines of key and title, for the command line."""
    width = max(map(len, entries))
    return "\n".join(f"{key:{width}}  {declared.words.title}" for key, declared in entries.items())
