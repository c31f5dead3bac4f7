"""Binds the templates of this folder to a surface or a method, as `templates` does for single runs.

Every mark covers all modules of this folder: a constant of `layout` is in every kernel.
"""

from collections.abc import Callable
from typing import Any

from app.engine import kernel, kernel_coupled
from app.engine.blocks import columns, layout, place, points, sweep, tape, walk
from app.engine.jit import (
    ADDRESS,
    BOOL,
    BOOLS,
    BYTES,
    CUBE,
    NUMBER,
    TABLE,
    VECTOR,
    WHOLE,
    bind,
    flush,
    function_at,
    inlined,
    listener_at,
    part,
    reached,
    restore,
    surface_at,
    within,
)
from app.engine.length import length
from app.engine.templates import Bound, mark_of, parts, wrapped
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Optimizer, Wrapper
from surfaces import SURFACES
from surfaces.index import index
from surfaces.surface import Kernel
from surfaces.typed import operations
from surfaces.typed import tape as typed

BLOCK = ADDRESS(VECTOR, VECTOR, BOOL, BOOL)
SURFACE = (ADDRESS, ADDRESS, ADDRESS)
SWEEP = ADDRESS(VECTOR, VECTOR, BOOL, *SURFACE, VECTOR, VECTOR, TABLE, BOOL, ADDRESS, NUMBER, NUMBER, BOOL, ADDRESS, ADDRESS, CUBE)
METHOD, GROUND = (ADDRESS, TABLE, BOOLS, CUBE), (*SURFACE, TABLE, BOOLS, TABLE)
NEAR, PACE = (CUBE, NUMBER, WHOLE, VECTOR), (WHOLE, TABLE, TABLE, ADDRESS, TABLE, TABLE, TABLE, ADDRESS, ADDRESS)
SEEN = (TABLE, BOOL, BOOL, ADDRESS, BOOL, VECTOR)
WALK = ADDRESS(*METHOD, *GROUND, *NEAR, *PACE, *SEEN, ADDRESS, BYTES, TABLE, TABLE)
block_at, sweep_at = function_at(BLOCK), function_at(SWEEP)


def mark(*functions: Callable[..., Any] | None) -> str:
    """Return the hash of the sources of a kernel: of these functions, and of everything here."""
    return mark_of(mark, columns, layout, place, points, sweep, tape, walk, *functions)


def whole(function: Callable[..., Any]) -> Any:
    """Return a function of a surface, inlined with all that it calls."""
    return part(function, **within(function, {}))


def block_points(key: str, bends: bool) -> Bound:
    """Return `points` for a surface, or with `bends` its `bends`."""
    unit = SURFACES[key]
    if unit.kernel:
        return read_by(unit.kernel, key, bends)
    column, own = columns.reader(len(unit.knobs), layout.B), unit.hess if bends else unit.grad
    signs = f"{key}_{mark(*reached(unit.value, {}), *reached(own, {}))}"
    if bends:
        return bind(points.bends, signs, hess=whole(own), column=column), BLOCK
    made = {
        "slopes": part(points.slopes, grad=whole(own), column=column),
        "heights": part(points.heights, value=whole(unit.value), column=column),
    }
    return bind(points.points, signs, **made), BLOCK


def read_by(own: Kernel, key: str, bends: bool) -> Bound:
    """Return `points` or `bends` for a surface that reads its payload itself; a formula's tape has a loop of its own."""
    called = own.bend if bends else own.point
    signs = f"{key}_{mark(*reached(called, own.instead))}"
    if called is typed.point:
        return bind(tape.points_of_tape, signs, **operation_loops(), begin=inlined(tape.begin), index=inlined(index)), BLOCK
    inside = part(called, **within(called, own.instead))
    return (bind(points.bends_read, signs, bend=inside) if bends else bind(points.points_read, signs, point=inside)), BLOCK


def family(op: int) -> Callable[..., Any]:
    """Return the function of `operations` that has an operation."""
    kinds: list[tuple[int, Callable[..., Any]]] = [(operations.POWER, operations.arithmetic), (operations.SIN, operations.power)]
    kinds.append((operations.EXP, operations.wave))
    return next((function for after, function in kinds if op < after), operations.growth)


