"""Lanes whose method the framework does not have: our own step, in NumPy."""

from app.engine.walker import Walker
from app.exports.scripts.lane import Part, loop
from app.exports.scripts.source import Function, arguments
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Method, Optimizer, Wrapper


def functions(walker: Walker) -> dict[str, Function]:
    """Return the functions that a lane calls, by their names in the script."""
    found: dict[str, Function] = {}
    for key in filter(None, (walker.inner, walker.optimizer)):
        unit = OPTIMIZERS[key]
        if probe := getattr(unit, "probe", None):
            found[f"{key}_probe"] = probe
        found[f"{key}_step"] = unit.step
    return found


def begin(name: str, unit: Method) -> list[str]:
    """Return the line that sets a method's initial state, if it has one."""
    if not unit.state:
        return []
    starts = [unit.start.get(each, 0.0) for each in unit.state]
    if isinstance(unit, Coupled):
        made = [f"START[{'xy'.index(start)}]" if isinstance(start, str) else repr(float(start)) for start in starts]
    else:
        made = ["START" if isinstance(start, str) else f"np.full(2, {float(start)!r})" for start in starts]
    return [f"{name} = [{', '.join(made)}]  # {', '.join(unit.state)}"]


def lines(part: Part) -> list[str]:
    """Return the body of a lane's function."""
    unit = OPTIMIZERS[part.walker.optimizer]
    if isinstance(unit, Coupled):
        return coupled(part, unit)
    if isinstance(unit, Wrapper):
        inner = OPTIMIZERS[str(part.walker.inner)]
        assert isinstance(inner, Optimizer)
        before, body = alike(part, str(part.walker.inner), inner, dict(part.walker.inner_knobs))
        state = ", *around" if unit.state else ""
        body.append(f"to{state} = {part.walker.optimizer}_step(to, t{state}{arguments(part.knobs())})")
        before += begin("around", unit)
    else:
        before, body = alike(part, part.walker.optimizer, unit, part.knobs())
    return loop(part, [*part.rates(), *part.begins(), *before], [*part.sees(), *part.loss_factor(), *body], "to")


def alike(part: Part, key: str, unit: Optimizer, knobs: dict[str, float]) -> tuple[list[str], list[str]]:
    """Return the lines before and in the loop of an elementwise method; they leave the new position in `to`."""
    state, keywords = ", *state" if unit.state else "", arguments(knobs)
    probe = [f"near = np.array({part.slope}(*x))", f"at = {key}_probe(x, near, length(*near){state}{keywords})"] if unit.probe else []
    body = [*probe, *part.gradient("at" if unit.probe else "x")]
    rate = "rate" if part.even else f"rate * np.array({list(part.lane.lr_scale)!r})"
    window = ""
    if unit.window:
        body.append("past.append(g)")
        window = f", past[-{int(knobs[unit.window])}:]"
    body.append(f"to{state} = {key}_step(x, g, t, {rate}{window}{state}{keywords})")
    return [*begin("state", unit), *(["past = []"] if unit.window else [])], body


def coupled(part: Part, unit: Coupled) -> list[str]:
    """Return the body of a lane with a coupled method."""
    state = ", *state" if unit.state else ""
    trial = ", lambda x, y, _: (value(x, y), *grad(x, y)), None" if unit.searches else ""
    key = part.walker.optimizer
    call = f"{key}_step(*x, *g, *hess(*x), t, rate{trial}{state}{arguments(part.knobs())})"
    body = [*part.sees(), *part.loss_factor(), *part.gradient(), f"to_x, to_y{', *state' if unit.state else ''} = {call}"]
    row = "np.array([to_x, to_y])"
    if not part.even:
        row = f"x + np.array({list(part.lane.lr_scale)!r}) * ({row} - x)"
    return loop(part, [*part.rates(), *part.begins(), *begin("state", unit)], body, row)
