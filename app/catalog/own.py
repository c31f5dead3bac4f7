"""Lessons that people write themselves, in the page or as files, and the one place that checks them. All of it is text, never markup."""

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from app.catalog.own_parts import Chart, Knob, Paragraph, Part, Question, Sentences, Title, Try, View
from app.engine.series import USUAL
from app.scene.choices import Strict
from app.scene.faults import Fault, Refused, fault, refusal, unfit
from app.scene.limits import Index
from app.scene.scene import Scene
from surfaces.sentence import Sentence

Json = dict[str, Any]
VERSION = 1
MOST = 30
"""Lessons of one list, at most."""
ALONE = "lessons.0."
"""Where a lesson stands that was sent without a list."""


class OwnLesson(Strict):
    """A scene with words; without a title it is only a scene.

    `step` is where it opens, None for the end of the run; with `hidden`, everything behind that step is hidden until it is
    revealed, and a question is asked there. `hide` names the parts of the page that are not shown; without `charts`, the usual two are.
    `by`, `data` and `held` are as in a lesson of ours.
    """

    title: Title = ""
    sentence: Sentences = ""
    see: Paragraph = ""
    why: Paragraph = ""
    scene: Scene
    step: Index | None = None
    hidden: bool = False
    question: Question | None = None
    tries: Annotated[list[Try], Field(max_length=4)] = Field(default_factory=list)
    hero: Annotated[list[Knob], Field(max_length=2)] = Field(default_factory=list)
    charts: Annotated[list[Chart], Field(max_length=4)] | None = None
    hide: Annotated[list[Part], Field(max_length=6)] = Field(default_factory=list)
    view: View | None = None
    show: Literal["overlay", "profile", "surface"] | None = None
    by: Literal["steps", "examples"] = "steps"
    data: bool = True
    held: bool = True
    main: Index | None = None

    @model_validator(mode="after")
    def fit(self) -> "OwnLesson":
        """Refuse a step, a lane, a setting or a change that the scene does not have."""
        last = self.scene.steps - 1 if self.hidden or self.question else self.scene.steps
        if self.step is None and (self.hidden or self.question):
            raise unfit("missing", "step", name="step")
        if self.step is not None and self.step > last:
            raise unfit("no_step", "step", self.step, last=last)
        if self.main is not None and self.main >= len(self.scene.lanes):
            raise unfit("no_lane", "main", self.main, last=len(self.scene.lanes) - 1)
        for i, knob in enumerate(self.hero):
            if not isinstance(at(self.scene.model_dump(mode="json"), knob.path), int | float):
                raise unfit("no_knob", f"hero.{i}.path", knob.path, example="lanes.0.optimizer.knobs.lr")
        for i, each in enumerate(self.tries):
            tried(self.scene, each, f"tries.{i}.changes")
        return self

    def as_json(self, group: str) -> Json:
        """Return it as the catalog has a lesson, with what only lessons of this kind have: `hidden` and `hide`."""
        said = self.model_dump(mode="json")
        question = said["question"] and {**said["question"], "until": self.step, "changes": None}
        kept = ("title", "sentence", "scene", "step", "hidden", "tries", "hero", "hide", "view", "show", "main", "by", "data", "held")
        return {
            **{name: said[name] for name in kept}, "group": group, "lecture": False, "text": {"see": self.see, "why": self.why},
            "table": None, "question": question, "charts": list(USUAL) if self.charts is None else self.charts,
            "replay": None, "numbered": None, "tap": None, "linear": [], "ask": self.title,
        }  # fmt: skip


class OwnLessons(Strict):
    """One lesson or several in their order, which *next* and *previous* run through."""

    version: int = Field(VERSION, ge=1, le=VERSION)
    title: Title = ""
    lessons: Annotated[list[OwnLesson], Field(min_length=1, max_length=MOST)]

    def as_json(self) -> Json:
        """Return the list's title and its lessons, each as the catalog has one."""
        return {"title": self.title, "lessons": [lesson.as_json(self.title) for lesson in self.lessons]}


def at(data: Any, path: str) -> Any:
    """Return the value at a path of keys and indices; None if there is none."""
    for key in path.split("."):
        if isinstance(data, list) and key.isdecimal() and int(key) < len(data):
            data = data[int(key)]
        elif isinstance(data, dict) and key in data:
            data = data[key]
        else:
            return None
    return data


def tried(scene: Scene, each: Try, place: str) -> None:
    """Refuse changes that lead to no field of the scene or to no valid scene."""
    data = scene.model_dump(mode="json")
    for path, value in each.changes.items():
        way, _, last = path.rpartition(".")
        holder = at(data, way) if way else data
        if not isinstance(holder, list | dict) or (at(holder, last) is None and not (isinstance(holder, dict) and last in holder)):
            raise unfit("no_field", f"{place}.{path}", value)
        key: Any = int(last) if isinstance(holder, list) else last
        holder[key] = value
    try:
        Scene.model_validate(data)
    except ValidationError as error:
        first = refusal(error).faults[0]
        plain = not any(isinstance(param, dict) for param in first["params"].values())
        says = Sentence(first["template"], **first["params"]) if plain else first["message"]
        raise unfit("setting", f"{place}.{first['path']}", first["value"], says=says, bound=first["bound"]) from None


def within(error: ErrorDetails) -> Fault:
    """Return a fault with its whole path: a scene and a lesson say theirs from their own beginning."""
    loc, own = error["loc"], error.get("ctx", {}).get("path")
    before = loc[: loc.index("scene") + 1] if "scene" in loc else loc
    found = fault(error)
    return {**found, "path": ".".join([*map(str, before), own])} if own else found


def own_lessons(data: Any) -> OwnLessons:
    """Return checked lessons; a single lesson counts as a list of one. Raise Refused with every fault, its path in what was sent."""
    alone = isinstance(data, dict) and "scene" in data and "lessons" not in data
    try:
        return OwnLessons.model_validate({"lessons": [data]} if alone else data)
    except ValidationError as error:
        faults = [within(each) for each in error.errors(include_url=False)[:100]]
        raise Refused([{**each, "path": each["path"].removeprefix(ALONE)} if alone else each for each in faults]) from None
