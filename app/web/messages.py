"""The messages of the stream, distinguished by `kind`. A new kind is one model here, and its name in `KINDS`."""

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from functools import partial
from typing import Annotated, Any, Literal, Union

from pydantic import PlainValidator, ValidationError

from app.engine.run import Stale
from app.engine.threads import SCENE, STEP
from app.replies.cost import drawing, inspecting
from app.replies.frames import pictures
from app.replies.step import step
from app.scene.choices import Strict
from app.scene.faults import refusal_within_scene, single
from app.scene.limits import Count
from app.web.map_message import MapMessage
from app.web.message import Message


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

    step: Count


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
