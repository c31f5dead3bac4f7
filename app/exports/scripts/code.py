"""A script that reproduces a scene's runs with PyTorch, optax or Keras and does not need Ravine."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from app import __version__
from app.engine.length import length
from app.exports.scripts import ground, in_keras, in_optax, in_torch
from app.exports.scripts import numpy_step as own
from app.exports.scripts.lane import Part
from app.exports.scripts.source import Function, arguments, preamble, text
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled
from app.scene.faults import single
from app.scene.scene import Scene
from app.schedules import SCHEDULES

Framework = Literal["torch", "optax", "keras"]
FRAMEWORKS: dict[str, Any] = {"torch": in_torch, "optax": in_optax, "keras": in_keras}

HEADER = '''"""{count} on {surface}, {steps:,} steps, with {framework}; every number is a float64. Made by Ravine {version}.

The gradient is the surface's own formula, handed to the optimizer: nothing is left to automatic differentiation.
Run it to see where every lane ends; `lane_0()` returns all positions, shape (steps + 1, 2).
"""'''

UNSAID = """# Lane {lane} goes on from step {step} of another run, with its state. A script cannot say that: take its rows from the CSV,
# or the lane that it was forked from."""

MAIN = """if __name__ == "__main__":
    with np.errstate(all="ignore"):
        for walk, value in [{lanes}]:
            rows = walk()
            print(f"{{walk.__name__}}: step {{len(rows) - 1}}, (x, y) = {{rows[-1].tolist()}}, f = {{value(*rows[-1])}}")"""


def script(scene: Scene, framework: str, only: int | None = None) -> str:
    """Return the script of a scene, or of lane `only`."""
    maker = FRAMEWORKS[framework]
    wanted = [i for i, lane in enumerate(scene.lanes) if only in (None, i) and not lane.trajectory]
    parts = [Part(i, scene) for i in wanted if not scene.lanes[i].fork]
    unsaid = [UNSAID.format(lane=i, step=fork.step) for i in wanted if (fork := scene.lanes[i].fork)]
    if not wanted:
        raise single("not_computed", "lane" if only is not None else "lanes", only or 0)
    foreign = {part.index: maker.lines(part) for part in parts}
    own_steps = {name: f for part in parts if foreign[part.index] is None for name, f in own.functions(part.walker).items()}
    norms: dict[str, Function] = {"length": length} if measures(parts, own_steps) else {}
    carried = {**norms, **own_steps, **schedules(parts)}
    hessian = any(foreign[part.index] is None and isinstance(OPTIMIZERS[part.walker.optimizer], Coupled) for part in parts)
    functions, needs = surface(scene, parts, hessian)
    carried = {**carried, **(ground.carried(parts, hessian) if made_of_examples(scene) else {})}
    imports, numbers = preamble([*carried.values(), *needs])
    used = any(lines is not None for lines in foreign.values())
    future = ["from __future__ import annotations"] if made_of_examples(scene) else []
    head = ["\n".join([*future, *sorted(imports | {"import numpy as np"})]), *([maker.HEAD] if used else [])]
    blocks = [
        HEADER.format(count=counted(len(parts)), surface=name_of(scene), steps=scene.steps, framework=maker.NAME, version=__version__),
        "\n".join(head), constants(scene, numbers), *functions,
        *(text(function, name) for name, function in carried.items()),
        *grounds(scene, parts, hessian),
        *unsaid, *(function_of(part, foreign[part.index], maker.NAME, hessian) for part in parts),
        MAIN.format(lanes=", ".join(f"(lane_{i}, value{f'_{i}' if part.has_own_ground else ''})" for part in parts for i in [part.index])),
    ]  # fmt: skip
    return "\n\n\n".join(blocks) + "\n"


def measures(parts: list[Part], steps: Mapping[str, Function]) -> bool:
    """Return whether a script needs the length of a gradient: for clipping, or for a method that probes the gradient elsewhere."""
    return any(part.lane.clip is not None for part in parts) or any(name.endswith("_probe") for name in steps)


def counted(lanes: int) -> str:
    """Return the number of lanes in words."""
    return "One lane" if lanes == 1 else f"{lanes} lanes"


def name_of(scene: Scene) -> str:
    """Return the surface's name."""
    return scene.landscape().surface().name


def constants(scene: Scene, numbers: dict[str, str]) -> str:
    """Return the lines of the constants that all lanes share; constants of the units' modules come first."""
    assert scene.start is not None  # filled in by validation
    lines = [f"{name} = {value}" for name, value in numbers.items()]
    lines += [f"START = np.array({list(scene.start)!r})", f"STEPS = {scene.steps}"]
    if scene.noise != (0.0, 0.0):
        lines.append(f"NOISE = np.random.default_rng({scene.seed}).standard_normal((STEPS, 2)) * np.array({list(scene.noise)!r})")
    return "\n".join(lines)


def schedules(parts: list[Part]) -> dict[str, Function]:
    """Return the functions of the schedules in use, by their names in the script."""
    keys = {part.lane.schedule.key for part in parts} - {"constant"}
    found: dict[str, Callable[..., Any] | None] = {key: SCHEDULES[key].factor or SCHEDULES[key].react for key in sorted(keys)}
    return {f"{key}_schedule": function for key, function in found.items() if function}


def made_of_examples(scene: Scene) -> bool:
    """Return whether the surface is made of examples."""
    return scene.landscape().surface().data is not None


def grounds(scene: Scene, parts: list[Part], hessian: bool) -> list[str]:
    """Return the source of the functions of the lanes with a ground of their own."""
    if made_of_examples(scene):
        return [*(ground.model(hessian) if parts else []), *(ground.of_examples(part, hessian) for part in parts)]
    return [ground.own(part, hessian) for part in parts if part.has_own_ground]


def surface(scene: Scene, parts: list[Part], hessian: bool) -> tuple[list[str], list[Function]]:
    """Return the source of the surface's functions with its knobs filled in, and the functions whose globals they need."""
    if made_of_examples(scene):
        return [], []
    unit, names = scene.landscape().surface(), ["value", "grad", *(["hess"] if hessian else [])]
    if unit.written:
        written = unit.written()
        return [written[name] for name in names], []
    knobs = scene.surface.values()
    found: list[Function] = [getattr(unit, name) for name in names]
    if not knobs:
        return [text(function, name) for name, function in zip(names, found, strict=True)], found
    general = [text(function, f"surface_{name}") for name, function in zip(names, found, strict=True)]
    filled = [f"def {name}(x, y):\n    return surface_{name}(x, y{arguments(knobs)})" for name in names]
    return [*general, *filled], found


def function_of(part: Part, lines: list[str] | None, framework: str, hessian: bool) -> str:
    """Return the function of a lane; it uses our own step if the framework does not have the method."""
    lane = part.lane
    label = f" {lane.label!a}" if lane.label else ""
    note = [] if lines is not None else [f"# {framework} has no method that walks alike: this is Ravine's own step, in NumPy."]
    title = f"# Lane {part.index}{label}: {OPTIMIZERS[lane.optimizer.key].name}, schedule {SCHEDULES[lane.schedule.key].name}"
    body = [*part.own_names(hessian), *(lines if lines is not None else own.lines(part))]
    return "\n".join([title, *note, f"def lane_{part.index}():", *(f"    {line}" if line else "" for line in body)])
