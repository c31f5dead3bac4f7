"""The part of a script that all frameworks share: a lane's rates, and its gradient with noise, clipping and weight decay."""

import inspect
import re
from dataclasses import dataclass
from typing import Any

from app.engine.landscape import Landscape
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
        return self.scene.walkers[self.index]

    @property
    def landscape(self) -> Landscape:
        """Return the ground that the lane goes down."""
        return self.scene.grounds[self.index]

    @property
    def has_own_ground(self) -> bool:
        """Return whether its functions are not the scene's: its surface is made of examples, or has knobs of its own."""
        return self.lane.knobs is not None or self.landscape.surface().data is not None

    @property
    def slope(self) -> str:
        """Return the name of the function that a step takes its gradient from."""
        return "seen" if self.lane.batch else "grad"

    def own_names(self, hessian: bool) -> list[str]:
        """Return the lines that give the lane's own start and functions the names that all lanes use."""
        lines = [f"START = np.array({list(self.lane.start)!r})"] if self.lane.start else []
        names = ["value", "grad", *(["hess"] if hessian else [])]
        if self.has_own_ground:
            lines.append(f"{', '.join(names)} = {', '.join(f'{name}_{self.index}' for name in names)}")
        return lines

    def sees(self) -> list[str]:
        """Return the lines of the loop that make `seen`, the gradient on the examples of a step's mini-batch."""
        if not self.lane.batch:
            return []
        return [
            "there = numbers[t - 1] >= 0",
            "batch = np.column_stack([np.full(there.sum(), 1 / there.sum()), examples[t - 1][there]])",
            "seen = lambda x, y: grad(x, y, batch)",
        ]

    def begins(self) -> list[str]:
        """Return the line before the loop that draws what the steps see."""
        return [f"numbers, examples = batches_{self.index}()"] if self.lane.batch else []

    def held(self, row: str) -> str:
        """Return the expression of a step's row, in which a frozen coordinate stays where it was."""
        return f"np.where(t > np.array({list(self.walker.freeze)!r}), {row}, x)" if self.lane.freeze else row

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
        lines = [f"g = np.array({self.slope}(*{at}))"]
        if self.scene.noise != (0.0, 0.0):
            lines.append("g = g + NOISE[t - 1]")
        if self.lane.clip is not None:
            lines.append(f"g = g * min(1.0, {self.lane.clip!r} / max(length(*g), 1e-300))  # clipped")
        if self.lane.weight_decay:
            lines.append(f"g = g + {self.lane.weight_decay!r} * x  # weight decay")
        if self.lane.freeze:
            lines.append(f"g = np.where(t > np.array({list(self.walker.freeze)!r}), g, 0.0)  # frozen so long")
        return lines


def loop(part: Part, before: list[str], body: list[str], row: str, head: str = "for t, rate in enumerate(rates, 1):") -> list[str]:
    """Return the lines of a lane: those before the loop, and the loop over the steps, which records `row` at each."""
    return [
        *before,
        "rows = [START]",
        head,
        "    x = rows[-1]",
        *(f"    {line}" for line in body),
        f"    x = {part.held(row)}",
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
