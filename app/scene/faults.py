"""Faults: all bad input is reported as the field's path, a sentence, the value (ASCII, at most 100 characters) and the bound.

A fault also has a code and parameters. `KINDS` has the English sentence of each code, and the page has translations.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, TypedDict

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from app.scene.fault_kinds import KINDS
from surfaces.sentence import Sentence

SHOWN = 100
"""Most characters of a value, and most faults of a message, that are reported."""

CHOICES = {"surface", "optimizer", "schedule", "inner", "answer"}
"""The fields that are unions: in an error's location, pydantic puts the union's tag after them."""


FORM = {"errors": ("path", "message", "value", "bound"), "sentences": ("code", "template", "params")}
"""The two lists of an answer and the parts of a fault in each: `errors` is the public form, `sentences` is for translation."""


class Fault(TypedDict):
    """One thing that is wrong with the input; `template` and `params` are those of `message`, for its translation."""

    path: str
    message: str
    value: str
    bound: str
    code: str
    template: str
    params: dict[str, Any]


class Refused(Exception):  # noqa: N818  (the input is at fault, not the program)
    """Invalid input, with its faults and the HTTP status of the answer."""

    def __init__(self, faults: list[Fault], status: int = 422) -> None:
        super().__init__(faults[0]["message"])
        self.faults = faults
        self.status = status

    def line(self) -> str:
        """Return the first fault in one line: field, sentence, bound, value, and how many more there are."""
        first = self.faults[0]
        place = f"{first['path']}: " if first["path"] else ""
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        value = f"; it is {first['value']}" if first["value"] else ""  # what is missing, or empty, has none
        return f"{place}{first['message']} ({first['bound']}{value}){more}"

    def answer(self) -> dict[str, Any]:
        """Return the body of the answer, in the form of `FORM`."""
        parts = [dict(fault) for fault in self.faults]
        return {list_name: [{name: each[name] for name in names} for each in parts] for list_name, names in FORM.items()}


NAMES = {"ge": "bound", "gt": "bound", "le": "bound", "lt": "bound", "tag": "key"}
"""Our names for parameters that pydantic calls differently."""

PLACE = re.compile(r"\{(\w+)\}")


def plain(value: Any, length: int = SHOWN) -> str:
    """Return a value as ASCII of at most `length` characters."""
    try:
        text = value if isinstance(value, str) else json.dumps(value, default=repr)
    except (ValueError, RecursionError):
        text = type(value).__name__
    return text[: length + 1].encode("ascii", "backslashreplace").decode()[:length]


def place(error: ErrorDetails) -> str:
    """Return the path of the field, without the tags of unions that pydantic adds."""
    loc = [str(part) for i, part in enumerate(error["loc"]) if not (i and error["loc"][i - 1] in CHOICES)]
    if error["type"].startswith("union_tag"):
        loc.append("key")
    return plain(".".join(loc))


def short(value: Any) -> Any:
    """Return a parameter in its short form: 1, not 1.0; integers and sentences are not changed."""
    if isinstance(value, Sentence | int):
        return value
    return format(value, ".12g") if isinstance(value, float) else plain(value, 1000)


def name_of(path: str) -> str:
    """Return the name of a field in a sentence: the last part of its path; for an entry of a list, also the list's name."""
    parts = path.split(".")
    named = next((i for i in range(len(parts) - 1, 0, -1) if not parts[i].isdigit()), 0)
    return " ".join(parts[named:]) or "the message"


def made(code: str, path: str, value: Any, params: Mapping[str, Any]) -> Fault:
    """Return a fault of a kind; `params` that its sentence does not use are ignored."""
    template, bound, _ = KINDS[code]
    written = {name: short(each) for name, each in params.items()}
    sentence = Sentence(template, **{name: written[name] for name in PLACE.findall(template)})
    if template == "{says}":  # the sentence comes from elsewhere
        sentence = written["says"] if isinstance(written["says"], Sentence) else Sentence("{says}", **written)
    parts = sentence.parts()
    return {
        "path": path, "message": str(sentence), "value": plain(value), "bound": bound.format(**written),
        "code": code, "template": parts["template"], "params": parts["params"],
    }  # fmt: skip


def said_of(error: ErrorDetails) -> str:
    """Return the code of one of pydantic's errors: of a whole number that is no float64, that it is too long, not that it is no number."""
    return "int_parsing_size" if error["type"] == "float_type" and type(error["input"]) is int else error["type"]


def shortened(name: str, value: Any) -> Any:
    """Return a parameter that a sentence may quote: a key that somebody sent as short as a value is."""
    return plain(value) if name == "tag" else value


def inside(error: ErrorDetails, path: str | None) -> str | None:
    """Return the path of a field of a scene that a validator of the scene has named; that of a frozen scene begins with its own name."""
    return f"frozen.{path}" if path and "frozen" in error["loc"] else path


def fault(error: ErrorDetails) -> Fault:
    """Return one of pydantic's errors in our form; a kind that is not in `KINDS` keeps pydantic's message."""
    code, context = said_of(error), error.get("ctx", {})
    path = plain(inside(error, context.get("path")) or ".".join(filter(None, (place(error), context.get("within")))))
    value = context.get("value", context.get("tag", error["input"]))
    params = {NAMES.get(name, name): shortened(name, each) for name, each in context.items()} | {"name": name_of(path)}
    if code not in KINDS:
        says = plain(error["msg"])
        return {"path": path, "message": says, "value": plain(value), "bound": "", "code": code, "template": says, "params": {}}
    if path == "version" and code == "less_than_equal":
        return made("newer_version", path, value, {**params, "version": plain(value)})
    return made(code, path, "" if code == "missing" else value, params)


def unfit(code: str, path: str | None = None, value: Any = ..., **params: Any) -> PydanticCustomError:
    """Return the error that a validator raises for a fault of a kind; path and value are by default those of the validated field.

    With `within` in place of the path, it is that of a field of the validated model.
    """
    where = {"path": path, "within": params.pop("within", None)}
    said = {name: each for name, each in where.items() if each is not None}
    return PydanticCustomError(code, KINDS[code].template, {**said, **({"value": "" if value is ... else value} if said else {}), **params})


def refusal(error: ValidationError) -> Refused:
    """Return the answer to a failed validation: status 400 for text that is not JSON, else 422."""
    details = error.errors(include_url=False)[:SHOWN]
    if details[0]["type"] == "json_invalid":
        return malformed(details[0]["ctx"]["error"])
    return Refused([fault(detail) for detail in details])


def within_scene(fault: Fault) -> Fault:
    """Return a fault with its path inside the scene, as in `/api/runs`."""
    return {**fault, "path": fault["path"].removeprefix("scene.")}


def refusal_within_scene(error: ValidationError) -> Refused:
    """Return the answer to a failed validation of something that contains a scene."""
    return Refused([within_scene(fault) for fault in refusal(error).faults])


def malformed(reason: object) -> Refused:
    """Return the answer to text that is not JSON."""
    return single("not_json", reason=plain(str(reason)))


def single(code: str, path: str = "", value: object = "", *, status: int | None = None, **params: Any) -> Refused:
    """Return a refusal with one fault of a kind; `status` is by default that of the kind."""
    return Refused([made(code, path, value, params)], status or KINDS[code].status)
