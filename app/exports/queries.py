"""The queries of the endpoints that export."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from app.exports.drawing.animation import FRAMES, MOST_FRAMES
from app.exports.offline.sweep import FIRST
from app.exports.options import FigureOptionsFromTexts, PictureOptionsFromTexts
from app.exports.scripts.code import Framework
from app.scene.faults import unfit
from app.scene.limits import Index
from app.scene.texts import FromTexts


class ScriptQuery(FromTexts):
    """Options of a script."""

    framework: Framework = "torch"
    lane: Annotated[Index, Field(description="one lane alone, counted from 0")] | None = None


Show = Annotated[Literal["scene", "map"], Field(description="map: that of the scene's field `map`, in place of panels and charts")]


class PictureQuery(PictureOptionsFromTexts):
    """Options of a picture, with its format."""

    show: Show = "scene"
    format: Literal["svg", "png", "gif"] = "svg"
    frames: Annotated[int, Field(ge=2, le=MOST_FRAMES, description="of a GIF")] = FRAMES


class FigureQuery(FigureOptionsFromTexts):
    """Options of a figure, with its format: JSON, or a page that shows it; of a map also SVG or PNG."""

    show: Show = "scene"
    format: Literal["json", "html", "svg", "png"] = "json"

    @model_validator(mode="after")
    def drawn(self) -> "FigureQuery":
        """Refuse a form that only maps have."""
        if self.show == "scene" and self.format in ("svg", "png"):
            raise unfit("literal_error", "format", self.format, name="format", expected="'json' or 'html'")
        return self


class OfflineQuery(PictureOptionsFromTexts):
    """Options of an offline page, with the knob that can be dragged in it."""

    sentence: Annotated[str, Field(max_length=600, description="text under the title")] = ""
    hero: Annotated[str, Field(description="path of the knob")] = FIRST
    prefer: Annotated[str, Field(max_length=80, description="path of a knob that is taken instead, if it is one number")] = ""
    low: float | None = None
    high: float | None = None
