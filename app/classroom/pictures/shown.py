"""The scene that a class sees, from the part of its link behind #: read, checked, and refused with a sentence."""

import zlib
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from app.catalog.link import inflated
from app.classroom.pictures.frames import View
from app.classroom.rules.commands import Set
from app.classroom.rules.room import Refusal
from app.classroom.said import bad
from app.scene.faults import Refused, refusal, single
from app.scene.intervals import wrong
from app.scene.json_text import read
from app.scene.scene import Scene
from app.web.formulas import understand
from surfaces.sentence import Sentence

BROKEN = Sentence("this link is broken: part of it is missing or was changed")


def data_of(link: str) -> object:
    """Return the JSON value that is packed in a link; raise Refusal if there is none."""
    try:
        return read(inflated(link.partition(".")[2]))
    except Refused as refused:
        raise bad(refused) from None
    except (ValueError, zlib.error):
        raise Refusal("bad", BROKEN) from None


@lru_cache(maxsize=16)
def known(link: str) -> Scene:
    """Return the scene of a link whose formula is understood; raise Refusal for one that is refused."""
    try:
        return Scene.model_validate(data_of(link))
    except ValidationError as error:
        raise bad(refusal(error)) from None


async def scene_of(link: str) -> Scene:
    """Return the scene of a link; raise Refusal if it cannot be shown."""
    await understand(data_of(link))
    return known(link)


def view_of(scene: Scene, view: View | None) -> View:
    """Return the part of the plane that is shown: the host's, or the surface's domain; raise Refusal if it is too narrow."""
    x, y = scene.ground.surface().domain
    found = view or (*x, *y)
    for name, low, high in (("x", *found[:2]), ("y", *found[2:])):
        if narrow := wrong(low, high):
            raise bad(single(narrow[0], f"view.{name}1", high, bound=narrow[1]))
    return found


async def check(said: Any) -> None:
    """Raise Refusal if a command sets a scene that cannot be shown as the host says."""
    if isinstance(said, Set):
        view_of(await scene_of(said.scene), said.view)
