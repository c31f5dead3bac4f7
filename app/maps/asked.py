"""A map that was asked for: a scene and its axes."""

import json
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from app.engine.run import Array
from app.maps.axes import values
from app.maps.places import Place, place
from app.scene.lane import Lane
from app.scene.maps import MapChoice
from app.scene.scene import Scene


@dataclass(frozen=True)
class Asked:
    """A scene and its map; with `until`, only so many steps are taken."""

    scene: Scene
    chosen: MapChoice
    until: int | None = None

    @property
    def lane(self) -> Lane:
        """The lane that the map is of."""
        return self.scene.lanes[self.chosen.lane]

    @cached_property
    def places(self) -> tuple[Place, Place]:
        """Where the numbers of both axes stand in the scene; they were checked."""
        found = [place(self.scene, self.chosen.lane, axis.path) for axis in self.chosen.axes]
        assert found[0], self.chosen.axes[0].path
        assert found[1], self.chosen.axes[1].path
        return found[0], found[1]

    @cached_property
    def values(self) -> tuple[Array, Array]:
        """The values of both axes."""
        (x, y), (of_x, of_y) = self.chosen.axes, self.places
        return values(x, of_x.whole), values(y, of_y.whole)

    @property
    def paths(self) -> tuple[str, str]:
        """The paths of both axes."""
        return self.chosen.axes[0].path, self.chosen.axes[1].path

    def smaller(self, most: int) -> "Asked":
        """Return this map with at most so many pixels on each axis."""
        x, y = (axis.model_copy(update={"count": min(axis.count, most)}) for axis in self.chosen.axes)
        return replace(self, chosen=self.chosen.model_copy(update={"axes": (x, y)}))

    def with_numbers(self, *numbers: float | None) -> Scene:
        """Return the scene with these values in the place of its own, None for one that stays; raise ValidationError."""
        scene = self.scene.model_dump(mode="json")
        scene.pop("map", None)
        for where, value in zip(self.places, numbers, strict=True):
            if value is not None:
                where.put(scene, value)
        return Scene.model_validate(scene)

    @property
    def is_noisy(self) -> bool:
        """Whether any run has noise."""
        return self.scene.noise != (0.0, 0.0) or any(path.startswith("noise.") for path in self.paths)

    def seeds(self) -> int:
        """Return how many seeds are drawn: without noise and mini-batches all are one run."""
        return self.chosen.seeds if self.is_noisy or self.lane.batch else 1

    def grounds(self) -> int:
        """Return on how many different surfaces the runs are."""
        varied = [len(np.unique(each)) for each, path in zip(self.values, self.paths, strict=True) if path.startswith("surface.")]
        return int(np.prod(varied)) if varied else 0

    def runs(self) -> int:
        """Return how many runs the map has."""
        x, y = self.values
        return len(x) * len(y) * self.seeds()

    def lengths(self) -> Array:
        """Return the numbers of steps that runs have, those of the axis if one is of steps, shape (n,)."""
        own = [each for each, path in zip(self.values, self.paths, strict=True) if path == "steps"]
        return own[0] if own else np.array([float(self.scene.steps)])

    def steps(self) -> float:
        """Return the steps of a run, on average."""
        return float(np.minimum(self.lengths(), self.until or np.inf).mean())

    def text(self) -> str:
        """Return the map as JSON, for another process."""
        scene, chosen = (each.model_dump(mode="json") for each in (self.scene, self.chosen))
        return json.dumps({"scene": scene, "map": chosen, "until": self.until})

    @classmethod
    def of_text(cls, text: str) -> "Asked":
        """Return the map of a JSON text that `text` made."""
        told = json.loads(text)
        return cls(Scene.model_validate(told["scene"]), MapChoice.model_validate(told["map"]), told["until"])
