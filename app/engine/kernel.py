"""The loop of a run, as templates: `compile` binds the names in capitals' place and compiles them.

Unbound here, bound there: `value`, `grad` (a surface), `step`, `sigma` (an optimizer), `SURFACE_KNOBS`, `KNOBS` (how many),
`REST` (the zero state), `advance`, `divisor`, `keep`, `unpack` (turns an array into a tuple of fixed length).
One coordinate at a time on scalars: temporary arrays inside the loop would cost five times as much.
"""

# ruff: noqa: F821  (the names above are bound by `compile`)
# mypy: ignore-errors
import math

FAR = 1e9
"""A run ends at the first position whose distance from the origin exceeds this."""


def point(x, y, k):
    """Return f, f_x, f_y of a surface with the knobs `k`, shape (knobs,)."""
    knobs = unpack(k, SURFACE_KNOBS)
    gx, gy = grad(x, y, *knobs)
    return value(x, y, *knobs), gx, gy


def point_without_knobs(x, y, k):
    """Return f, f_x, f_y of a surface that has no knobs."""
    gx, gy = grad(x, y)
    return value(x, y), gx, gy


def advance(x, g, t, lr, state, knobs):
    """Take one step in one coordinate; return the new x and the new state."""
    after = step(x, g, t, lr, *(state + knobs))
    return after[0], after[1:]


def advance_without_state(x, g, t, lr, state, knobs):
    """Take one step of a method that remembers nothing."""
    return step(x, g, t, lr, *knobs), state


def divisor(t, state, knobs):
    """Return what the method divides the rate by after step t."""
    return sigma(t, *(state + knobs))


def no_divisor(t, state, knobs):
    """Return 1 for a method that divides by nothing."""
    return 1.0


def keep(out, state):
    """Copy a state into `out`, shape (state,)."""
    for j in range(len(state)):
        out[j] = state[j]


def keep_nothing(out, state):
    """Copy the state of a method that has none."""


def no_knobs(h, count):
    """Return the empty tuple of knobs."""
    return ()


def record(rows, k, x, y, f, gx, gy):
    """Write row k: x, y, loss, gradient norm."""
    rows[0, k] = x
    rows[1, k] = y
    rows[2, k] = f
    rows[3, k] = math.sqrt(gx * gx + gy * gy)


def treat(g_x, g_y, x, y, noise_x, noise_y, clip, decay):
    """Return the gradient that the optimizer sees: plus noise, clipped to a norm, plus decay * x."""
    g_x += noise_x
    g_y += noise_y
    norm = math.sqrt(g_x * g_x + g_y * g_y)
    if norm > clip:
        g_x *= clip / norm
        g_y *= clip / norm
    return g_x + decay * x, g_y + decay * y


def walk(surface, k, x, y, lr, scale_x, scale_y, noise, clip, decay, h, rows, rates, state):
    """Run one lane and fill `rows` (4, steps + 1), `rates` (2, steps) and `state` (2, state).

    `lr`, shape (steps,), holds the rate of every step; `noise` has shape (steps, 2), or (0, 2) for none; `clip` may be
    infinite. Returns the last step taken and whether it diverged.
    """
    knobs = unpack(h, KNOBS)
    state_x, state_y = REST, REST
    steps = lr.shape[0]
    noisy = noise.shape[0] > 0
    treated = noisy or clip < math.inf or decay > 0
    f, g_x, g_y = surface(x, y, k)
    record(rows, 0, x, y, f, g_x, g_y)
    for i in range(steps):
        if treated:
            n_x, n_y = (noise[i, 0], noise[i, 1]) if noisy else (0.0, 0.0)
            g_x, g_y = treat(g_x, g_y, x, y, n_x, n_y, clip, decay)
        lr_x, lr_y = lr[i] * scale_x, lr[i] * scale_y
        x, state_x = advance(x, g_x, i + 1, lr_x, state_x, knobs)
        y, state_y = advance(y, g_y, i + 1, lr_y, state_y, knobs)
        rates[0, i] = lr_x / divisor(i + 1, state_x, knobs)
        rates[1, i] = lr_y / divisor(i + 1, state_y, knobs)
        f, g_x, g_y = surface(x, y, k)
        record(rows, i + 1, x, y, f, g_x, g_y)
        if not x * x + y * y <= FAR * FAR:  # a NaN is not below anything
            keep(state[0], state_x)
            keep(state[1], state_y)
            return i + 1, True
    keep(state[0], state_x)
    keep(state[1], state_y)
    return steps, False
