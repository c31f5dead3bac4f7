"""The catalog: every unit and lesson, as JSON for the page and for scripts."""

import inspect
from collections.abc import Callable
from functools import cache, partial
from threading import Lock
from typing import Any

from latex2mathml.converter import convert

from app.answers import ANSWERS, USUAL_ANSWER
from app.catalog import own_folder
from app.catalog import translations as words
from app.engine.explain.tree import lines
from app.engine.series import SERIES, USUAL
from app.lessons import LESSONS, OPENING
from app.lessons.lesson import Lesson, Table
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Method, Optimizer, Wrapper
from app.scene.default_rates import rate
from app.scene.intervals import LIMITS
from app.scene.limits import told
from app.scene.scene import Scene
from app.schedules import SCHEDULES
from surfaces import SURFACES
from surfaces.data.model import Model
from surfaces.knob import Knob
from surfaces.surface import Surface

Json = dict[str, Any]
Say = Callable[[str], str]
"""Translates an English text into the language of the catalog."""
_one = Lock()  # held while a catalog is made: who asks meanwhile, as the first page while the server prepares itself, waits for it


def knob(declared: Knob, say: Say) -> Json:
    """Return a knob as JSON, its symbol as MathML."""
    return {**vars(declared), "name": say(declared.name), "mathml": convert(declared.symbol), "open": list(declared.open)}


def unit(declared: Any, function: Any, say: Say) -> Json:
    """Return the fields that every unit has; `code` is the source of the function that runs."""
    return {
        "name": say(declared.name),
        "summary": say(declared.summary),
        "formula": {
            "latex": r" \\ ".join(declared.formula),
            "mathml": "".join(convert(line, display="block") for line in declared.formula),
        },
        "source": declared.source,
        "varies": declared.varies,
        "peer": getattr(declared, "peer", None),
        "code": inspect.getsource(function),
        "knobs": {name: knob(k, say) for name, k in declared.knobs.items()},
    }


FORMS = {Optimizer: "coordinate", Coupled: "coupled", Wrapper: "wrapper"}


def uses_hessian(declared: Method) -> bool:
    """Return whether the step reads the second derivatives; every coupled method names them among its parameters."""
    return isinstance(declared, Coupled) and inspect.getsource(declared.step).count("hxx") > 1


def method(declared: Method, say: Say) -> Json:
    """Return an optimizer with its form, elementwise, coupled or a wrapper with its inner method, and whether it uses the Hessian."""
    inner = {"inner": declared.inner} if isinstance(declared, Wrapper) else {}
    form = {"form": FORMS[type(declared)], "hessian": uses_hessian(declared)}
    return {**unit(declared, declared.step, say), **form, "lines": lines(declared), **inner}


def surface(declared: Surface, say: Say) -> Json:
    """Return a surface with its domain, minima, saddles and curvature at the default knobs."""
    knobs = {name: k.default for name, k in declared.knobs.items()}
    return {
        **unit(declared, declared.code(), say),
        "domain": declared.domain,
        "start": declared.start,
        "minima": declared.minima(**knobs),
        "saddles": declared.saddles(**knobs) if declared.saddles else [],
        "curvature": declared.curvature(**knobs),
        "axes": declared.axes is not None,
        "spacing": declared.spacing,
        "top": declared.top,
        "lr": {name: rate(declared, name) for name in OPTIMIZERS},
        **{setting.kind: setting.default for setting in declared.settings.values() if setting.kind == "text"},
        **(examples(declared.data.model, say) if declared.data else {}),
    }


def examples(model: Model, say: Say) -> Json:
    """Return what only surfaces made of examples have: their knobs in groups, and what x and y are."""
    return {"data": True, "groups": model.groups(), "weights": [*map(say, model.weights)]}


def answers(say: Say) -> Json:
    """Return every answer, the usual one first; `monitors` says whether it reads the validation loss."""
    found = {key: {**unit(declared, declared.rule, say), "monitors": declared.monitors} for key, declared in ANSWERS.items()}
    return {USUAL_ANSWER: found.pop(USUAL_ANSWER), **found}


