"""The endpoint of maps."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, model_validator

from app.engine.run import fresh
from app.exports.jobs import Head
from app.maps.asked import Asked
from app.maps.checks import check
from app.replies.map_frames import JSON_PIXELS, in_json
from app.scene.faults import single
from app.scene.limits import Count
from app.scene.maps import MapChoice
from app.scene.scene import Scene
from app.web.bodies import JsonRoute
from app.web.elsewhere import Streamed, following
from app.web.maps import parts, threads, whole
from app.web.responses import BINARY, BUSY, as_json, of_kind
from app.web.work import load

router = APIRouter(route_class=JsonRoute)


class MapBody(MapChoice):
    """A map with its scene; with `until`, every run ends at that step."""

    scene: Scene
    until: Count | None = None
    format: Literal["json", "frames"] = "json"

    @model_validator(mode="after")
    def fit(self) -> "MapBody":
        """Refuse a map that does not fit its scene, and one that is too large for JSON."""
        asked = self.asked()
        if self.until is not None and self.until > self.scene.steps:
            raise single("no_step", "until", self.until, last=self.scene.steps)
        check(asked)
        if self.format == "json" and (pixels := self.axes[0].count * self.axes[1].count) > JSON_PIXELS:
            raise single("map_too_large", "axes", pixels, most=JSON_PIXELS)
        return self

    def asked(self) -> Asked:
        """Return the map."""
        return Asked(self.scene, self, self.until)


class TheoryLine(BaseModel):
    """A line, or a single point, in the units of both axes."""

    name: Literal["stable", "optimum", "rate", "critical"]
    level: float | None = None
    points: list[tuple[float | None, float | None]]


class Search(BaseModel):
    """The runs of a search: the values of both axes, the place of the lowest final loss among them, and that loss."""

    points: list[tuple[float, float]]
    best: int | None
    loss: float | None


class MapAnswer(BaseModel):
    """A map. `classes` and `values` have one list for each y, the lowest first.

    Classes: 0 to 127 that minimum, 128 and more that saddle, 254 none of these, 255 diverged. Values, by measure: `end` (`since`) is the
    step since which a run is where it ends, or at which it diverged; `steps` (`first`) its first step near any minimum; `loss` and
    `best` are losses; `bursts` is a count. null: there is none. With several seeds a class is the most frequent end, a value the median,
    of `end` the share of that end (`share`). `value` says which. `tolerance` is a distance. `shares` has the share of each class.
    `theory` has lines over the map: `stable` is the largest stable rate, `optimum` the best one, `rate` where a step multiplies the
    distance by `level`, `critical` the border between creeping and swinging.
    """

    x: list[float]
    y: list[float]
    classes: list[list[int]]
    values: list[list[float | None]]
    value: Literal["since", "first", "loss", "best", "bursts", "share"]
    minima: list[tuple[float, float]]
    depths: list[float | None]
    saddles: list[tuple[float, float]]
    tolerance: float
    shares: dict[str, float]
    seeds: int
    runs: int
    seconds: float
    theory: list[TheoryLine]
    search: dict[Literal["grid", "random"], Search] | None = None


ANSWER: Any = {200: {**of_kind(BINARY)[200], "model": MapAnswer, "description": "The map"}}


@router.post("/api/map", response_class=Response, responses=BUSY | ANSWER, summary="Thousands of runs of a lane, two of whose numbers vary")
async def map_of(body: MapBody) -> Response:
    """Return where the runs of all pixels end, with a value of each; `x` and `y` are the values of both axes, to be put into the scene.

    With `format` frames the answer is binary and begins before all is drawn: frames as those of a message of kind `map`, the header
    first. Each begins with the length of its JSON (uint32) and the JSON, padded with zeros to a multiple of 8. In the header that is
    `{"map": {"x", "y", ..}}`. In the others it is `{"map": true, "tiles": [[cell, left, low, side], ..], "pixels", "done", "runs",
    "seconds", "last", "shares"}`; then follow the classes of all tiles (uint8), zeros up to a multiple of 2, the values (float16,
    little-endian), and zeros up to a multiple of 8. A tile has every `cell`-th pixel of `side` columns from `left` and as many rows from
    `low`, row by row, without those that a tile of twice the distance has; those of the distance `coarse` have all. None comes before a
    coarser one. The header's `value` says what the values are: `log10_since`, `log10_first` (of 1 + step), `log10_loss`, `log10_best` (of
    the loss above the lowest minimum; -inf at it), `signed_log10_loss`, `signed_log10_best` (sign(f) log10(1 + |f|), where there is no
    minimum), `bursts`, `share`.
    """
    if body.format == "frames":
        items = streamed(body.asked())
        try:
            return Streamed(following(await anext(items), items), Head(BINARY, {}))
        except BaseException:
            await items.aclose()
            raise
    stale = fresh()
    try:
        with load.admitted():
            made = await whole(body.asked(), stale)
            return await asyncio.get_running_loop().run_in_executor(threads.pool, lambda: as_json(in_json(made)))
    finally:
        stale[0] = 1  # of a client that has left


async def streamed(asked: Asked) -> AsyncGenerator[bytes, None]:
    """Yield the frames of a map, the header first."""
    with load.admitted():
        async with aclosing(parts(asked, None, fresh(), as_text=False)) as made:
            async for part in made:
                assert isinstance(part, bytes)
                yield part
