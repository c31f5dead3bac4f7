"""Bad input in one form: the path of the field, a sentence, the value (ASCII, at most 100 characters) and the bound."""

import json
from typing import Any, TypedDict

from pydantic import ValidationError
from pydantic_core import ErrorDetails

SHOWN = 100
"""How many characters of a value, and how many faults of a message, are echoed."""

CHOICES = {"surface", "optimizer", "schedule", "inner"}
"""The fields whose location pydantic follows with the tag of the union."""


class Fault(TypedDict):
    """One thing that is wrong with the input."""

    path: str
    message: str
    value: str
    bound: str


class Refused(Exception):  # noqa: N818  (a refusal, not a failure)
    """Input that is refused at the boundary, with the HTTP status that says why."""

    def __init__(self, faults: list[Fault], status: int = 422) -> None:
        super().__init__(faults[0]["message"])
        self.faults = faults
        self.status = status


SENTENCES = {
    "missing": ("{name} is missing", "required"),
    "extra_forbidden": ("{name} is not known here", "known fields only"),
    "union_tag_invalid": ("{name} is not known: there is no {tag}", "one of {expected_tags}"),
    "union_tag_not_found": ("{name} is missing", "required"),
    "greater_than_equal": ("{name} must be at least {ge}", ">= {ge}"),
    "greater_than": ("{name} must be above {gt}", "> {gt}"),
    "less_than_equal": ("{name} must be at most {le}", "<= {le}"),
    "less_than": ("{name} must be below {lt}", "< {lt}"),
    "finite_number": ("{name} must be a finite number", "finite"),
    "float_type": ("{name} must be a number", "number"),
    "int_type": ("{name} must be a whole number", "integer"),
    "int_from_float": ("{name} must be a whole number", "integer"),
    "int_parsing_size": ("{name} has too many digits", "integer"),
    "literal_error": ("{name} is not known", "one of {expected}"),
    "string_type": ("{name} must be a text", "text"),
    "string_unicode": ("{name} holds characters that are not Unicode", "text"),
    "string_too_long": ("{name} is too long", "at most {max_length} characters"),
    "too_long": ("{name} has too many entries", "at most {max_length}"),
    "too_short": ("{name} has too few entries", "at least {min_length}"),
    "tuple_type": ("{name} must be a pair of numbers", "[number, number]"),
    "list_type": ("{name} must be a list", "list"),
    "model_type": ("{name} must be an object", "object"),
    "model_attributes_type": ("{name} must be an object", "object"),
    "dict_type": ("{name} must be an object", "object"),
}


def plain(value: Any, length: int = SHOWN) -> str:
    """Return a value as ASCII of at most `length` characters."""
    try:
        text = value if isinstance(value, str) else json.dumps(value, default=repr)
    except (ValueError, RecursionError):
        text = type(value).__name__
    return text[: length + 1].encode("ascii", "backslashreplace").decode()[:length]


def place(error: ErrorDetails) -> str:
    """Return the path of the field, without the union's tags that pydantic puts in."""
    loc = [str(part) for i, part in enumerate(error["loc"]) if not (i and error["loc"][i - 1] in CHOICES)]
    if error["type"].startswith("union_tag"):
        loc.append("key")
    return plain(".".join(loc))


def short(value: Any) -> str:
    """Return a bound as one writes it: 1, not 1.0."""
    return format(value, ".12g") if isinstance(value, float) else plain(value, 1000)


def name_of(path: str) -> str:
    """Return what a sentence calls a field: its last name, with the place in a list."""
    *before, last = path.split(".")
    return f"{before[-1]} {last}" if last.isdigit() and before else last or "the message"


def fault(error: ErrorDetails) -> Fault:
    """Return one of pydantic's errors in our form."""
    context = error.get("ctx", {})
    path = context.get("path") or place(error)
    value = context.get("value", context.get("tag", error["input"]))
    if error["type"] == "missing":
        value = ""
    if path == "version" and error["type"] == "less_than_equal":
        return {
            "path": path,
            "message": f"this scene was made by a newer Ravine, which writes version {plain(value)}",
            "value": plain(value),
            "bound": f"<= {context['le']}",
        }
    if error["type"] not in SENTENCES:
        # the message about a setting is the surface's own and quotes a character as it was typed
        message = error["msg"] if error["type"] == "setting" else plain(error["msg"])
        return {"path": path, "message": message, "value": plain(value), "bound": plain(context.get("bound", ""))}
    sentence, bound = SENTENCES[error["type"]]
    words = {key: short(text) for key, text in context.items()} | {"name": name_of(path)}
    return {"path": path, "message": sentence.format(**words), "value": plain(value), "bound": bound.format(**words)}


def refusal(error: ValidationError) -> Refused:
    """Return what a failed validation answers: 400 for text that is no JSON, else 422."""
    details = error.errors(include_url=False)[:SHOWN]
    if details[0]["type"] == "json_invalid":
        return malformed(details[0]["ctx"]["error"])
    return Refused([fault(detail) for detail in details])


def within_scene(fault: Fault) -> Fault:
    """Return a fault with its path as the scene has it, the same as in `/api/runs`."""
    return {**fault, "path": fault["path"].removeprefix("scene.")}


def malformed(reason: object) -> Refused:
    """Return what text that is no JSON answers."""
    return single("", f"the message is not JSON: {plain(str(reason))}", "", "JSON", 400)


def single(path: str, message: str, value: object, bound: str, status: int = 422) -> Refused:
    """Return a refusal with one fault."""
    return Refused([{"path": path, "message": message, "value": plain(value), "bound": bound}], status)
