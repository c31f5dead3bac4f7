"""The part of a script that all frameworks share: a lane's rates, and its gradient with noise, clipping and weight decay."""

import inspect
import re
from dataclasses import dataclass
from typing import Any

from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Call
from app.scene.lane import Lane
from app.scene.scene import Scene
from app.schedules import SCHEDULES


@dataclass(frozen=True)
class Part:
    """A lane of a scene, to be written as a function of a script."""

    index: int
    scene: Scene

    @property
    def lane(self) -> Lane:
        """Return the lane."""
        return self.scene.lanes[self.index]

    @property
    def walker(self) -> Walker:
        """Return the lane in the engine's form."""
        return self.lane.walker()

    @property
    def even(self) -> bool:
        """Return whether both coordinates have the same rate."""
        return self.lane.lr_scale == (1.0, 1.0)

    @property
    def steady(self) -> bool:
        """Return whether every step has the same rate."""
        return self.lane.schedule.key == "constant" and not self.lane.warmup

    @property
    def depends_on_loss(self) -> bool:
        """Return whether the rate depends on the loss."""
        return SCHEDULES[self.lane.schedule.key].react is not None

    def call(self, framework: str) -> Call | None:
        """Return how a framework constructs the lane's method; None if it has no equivalent."""
        found = OPTIMIZERS[self.lane.optimizer.key].calls.get(framework)
        holds = {"": True, "steady": self.steady, "plain": self.even and not self.depends_on_loss}
        return found if found and holds[found.when] else None

    def knobs(self) -> dict[str, Any]:
        """Return the method's knobs except lr."""
        return {name: value for name, value in self.lane.optimizer.values().items() if name != "lr"}

    def rates(self) -> list[str]:
        """Return the lines that compute `rates`, shape (STEPS,); `loss_factor` adds what depends on the loss."""
        lane, knobs = self.lane, self.lane.schedule.values()
        factor = "np.ones(STEPS)" if self.depends_on_loss or lane.schedule.key == "constant" else (
            f"{lane.schedule.key}_schedule(np.arange(1.0, STEPS + 1), STEPS{''.join(f', {k}={v!r}' for k, v in knobs.items())})"
        )  # fmt: skip
        lines = [f"rates = {lane.optimizer.values()['lr']!r} * {factor}"]
        if lane.warmup:
            lines.append(f"rates *= np.minimum(1.0, np.arange(1, STEPS + 1) / {lane.warmup})  # warm-up")
        if self.depends_on_loss:
            unit = SCHEDULES[lane.schedule.key]
            memory = ", ".join(repr(float(unit.start.get(name, 0.0))) for name in unit.state).replace("inf", "np.inf")
            lines.append(f"memory = ({memory})  # {', '.join(unit.state)}")
        return lines

    def loss_factor(self) -> list[str]:
        """Return the line that updates a schedule with the loss, in a loop with x, t and rate."""
        if not self.depends_on_loss:
            return []
        knobs = "".join(f", {name}={value!r}" for name, value in self.lane.schedule.values().items())
        return [f"factor, *memory = {self.lane.schedule.key}_schedule(value(*x), t, *memory{knobs})", "rate = rate * factor"]

    def gradient(self, at: str = "x") -> list[str]:
        """Return the lines that compute g: the gradient at `at`, plus noise, clipped, plus weight decay."""
        lines = [f"g = np.array(grad(*{at}))"]
        if self.scene.noise != (0.0, 0.0):
            lines.append("g = g + NOISE[t - 1]")
        if self.lane.clip is not None:
            lines.append(f"g = g * min(1.0, {self.lane.clip!r} / max(length(*g), 1e-300))  # clipped")
        if self.lane.weight_decay:
            lines.append(f"g = g + {self.lane.weight_decay!r} * x  # weight decay")
        return lines


def loop(before: list[str], body: list[str], row: str) -> list[str]:
    """Return the lines of a lane: those before the loop, and the loop over the steps, which records `row` at each."""
    return [
        *before,
        "rows = [START]",
        "for t, rate in enumerate(rates, 1):",
        "    x = rows[-1]",
        *(f"    {line}" for line in body),
        f"    x = {row}",
        "    if not np.isfinite(x).all():  # diverged: there is no row",
        "        break",
        "    rows.append(x)",
        "    if not (np.hypot(*x) <= 1e9 and np.isfinite(value(*x))):  # too far away, or outside the domain",
        "        break",
        "return np.array(rows)",
    ]


def filled(template: str, names: dict[str, Any]) -> str:
    """Return a constructor with each name in braces replaced by the knob's value."""
    return re.sub(r"\{(\w+)\}", lambda match: repr(names[match[1]]), inspect.cleandoc(template))
