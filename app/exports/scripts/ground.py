"""The ground of a lane in a script: functions `value`, `grad` and `hess` of its own, if it does not go down the scene's surface."""

from app.exports.scripts.lane import Part
from app.exports.scripts.source import Function, arguments, reached
from surfaces.data.feed import drawn, picked
from surfaces.data.model import LOST
from surfaces.data.recipes import chosen, jittered, kept, mixed, swapped

LOSS = """def loss(table, x, y, l1, l2):
    c, a, b, t = table.T
    return (c * model_value(x, y, a, b, t)).sum() + l1 * (abs(x) + abs(y)) + l2 / 2 * (x * x + y * y)"""

SLOPE = """def slope(table, x, y, l1, l2):
    c, a, b, t = table.T
    g_x, g_y = model_grad(x, y, a, b, t)
    return (c * g_x).sum() + l1 * np.sign(x) + l2 * x, (c * g_y).sum() + l1 * np.sign(y) + l2 * y"""

BEND = """def bend(table, x, y, l2):
    c, a, b, t = table.T
    h_xx, h_xy, h_yy = model_hess(x, y, a, b, t)
    return (c * h_xx).sum() + l2, (c * h_xy).sum(), (c * h_yy).sum() + l2"""

RECIPES: dict[str, Function] = {"keep": kept, "swap": swapped, "jitter": jittered, "mix": mixed}


def model(hessian: bool) -> list[str]:
    """Return the functions that turn a table of examples, rows c, a, b, t, into a surface."""
    return [LOSS, SLOPE, *([BEND] if hessian else [])]


def carried(parts: list[Part], hessian: bool) -> dict[str, Function]:
    """Return the functions that the lanes of a surface made of examples need, by their names in the script."""
    if not parts:
        return {}
    found: list[Function] = []
    data = parts[0].landscape.data()
    for part in parts:
        values = dict(part.landscape.knobs)
        found += [] if data.examples else [data.model.draw]
        found += map(RECIPES.__getitem__, chosen(values))
        found += [picked, *([drawn] if chosen(values) else [])] if part.lane.batch else []
    own = {f"model_{name}": getattr(data.model, name) for name in ("value", "grad", *(["hess"] if hessian else []))}
    for function in own.values():
        found += reached([function])[:-1]  # what the model's functions call
    return {**{each.__name__: each for each in reached(found)}, **own}


def table(part: Part) -> list[str]:
    """Return the function that makes a lane's training examples."""
    data, values = part.landscape.data(), dict(part.landscape.knobs)
    if data.examples:
        lines = [f"rows = np.array({[list(map(float, row)) for row in data.examples]!r})"]
    else:
        n, sample = int(values["n"]), int(values["sample"])
        lines = [
            f"z = np.random.default_rng({sample}).standard_normal((64, 3))[:{n}]",
            f"rows = np.column_stack(draw(z, False{arguments(data.own(values))}))",
        ]
    if values.get("resample"):
        lines.append(f"rows = rows[{data.bootstrap(values).tolist()!r}]  # drawn with replacement")
    if lost := int(values.get("lose", 0)):
        lines.append(f"rows[:, {[*LOST[lost]]}] = 0.0  # the inputs that are lost")
    head = [
        f"def table_{part.index}():",
        f'    """Return the examples of lane {part.index}: rows c, a, b, t, whose weights c add up to 1."""',
    ]
    return [*head, *(f"    {line}" for line in lines), "    return np.column_stack([np.full(len(rows), 1 / len(rows)), rows])"]


def exact(part: Part) -> str:
    """Return the expression of the table that a lane's loss is computed on."""
    values = part.landscape.knobs
    if (on := chosen(values)) == ["keep"]:
        return f"kept(table_{part.index}(), {values['keep']!r}, {bool(values.get('scaled', 1))!r})"
    return f"{RECIPES[on[0]].__name__}(table_{part.index}(), {values[on[0]]!r})" if on else f"table_{part.index}()"


def of_examples(part: Part, hessian: bool) -> str:
    """Return the source of a lane's own functions on a surface made of examples."""
    i, values = part.index, part.landscape.knobs
    l1, l2 = values.get("l1", 0.0), values.get("l2", 0.0)
    lines = [
        *table(part), "", "",
        f"TABLE_{i} = {exact(part)}", "", "",
        f"def value_{i}(x, y):", f"    return loss(TABLE_{i}, x, y, {l1!r}, {l2!r})", "", "",
        f"def grad_{i}(x, y, table=TABLE_{i}):", f"    return slope(table, x, y, {l1!r}, {l2!r})",
    ]  # fmt: skip
    if hessian:
        lines += ["", "", f"def hess_{i}(x, y):", f"    return bend(TABLE_{i}, x, y, {l2!r})"]
    if part.lane.batch:
        lines += ["", "", *seen(part)]
    return "\n".join(lines)


def seen(part: Part) -> list[str]:
    """Return the function that says what each step sees."""
    i, batch = part.index, part.walker.batch
    assert batch is not None
    values = part.landscape.knobs
    recipe = {name: float(values[name]) for name in chosen(values)} | (
        {"scaled": int(values["scaled"])} if values.get("keep", 1) != 1 else {}
    )
    made = f"drawn(table[:, 1:], numbers, {recipe!r}, {batch.seed})" if recipe else "table[numbers, 1:]"
    return [
        f"def batches_{i}():",
        '    """Return the numbers of the examples of every step, -1 where a batch is short, and the examples a, b, t."""',
        f"    table = table_{i}()",
        f"    numbers = picked({batch.seed}, len(table), {batch.size}, STEPS, {batch.order!r})",
        f"    return numbers, {made}",
    ]


def own(part: Part, hessian: bool) -> str:
    """Return the source of a lane's own functions on a surface with other knobs than the scene's."""
    knobs, i = dict(part.landscape.knobs), part.index
    names = ["value", "grad", *(["hess"] if hessian else [])]
    return "\n\n\n".join(f"def {name}_{i}(x, y):\n    return surface_{name}(x, y{arguments(knobs)})" for name in names)