def question(declared: Lesson, words: Json) -> Json | None:
    """Return a lesson's question, shown while everything behind step `until` is hidden; None if the lesson has none."""
    if declared.until is None:
        return None
    return {
        **{name: getattr(declared, name) for name in ("until", "right", "covers")},
        "ask": words["question"],
        "options": words["options"],
        "changes": None if declared.reveal is None else declared.tries[declared.reveal],
        "answer": words["answer"],
    }


def tap(declared: Lesson, words: Json, say: Say) -> Json | None:
    """Return a lesson's question to be tapped in the picture, shown while everything behind step `until` is hidden; None for none."""
    asked = declared.tap
    if asked is None:
        return None
    reads = asked.reads and {**vars(asked.reads), "name": say(asked.reads.name)}
    return {**vars(asked), "title": words["tap"], "answer": words["tap_answer"], "reads": reads}


def table(declared: Table | None, say: Say) -> Json | None:
    """Return a lesson's table, or None; numbers stay numbers."""
    if declared is None:
        return None
    cells = [[say(cell) if isinstance(cell, str) else cell for cell in row] for row in (declared.head, *declared.rows)]
    return {"caption": say(declared.caption), "head": cells[0], "rows": cells[1:]}


def lesson(declared: Lesson, say: Say) -> Json:
    """Return a lesson with its complete scene; `ask` is the text of the button that leads to it."""
    lines = declared.words.lines().items()
    said = {name: say(text) if isinstance(text, str) else [say(each) for each in text] for name, text in lines}
    return {
        "title": said["title"],
        "group": say(declared.group),
        "lecture": declared.lecture,
        "sentence": said["sentence"],
        "text": {"see": said["see"], "why": said["why"]},
        "table": table(declared.words.table, say),
        "tries": [{"says": says, "changes": changes} for says, changes in zip(said["tries"], declared.tries, strict=True)],
        "question": question(declared, said),
        "tap": tap(declared, said, say),
        "scene": labelled(Scene.model_validate(declared.scene).model_dump(), say),
        "hero": [vars(hero) for hero in declared.hero],
        "charts": list(declared.charts),
        "linear": list(declared.linear),
        "by": declared.by,
        "data": declared.data,
        "held": declared.held,
        "view": declared.view,
        "show": declared.show,
        "main": declared.main,
        "replay": declared.replay,
        "step": declared.step,
        "numbered": declared.numbered,
        "ask": said["ask"],
    }


def labelled(scene: Json, say: Say) -> Json:
    """Return a lesson's scene with the labels of its lanes translated."""
    return {**scene, "lanes": [{**lane, "label": lane["label"] and say(lane["label"])} for lane in scene["lanes"]]}


def catalog(language: str) -> Json:
    """Return the catalog in a language (one of `words.LANGUAGES`), keys in the order in which the page lists them; made once."""
    with _one:
        return built(language)


@cache
def built(language: str) -> Json:
    """Return the same; `cache` alone would let two threads that ask at once make it twice."""
    say = partial(words.say, language)
    return {
        "surfaces": {key: surface(declared, say) for key, declared in SURFACES.items()},
        "optimizers": {key: method(declared, say) for key, declared in OPTIMIZERS.items()},
        "schedules": {key: unit(declared, declared.factor or declared.react, say) for key, declared in SCHEDULES.items()},
        "answers": answers(say),
        "series": {key: declared.as_json(say) for key, declared in SERIES.items()},
        "charts": USUAL,
        "opening": OPENING,
        "plane": LIMITS,
        "limits": told(),
        "lessons": {key: lesson(declared, say) for key, declared in LESSONS.items()},
        "own": own_folder.as_json(),
    }


def summary() -> str:
    """Return one line of key and title for each lesson, ours and the folder's, for the command line."""
    titles = {key: declared.words.title for key, declared in LESSONS.items()}
    titles |= {key: lesson.title for key, lesson in own_folder.shelved().items()}
    width = max(map(len, titles))
    return "\n".join(f"{key:{width}}  {title}".rstrip() for key, title in titles.items())
