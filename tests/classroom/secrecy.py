"""What a follower may be sent while the future is hidden, and a scene that has one."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from app.catalog.link import link_to
from app.classroom.pictures.packed import Kind
from tests.classroom.inside import Guest
from tests.classroom.unpacked import ground_of, paths_of

UNTIL, JUMP = 34, 60
"""Where the future is hidden, and where it becomes another one."""
SECRETS: dict[str, Any] = {"right": 1, "answer": "Since the step is too long."}


def data(after: float, steps: int = 100, rate: float = 0.05) -> dict[str, Any]:
    """Return a scene whose rate is multiplied from step `JUMP` on, behind the hidden end."""
    schedule = {"key": "piecewise", "knobs": {"boundaries": [JUMP], "values": [1.0, after]}}
    lanes = [{"optimizer": {"key": key, "knobs": {"lr": rate}}, "schedule": schedule, "label": key} for key in ("gradient_descent", "adam")]
    return {"surface": {"key": "ellipse"}, "steps": steps, "lanes": lanes}


FRAME = {"number", "kind", "draft", "view"}
LANE = {"rows", "whole", "steps", "diverged", "pen", "label", "own", "line"}
HEADS = {
    Kind.PATHS: FRAME | {"loss", "log", "until", "steps", "lanes"},
    Kind.GROUND: FRAME | {"n", "range", "levels", "heights", "minima", "log"},
}
STATE = {"t", "epoch", "rev", "scene", "labels", "title", "step", "steps", "until", "mode", "locked", "ended", "view", "ask"}
"""All that may be said while the future is hidden: what is added must be looked at here first."""


def scene(after: float = 50.0, steps: int = 100, rate: float = 0.05) -> dict[str, Any]:
    """Return the parts of a `set`."""
    return {"scene": link_to(data(after, steps, rate))[1:], "steps": steps, "step": 90}


def checked_text(said: dict[str, Any], hidden: int | None, text: str) -> int | None:
    """Check what a text says while the future is hidden; return the hidden end after it."""
    if said["t"] == "state":
        hidden = said["until"]
        assert set(said) == STATE, text
    if hidden is None:
        return None
    assert not said.get("title"), text
    assert '"1.' not in text, text  # no link to a scene
    assert said.get("step", 0) <= hidden, text
    assert said.get("k", 0) <= hidden, text
    assert SECRETS["answer"] not in text, text
    ask = said.get("ask") if said["t"] == "state" else None
    assert not ask or (ask["right"], ask["answer"], ask["truth"]) == (None, "", None), text
    return hidden


def checked_frame(frame: bytes, hidden: int | None, covers: bool) -> None:
    """Check what a frame shows while the future is hidden; with `covers`, nothing of it may be the mark of the lowest loss."""
    if hidden is None:
        return
    if frame[4] == Kind.GROUND:
        head, _ = ground_of(frame)
        assert set(head) == HEADS[Kind.GROUND]
        assert not (covers and head["minima"])
        return
    assert frame[4] == Kind.PATHS
    head, lanes = paths_of(frame)
    assert set(head) == HEADS[Kind.PATHS]
    assert all(set(said) <= LANE for said in head["lanes"])
    assert (head["until"] or head["steps"]) <= hidden
    for lane, said in zip(lanes, head["lanes"], strict=True):
        assert len(lane["steps"]) == said["rows"]
        assert max(lane["steps"][-1], said["steps"]) <= hidden
        assert not (said["diverged"] and hidden <= JUMP)


def tight(record: Sequence[str | bytes], covers: bool = False) -> int:
    """Check all that a follower was sent; return how many messages came while the future was hidden.

    `covers` says that whatever hid the future hid the mark of the lowest loss, too.
    """
    hidden, count = None, 0
    for each in record:
        if isinstance(each, bytes):
            checked_frame(each, hidden, covers)
        else:
            hidden = checked_text(json.loads(each), hidden, each)
        count += hidden is not None
    return count


def shown(guest: Guest, until: int | None, kind: Kind = Kind.PATHS) -> Callable[[], Any]:
    """Return whether the newest picture of a guest ends there."""

    def found() -> Any:
        frames = [frame for frame in guest.pipe.frames if frame[4] == kind]
        return frames and paths_of(frames[-1])[0]["until"] == until and frames[-1]

    return found
