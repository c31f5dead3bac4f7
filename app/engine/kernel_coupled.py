"""The loop of a run with a coupled method, whose coordinates act on each other, as a template; see `kernel`."""

# ruff: noqa: F821  (`compile` binds the parts and `step`)
# mypy: ignore-errors
import math

from app.engine.kernel import FAR


def take_coupled(surface, k, x, y, gx, gy, hxx, hxy, hyy, t, lr, state, knobs):
    """Call the step function of a coupled method."""
    return step(x, y, gx, gy, hxx, hxy, hyy, t, lr, *(state + knobs))


def take_searching(surface, k, x, y, gx, gy, hxx, hxy, hyy, t, lr, state, knobs):
    """Call the step function of a coupled method that evaluates f at trial points (a line search)."""
    return step(x, y, gx, gy, hxx, hxy, hyy, t, lr, surface, k, *(state + knobs))


def scaled(before, after, scale):
    """Return a coordinate after the move `before` -> `after`, multiplied by the scale."""
    return after if scale == 1.0 else before + scale * (after - before)


def walk_coupled(
    surface, hessian, k, feed, x, y, first, listener, memory, plan, lr, scale_x, scale_y, noise, clip, decay, h, stale, rows, rates, state
):  # fmt: skip
    """Run one lane of a coupled method as `walk` does.

    `state` is (1, state). The rates are NaN, because no coordinate has a divisor of its own.
    """
    before = flush()
    surface, hessian, listener = surface_at(surface), surface_at(hessian), listener_at(listener)
    knobs = unpack(h, KNOBS)
    memory_of = unpack_state(state[0], STATE)
    steps = lr.shape[0]
    fed, noisy = feed.shape[0] > 0, noise.shape[0] > 0
    listens = memory.shape[0] > 0
    f, g_x, g_y = surface(x, y, k)
    record(rows, first, x, y, f, g_x, g_y)
    for i in range(first, steps):
        if listens:
            lr[i] *= listener(f, i + 1, memory, plan)
        if fed:
            _, g_x, g_y = surface(x, y, feed[i])
        n_x, n_y = (noise[i, 0], noise[i, 1]) if noisy else (0.0, 0.0)
        g_x, g_y = treat(g_x, g_y, x, y, n_x, n_y, clip, decay)
        hxx, hxy, hyy = hessian(x, y, k)
        after = take_coupled(surface, k, x, y, g_x, g_y, hxx, hxy, hyy, i + 1, lr[i], memory_of, knobs)
        x, y, memory_of = scaled(x, after[0], scale_x), scaled(y, after[1], scale_y), after[2:]
        rates[0, i] = math.nan
        rates[1, i] = math.nan
        f, g_x, g_y = surface(x, y, k)
        record(rows, i + 1, x, y, f, g_x, g_y)
        if not x * x + y * y <= FAR * FAR or stale[0]:
            steps = i + 1
            break
    keep(state[0], memory_of)
    diverged = not x * x + y * y <= FAR * FAR
    restore(before)
    return steps, diverged
