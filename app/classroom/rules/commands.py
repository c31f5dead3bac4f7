"""What is said to a class: the messages of its sockets, and the host's commands in them."""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from app.classroom.rules.forms import LINK
from app.classroom.rules.room import Code, Labels, Mode, Question, Real, Step, Steps, Strict, Title, Token, View

Count = Annotated[int, Field(ge=0, le=2**31)]


class Set(Strict):
    """Show this scene, as the part of its link behind #. `covers`: while its future is hidden, the lowest loss is not marked either."""

    do: Literal["set"]
    scene: Annotated[str, Field(max_length=2000), LINK]
    labels: Labels = ()
    title: Title = ""
    steps: Steps
    step: Step
    until: Steps | None = None
    view: View | None = None
    covers: bool = False


class Pace(Strict):
    """Follow, explore or look up."""

    do: Literal["mode"]
    mode: Mode


class Put(Strict):
    """Prepare a question."""

    do: Literal["ask"]
    question: Question


class Turn(Strict):
    """Move the question on, or end the class."""

    do: Literal["open", "close", "again", "show", "reveal", "drop", "end"]


class Lock(Strict):
    """Take nobody new, or again."""

    do: Literal["lock"]
    on: bool


class Remove(Strict):
    """Remove a student."""

    do: Literal["remove"]
    seat: Token


Command = Annotated[Set | Pace | Put | Turn | Lock | Remove, Field(discriminator="do")]


class Hello(Strict):
    """The first message of a socket."""

    t: Literal["hello"]
    code: Code
    role: Literal["student", "screen", "host"] = "student"
    seat: Token | None = None
    secret: Token | None = None


class Vote(Strict):
    """An answer; exactly one of `choice`, `at` and `step`."""

    t: Literal["vote"] = "vote"
    ask: Count
    round: Count
    n: Count = 0
    choice: Annotated[int, Field(ge=0, le=5)] | None = None
    at: Annotated[tuple[Real, Real], Field(strict=False)] | None = None  # a poll's body is a list by then
    step: Step | None = None
    sure: Annotated[int, Field(ge=1, le=3)] | None = None


class Do(Strict):
    """A command of the host, answered by `done` or `error` with this `n`."""

    t: Literal["do"]
    n: Count = 0
    command: Command


class Scrub(Strict):
    """Where the host's marker stands."""

    t: Literal["step"]
    k: Step


class Drag(Strict):
    """The scene while the host holds a slider: drawn, not kept."""

    t: Literal["drag"]
    scene: Annotated[str, Field(max_length=2000), LINK]


COMMAND: TypeAdapter[Any] = TypeAdapter(Command)
HELLO: TypeAdapter[Hello] = TypeAdapter(Hello)
SAID: TypeAdapter[Any] = TypeAdapter(Annotated[Vote | Do | Scrub | Drag, Field(discriminator="t")])
