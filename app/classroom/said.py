"""What is wrong with a message, in one sentence with field, bound and value."""

import orjson
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.classroom.rules.room import Refusal
from app.scene.faults import Fault, Refused, fault, refusal

LONGEST = 300
"""Characters of the sentence, at most."""

AWAY = Refusal("unavailable", "the classes cannot be reached, try again")
LATE = Refusal("unavailable", "the first message came too late, try again")
NOT_STORED = Refusal("unavailable", "not stored; send it again")

STATUS = {
    "no_class": 404, "not_allowed": 403, "removed": 403, "locked": 423, "ended": 410, "too_fast": 429, "full": 503, "unavailable": 503,
}  # fmt: skip
"""The HTTP status of each refusal that is not one of the input."""


def plain(error: ErrorDetails) -> ErrorDetails:
    """Return an error with the place of its field, without the tags by which messages and commands are told apart."""
    loc = error["loc"][1:]
    if loc[:1] == ("command",):
        loc = (*loc[:1], *loc[2:])
    if error["type"].startswith("union_tag"):
        field = error.get("ctx", {}).get("discriminator", "'t'").strip("'")
        kind = "missing" if error["type"] == "union_tag_not_found" else "literal_error"
        known = error.get("ctx", {}).get("expected_tags", "")
        return {**error, "type": kind, "loc": (*loc, field), "input": error["input"].get(field, ""), "ctx": {"expected": known}}
    return {**error, "loc": loc}


def bad(found: Refused) -> Refusal:
    """Return the same as a client of a class hears it."""
    first = found.faults[0]
    return Refusal("bad", found.line()[:LONGEST], {"path": first["path"], "template": first["template"], "params": first["params"]})


def wrong(unfit: ValidationError) -> Refusal:
    """Return what a client of a class hears of a message that does not fit."""
    if unfit.errors()[0]["type"] == "json_invalid":
        return bad(refusal(unfit))
    return bad(Refused([fault(plain(unfit.errors()[0]))]))


def greeting(unfit: ValidationError) -> Refusal:
    """Return what a socket hears whose first message is no hello, or has a field that does not fit."""
    first = unfit.errors()[0]
    if first["type"] == "json_invalid" or first["loc"][:1] in ((), ("t",)):
        return Refusal("bad_hello", "the first message must be a hello")
    return Refusal("bad_hello", refusal(unfit).line()[:LONGEST])


def number(text: str) -> int | None:
    """Return the number of a command that does not fit, where it has one: its answer names it."""
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    n = found.get("n") if isinstance(found, dict) and found.get("t") == "do" else None
    return n if type(n) is int else None


def refused(said: Refusal, field: str = "code", value: str = "") -> Refused:
    """Return a refusal as an answer over HTTP."""
    message = str(said)
    found = Fault(path=field, message=message, value=value, bound="a class that takes you", code=said.code, template=message, params={})
    return Refused([found], STATUS.get(said.code, 422))
