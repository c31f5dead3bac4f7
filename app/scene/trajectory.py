"""A trajectory of the user's own, as a scene carries it."""

from typing import Annotated

import numpy as np
from pydantic import Field, ValidationInfo, field_validator

from app.engine.recorded import Array, Recorded, unpacked
from app.scene.choices import Strict
from app.scene.faults import unfit
from app.scene.limits import limits

FARTHEST = 1e9
"""Largest size of a coordinate, as of the position of a run."""


def numbers(name: str, text: str) -> Array:
    """Return the numbers of a field; refuse what holds none, or one that is not finite."""
    try:
        found = unpacked(text)
    except ValueError:
        raise unfit("not_packed", name=name) from None
    if not np.isfinite(found).all():
        raise unfit("finite_number", name=name)
    return found


class Trajectory(Strict):
    """Positions, and a loss if it is not the surface's, from a file: base64 of float64 numbers, little-endian."""

    file: Annotated[str, Field(min_length=1, max_length=80)]
    points: str
    loss: str | None = None

    @field_validator("points")
    @classmethod
    def are_rows(cls, points: str) -> str:
        """Refuse what is not an x and a y for each of a number of rows that a run may have."""
        found, most = numbers("points", points), limits().max_steps + 1
        if len(found) % 2 or not 2 <= len(found) <= 2 * most:
            raise unfit("rows", most=most)
        if (np.abs(found) > FARTHEST).any():
            raise unfit("too_far", most=f"{FARTHEST:g}")
        return points

    @field_validator("loss")
    @classmethod
    def fits(cls, loss: str | None, beside: ValidationInfo) -> str | None:
        """Refuse another number of losses than of rows."""
        if loss is not None and "points" in beside.data:
            rows = len(unpacked(beside.data["points"])) // 2
            if len(numbers("loss", loss)) != rows:
                raise unfit("rows_of_loss", rows=rows)
        return loss

    def recorded(self) -> Recorded:
        """Return it in the engine's form."""
        return Recorded(self.points, self.loss)
