"""The English words of the page and of the catalog, collected from the sources: what every language must have."""

import inspect
import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from app.catalog.catalog import catalog
from app.engine import events
from app.engine.lr_ramp import VERDICTS
from app.engine.series import SERIES
from app.lessons import LESSONS
from app.replies.lr_range import LOWERS, NO_RATE, RULES
from app.scene.fault_kinds import KINDS
from app.tuning.judge import CRITERION

ROOT = Path(__file__).parents[1]
STRING = r'"((?:[^"\\]|\\.)*)"'
MARKED = re.compile(rf"(?<![.\w])(?:t|word)\(\s*{STRING}|\bsays: {STRING}")
"""What `t` shows and `word` marks, and what a key or a mark says (static/js/text/language.js)."""


def of_the_page() -> set[str]:
    """Return every sentence of the page."""
    texts = (path.read_text("utf-8") for path in sorted((ROOT / "static" / "js").rglob("*.js")))
    return {json.loads(f'"{one or other}"') for text in texts for one, other in MARKED.findall(text)} - {""}


SENTENCE = re.compile(rf"\b(?:Sentence|FormulaError)\(\s*{STRING}")
"""What the server's modules say by a template (surfaces/sentence.py)."""
EVENT = re.compile(rf"\bEvent\(\s*{STRING}")
"""The kinds of events."""
PLACE = re.compile(r"\{\w+(?::[^}]+)?\}")


def of_events() -> set[str]:
    """Return the kinds and the templates of events: constants of the modules that find them, with a place for the step."""
    modules = [import_module(f"{events.__name__}.{info.name}") for info in iter_modules(events.__path__)]
    kinds = {kind for module in modules for kind in EVENT.findall(inspect.getsource(module))}
    return kinds | {text for module in modules for text in vars(module).values() if isinstance(text, str) and "{from:d}" in text}


def of_the_server() -> set[str]:
    """Return the templates of every sentence that the server sends for the page to translate; but one that is all place has no words."""
    texts = (path.read_text("utf-8") for part in ("app", "surfaces") for path in sorted((ROOT / part).rglob("*.py")))
    found = {json.loads(f'"{each}"') for text in texts for each in SENTENCE.findall(text)}
    found |= {kind.template for kind in KINDS.values()} | {LOWERS, CRITERION, *RULES.values(), *NO_RATE.values(), *VERDICTS.values()}
    return {each for each in found | of_events() if re.search("[a-z]", PLACE.sub("", each))}


def of_a_unit(unit: dict[str, Any]) -> Iterator[str]:
    """Yield what the page shows of a unit in words; its source is a citation."""
    yield from (unit["name"], unit["summary"], *(knob["name"] for knob in unit["knobs"].values()), *unit.get("weights", ()))


def of_the_catalog() -> set[str]:
    """Return every text of the units, lessons and series."""
    kinds = ("surfaces", "optimizers", "schedules", "answers")
    found = {text for kind in kinds for unit in catalog("en")[kind].values() for text in of_a_unit(unit)}
    for lesson in LESSONS.values():
        for words in lesson.words.lines().values():
            found.update([words] if isinstance(words, str) else words)
        found.update(lane["label"] for lane in lesson.scene["lanes"] if lane.get("label"))
        found.update(lesson.words.table.texts() if lesson.words.table else [])
        found.add(lesson.group)
    found.update(word for series in SERIES.values() for word in series.words())
    return found - {""}
