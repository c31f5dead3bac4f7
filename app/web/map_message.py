"""The message of the stream that asks for a map."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Literal

from pydantic import model_validator

from app.engine.run import Stale
from app.engine.threads import LONG
from app.maps.asked import Asked
from app.maps.checks import check
from app.scene.faults import single
from app.scene.limits import Count
from app.scene.maps import MapChoice
from app.scene.scene import Scene
from app.web.maps import parts
from app.web.message import Message


class MapMessage(Message):
    """A request for a map of a scene, or with `map` null the end of one that is being drawn.

    With `draft`, for a hand that drags, there are only as many pixels as can be drawn in time. With `until`, runs end there.
    """

    rank = LONG
    kind: Literal["map"] = "map"
    scene: Scene | None = None  # type: ignore[assignment]
    map: MapChoice | None
    draft: bool = False
    until: Count | None = None

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