def operation_loops() -> dict[str, Any]:
    """Return the functions of `tape` that do one kind of operation for a block, by name."""
    times = inlined(operations.times_scalar)
    instead = {"times": operations.times_scalar}
    kinds = (operations.arithmetic, operations.power, operations.wave, operations.growth)
    partials = {kind.__name__: part(kind, **within(kind, instead)) for kind in kinds}
    each: dict[str, Any] = {}
    families = (tape.do_arithmetic, tape.do_powers, tape.do_wave, tape.do_arc, tape.do_growth)
    for name in (name for do in families for name in do.__code__.co_names if name.startswith("do_")):
        op = getattr(operations, name.removeprefix("do_").upper())
        loop = tape.of_two if op < operations.SIN else tape.of_one
        each[name] = part(loop, OP=op, partials=partials[family(op).__name__], times=times)
    return {do.__name__: part(do, **each) for do in families}


def block_sweep(key: str, inner: str | None) -> Bound:
    """Return `sweep` or `sweep_coupled` for a method; `inner` is the inner method of a wrapper."""
    unit = OPTIMIZERS[key]
    core = OPTIMIZERS[inner] if inner else unit
    around = isinstance(unit, Wrapper)
    state = len(unit.state) + around * len(core.state)
    knobs = len(unit.knobs) - 1 + around * (len(core.knobs) - 1)
    rows = {
        "column_s": columns.reader(state, layout.B),
        "column_h": columns.reader(knobs, layout.B),
        "store_s": columns.writer(state, layout.B),
    }
    treat_all = part(sweep.treat_all, treat=part(kernel.treat, length=inlined(length)))
    if isinstance(unit, Coupled):
        take = part(kernel_coupled.take_searching if unit.searches else kernel_coupled.take_coupled, step=inlined(unit.step))
        names = {"take_coupled": take, "scaled": inlined(kernel_coupled.scaled), "block_at": block_at, "surface_at": surface_at}
        return bind(sweep.sweep_coupled, f"{key}_{mark(unit.step)}", treat_all=treat_all, **rows, **names), SWEEP
    assert isinstance(core, Optimizer)
    own = {"STATE": state, "OWN_STATE": around * len(unit.state), "OWN_KNOBS": around * (len(unit.knobs) - 1), "block_at": block_at}
    advance = (wrapped(unit, core) if isinstance(unit, Wrapper) else parts(core))["advance"]
    probe = {"probe": inlined(core.probe), "length": inlined(length)} if core.probe else {}
    aim_all = part(sweep.look_ahead, **rows, **own, **probe) if core.probe else inlined(sweep.stay)
    signs = f"{key}_{inner}_{mark(unit.step, core.step, core.probe)}"
    return bind(sweep.sweep, signs, aim_all=aim_all, treat_all=treat_all, move=part(sweep.move, advance=advance, **rows, **own)), SWEEP


def block_walk() -> Bound:
    """Return `walk_blocks`."""
    at = {"block_at": block_at, "sweep_at": sweep_at, "listener_at": listener_at}
    many = part(place.hits_of_many, index=inlined(index))
    near = part(place.place, hits=inlined(place.hits), hits_of_many=many)
    leave = part(place.leave, depart=part(place.depart, park=inlined(place.park)))
    kept = {"place": near, "leave": leave, "extremes": inlined(place.extremes), "zigzag": inlined(place.zigzag)}
    kept |= {"safe": inlined(place.safe), "stirs": inlined(place.stirs)}
    rates = {"set_rates": inlined(walk.set_rates), "hear_all": part(walk.hear_all, **at)}
    block = {each.__name__: inlined(each) for each in (place.left, place.keep, place.recurs)}
    steps, finish = part(walk.take_steps, **at, **kept, **rates), part(walk.finish, **at)
    walk_block = part(walk.walk_block, **at, **block, place=near, take_steps=steps, finish=finish)
    return bind(walk.walk_blocks, mark(), walk_block=walk_block, flush=flush, restore=restore), WALK
