"""The messages of the stream, distinguished by `kind`. A new kind is one model here, and its name in `KINDS`."""

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from contextlib import aclosing
from functools import partial
from typing import Annotated, Any, ClassVar, Literal, Union

from pydantic import Field, PlainValidator, ValidationError, model_validator

from app.answers.cost import drawing, inspecting, is_short
from app.answers.frames import pictures
from app.answers.step import step
from app.answers.view import View
from app.engine.run import Stale
from app.engine.threads import LONG, SCENE, STEP
from app.maps.asked import Asked, check
from app.scene.choices import Strict
from app.scene.faults import refusal_within_scene, single, unfit
from app.scene.maps import MapChoice
from app.scene.scene import Scene
from app.web.maps import parts

Id = Annotated[int, Field(ge=0, le=2**53 - 1)]


class Message(Strict):
    """The fields of every message. A kind adds its own fields, its rank in the queue for threads, and its answers."""

    rank: ClassVar[int]
    id: Id
    scene: Scene
    view: View | None = None

    @model_validator(mode="after")
    def fit(self) -> "Message":
        """Refuse a view with a wrong number of panels, and steps after the last one."""
        if self.view and len(self.view.panels) != len(self.scene.lanes):
            raise unfit("panels", "view.panels", len(self.view.panels), lanes=len(self.scene.lanes))
        for path, named in self.steps().items():
            if named > self.scene.steps:
                raise unfit("no_step", path, named, last=self.scene.steps)
        return self

    def steps(self) -> dict[str, float]:
        """Return every step that the message mentions outside the scene, by its path."""
        if self.view is None:
            return {}
        profile = {"view.profile.step": self.view.profile.step} if self.view.profile else {}
        return {"view.until": self.view.until or 0, "view.chart.steps.1": self.view.chart.steps[1], **profile}

    def is_short(self) -> bool:
        """Return whether computing the answer inline is faster than handing it to a thread."""
        return is_short(self.scene, self.extra())

    def extra(self) -> float:
        """Return what the answer costs beside running the lanes, in steps."""
        raise NotImplementedError

    def answers(self, stale: Stale) -> Iterator[bytes | str]:
        """Yield the frames and texts of the answer; raise Abandoned once `stale` is set."""
        raise NotImplementedError


class SceneMessage(Message):
    """A request for the frames of a scene."""

    rank = SCENE
    kind: Literal["scene"] = "scene"

    def extra(self) -> float:
        """Return what drawing costs."""
        return drawing(self.scene, self.view)

    def answers(self, stale: Stale) -> Iterator[bytes | str]:
        """Yield the frames."""
        yield from pictures(self.id, self.scene, self.view, stale)


class Inspect(Strict):
    """The step to inspect."""

    step: Annotated[int, Field(ge=1)]


class StepMessage(Message):
    """A request for the exact numbers of a step."""

    rank = STEP
    kind: Literal["step"] = "step"
    inspect: Inspect

    def extra(self) -> float:
        """Return what the inspection costs."""
        return inspecting(self.scene)

    def steps(self) -> dict[str, float]:
        """Return every step that the message mentions outside the scene, by its path."""
        return {**super().steps(), "inspect.step": self.inspect.step}

    def answers(self, stale: Stale) -> Iterator[bytes | str]:
        """Yield the text."""
        yield step(self.id, self.scene, self.inspect.step, stale)


class MapMessage(Message):
    """A request for a map of a scene, or with `map` null the end of one that is being drawn.

    With `draft`, for a hand that drags, there are only as many pixels as can be drawn in time. With `until`, runs end there.
    """

    rank = LONG
    kind: Literal["map"] = "map"
    scene: Scene | None = None  # type: ignore[assignment]
    map: MapChoice | None
    draft: bool = False
    until: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def fit(self) -> "MapMessage":
        """Refuse a map that does not fit its scene."""
        if self.map is not None:
            check(self.asked(), "map.")
        return self

    def is_short(self) -> bool:
        """Return that it is not."""
        return False

    def asked(self) -> Asked:
        """Return the map with its scene; raise Refused if there is no scene, or no such step."""
        assert self.map is not None
        if self.scene is None:
            raise single("missing", "scene", name="scene")
        if self.until is not None and self.until > self.scene.steps:
            raise single("no_step", "until", self.until, last=self.scene.steps)
        return Asked(self.scene, self.map, self.until)

    async def parts(self, stale: Stale, *, as_text: bool = True) -> AsyncGenerator[bytes | str, None]:
        """Yield the header and the frames; raise Abandoned once `stale` is set."""
        if self.map is None:
            return
        async with aclosing(parts(self.asked(), self.id, stale, draft=self.draft, as_text=as_text)) as made:
            async for part in made:
                yield part


KINDS: dict[str, type[Message]] = {"scene": SceneMessage, "step": StepMessage, "map": MapMessage}


def id_of(data: Any) -> int | None:
    """Return the id of a message that may be invalid otherwise; None if it has no valid id."""
    found = data.get("id") if isinstance(data, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 2**53 else None


def kind_of(data: Any) -> str:
    """Return the kind of a message; raise Refused if it is unknown.

    Messages of older clients have no `kind`: one with `inspect` is about a step, any other is about a scene.
    """
    if not isinstance(data, dict) or "kind" not in data:
        return "step" if isinstance(data, dict) and data.get("inspect") is not None else "scene"
    kind = data["kind"]
    if not isinstance(kind, str) or kind not in KINDS:
        raise single("literal_error", "kind", kind, name="kind", expected=", ".join(KINDS))
    return kind


def message(data: Any) -> Message:
    """Return the validated message, or raise Refused; a fault inside the scene is reported with its path in the scene."""
    kind = kind_of(data)
    if isinstance(data, dict) and "kind" not in data and kind == "scene":
        data = {name: value for name, value in data.items() if name != "inspect"}  # it may be null
    try:
        return KINDS[kind].model_validate(data)
    except ValidationError as error:
        raise refusal_within_scene(error) from None


Answers = Iterable[bytes | str]
Parts = AsyncGenerator[bytes | str, None]


def answered(data: Any, stale: Stale) -> Answers | Callable[[], Answers] | Parts:
    """Return the answers of a message if they are short, else what makes them; raise Refused if there is no such message."""
    question = message(data)
    if isinstance(question, MapMessage):
        return question.parts(stale)
    return list(question.answers(stale)) if question.is_short() else partial(question.answers, stale)


AnyMessage = Annotated[Message, PlainValidator(message, json_schema_input_type=Union[tuple(KINDS.values())])]
"""The body of a request that is a message of any kind."""
