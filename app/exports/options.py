"""Options of a picture, from the query of an endpoint or the flags of the command line."""

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from app.engine.series import SERIES, USUAL
from app.exports.drawing.image import Picture
from app.replies.axes import Scale
from app.replies.step_axis import Counted, StepAxis
from app.replies.ticks import Range
from app.scene.choices import Strict
from app.scene.faults import single, unfit
from app.scene.intervals import FARTHEST, End, refuse_flat
from app.scene.limits import Index
from app.scene.scene import Scene
from app.scene.texts import FromTexts

Theme = Literal["light", "dark"]
MOST_CHARTS = 4
Along = Annotated[float, Field(ge=0, le=FARTHEST)]


class FigureOptions(Strict):
    """Options of an interactive figure; the default is the whole run over the surface's domain, with two charts."""

    theme: Theme = "light"
    width: Annotated[int, Field(ge=300, le=3840)] = 1200
    step: Index | None = None
    title: Annotated[str, Field(max_length=200)] = ""
    charts: Annotated[list[str], Field(max_length=MOST_CHARTS)] = Field(default_factory=lambda: list(USUAL))
    linear: Annotated[list[str], Field(max_length=len(SERIES), description="those with a linear vertical axis")] = Field(
        default_factory=list
    )
    by: Annotated[Counted, Field(description="what the charts' horizontal axis counts; steps where there are no examples")] = "steps"
    scale: Annotated[Scale, Field(description="of the horizontal axis: even, or in log(1 + what is counted)")] = "linear"
    s0: Along | None = None
    s1: Along | None = None
    validation: Annotated[Literal["on", "off"], Field(description="contours and marks of the validation loss")] = "on"
    x0: End | None = None
    x1: End | None = None
    y0: End | None = None
    y1: End | None = None

    @model_validator(mode="after")
    def fit(self) -> "FigureOptions":
        """Refuse an unknown chart, and a range with only one end or one that does not increase."""
        for name, keys in (("charts", self.charts), ("linear", self.linear)):
            if unknown := [key for key in keys if key not in SERIES]:
                raise unfit("no_chart", name, unknown[0], known=", ".join(SERIES))
        for low, high, name in ((self.x0, self.x1, "x1"), (self.y0, self.y1, "y1"), (self.s0, self.s1, "s1")):
            if low is not None and high is not None:
                refuse_flat(low, high, name)
            elif low is not None or high is not None:
                missing, other = (name, f"{name[0]}0") if high is None else (f"{name[0]}0", name)
                raise unfit("half", missing, other=other)
        return self

    def ranges(self, scene: Scene) -> tuple[Range, Range]:
        """Return the part of the plane to show, by default the surface's domain."""
        x, y = scene.landscape().surface().domain
        wide = x if self.x0 is None or self.x1 is None else (self.x0, self.x1)
        high = y if self.y0 is None or self.y1 is None else (self.y0, self.y1)
        return wide, high

    def picture(self, scene: Scene) -> Picture:
        """Return the picture of a scene; raise Refused if its run does not have the step."""
        if self.step is not None and self.step > scene.steps:
            raise single("no_step", "step", self.step, last=scene.steps)
        x, y = self.ranges(scene)
        return Picture.of(
            scene, step=self.step, view={"x": x, "y": y}, charts=self.charts, theme=self.theme, title=self.title,
            across=self.across(scene), linear=self.linear, validation=self.validation == "on",
            examples=self.beside,
        )  # fmt: skip

    @property
    def beside(self) -> bool:
        """Return whether the panel of the examples is drawn, which no figure has."""
        return False

    def across(self, scene: Scene) -> StepAxis:
        """Return the horizontal axis of the charts, by default the whole run."""
        part = None if self.s0 is None or self.s1 is None else (self.s0, self.s1)
        return StepAxis.of(scene, self.by, self.scale, part)


class PictureOptions(FigureOptions):
    """Options of a picture: those of a figure, and whether the panel of the examples is drawn."""

    examples: Annotated[Literal["on", "off"], Field(description="the panel of the examples, where there are any")] = "on"

    @property
    def beside(self) -> bool:
        """Return whether the panel of the examples is drawn."""
        return self.examples == "on"


class FigureOptionsFromTexts(FigureOptions, FromTexts):
    """Options of a figure as text, in a query or in flags: `charts` is a comma-separated list."""

    @field_validator("charts", "linear", mode="before")
    @classmethod
    def parted(cls, value: Any) -> Any:
        """Return the names of the charts."""
        return [key for text in value for key in text.split(",") if key] if isinstance(value, list) else value


class PictureOptionsFromTexts(FigureOptionsFromTexts, PictureOptions):
    """Options of a picture as text."""
