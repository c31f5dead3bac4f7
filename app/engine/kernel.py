"""The loop of a run and its parts, as templates that `compile` binds and compiles.

These names are not defined here, `compile` binds them:
- `value`, `grad`, `hess` of a surface; `step`, `sigma`, `rate`, `probe`, `wrap` of a method; `react` of a schedule;
- `unpack`, `unpack_state`: array to tuple of fixed length. `SURFACE_KNOBS`, `KNOBS`, `STATE` are these lengths, `OWN_KNOBS`,
  `OWN_STATE` a wrapper's shares, and `WINDOW` is the index of a knob;
- `flush` and `restore`: in between, denormals (below 2.2e-308) are zero, because computing with them is a hundred times slower;
- `length`, and the parts below that the method needs.

What `walk` gets: `surface` and `listener` are addresses of functions. `listener`, with `memory` and `plan`, gives the factor of a
schedule that depends on the loss. `lr`, shape (steps,), holds the rate of every step and is multiplied by that factor. `noise` has
shape (steps, 2), or (0, 2) for none. `feed`, shape (steps, numbers), holds the payload that each step sees; it is (0, 0) where every
step sees k. The loss that is recorded is always that of k. Until step `freeze_x`, x stays and gets no gradient. `clip` may be infinite.
A run whose `stale`, shape (1,), is set to nonzero ends: its result is no longer needed. `past` is (2, steps) for a method with a
window, else (2, 0). `state` (2, state) is the initial state on entry and the final one on return.

No variable of `walk` holds the payload of a step or else k: references to it would be counted, which takes as long as a step.

A step works on scalars, one coordinate at a time. Temporary arrays inside the loop would be five times slower.
"""

# ruff: noqa: F821  (`compile` binds the names above)
# mypy: ignore-errors
import math

from surfaces.index import index

FAR = 1e9
"""A run ends at the first position whose distance from the origin exceeds this."""


def point(x, y, k):
    """Return f, f_x, f_y of a surface whose payload is its knobs, shape (knobs,)."""
    knobs = unpack(k, SURFACE_KNOBS)
    gx, gy = grad(x, y, *knobs)
    return value(x, y, *knobs), gx, gy


def bend(x, y, k):
    """Return f_xx, f_xy, f_yy of a surface whose payload is its knobs, shape (knobs,)."""
    return hess(x, y, *unpack(k, SURFACE_KNOBS))


def nothing(array, count):
    """Return the empty tuple: `unpack` for a length of 0."""
    return ()


def stateful(after):
    """Split the result of a step into the new x and the new state."""
    return after[0], after[1:]


def stateless(after):
    """Return the result of a step without state as new x and an empty state."""
    return after, ()


def take(x, g, t, lr, past, state, knobs):
    """Call the step function of a method."""
    return step(x, g, t, lr, *(state + knobs))


def take_with_window(x, g, t, lr, past, state, knobs):
    """Call a step function that reads the latest gradients; `past`, shape (steps,), holds those up to step t."""
    return step(x, g, t, lr, past[t - index(knobs[WINDOW], t + 1) : t], *(state + knobs))


def advance(x, g, t, lr, past, state, knobs):
    """Take one step in one coordinate; return the new x and the new state."""
    return split(take(x, g, t, lr, past, state, knobs))


def advance_wrapped(x, g, t, lr, past, state, knobs):
    """Take one step of the inner method, then one of the wrapper, whose state and knobs precede the inner ones."""
    fast, inner = advance(x, g, t, lr, past, state[OWN_STATE:], knobs[OWN_KNOBS:])
    after = wrap(fast, t, *(state[:OWN_STATE] + knobs[:OWN_KNOBS]))
    return after[0], after[1:] + inner


def aim(surface, k, x, y, g_x, g_y, state_x, state_y, knobs):
    """Return the gradient at the probe point."""
    norm = length(g_x, g_y)
    _, a, b = surface(probe(x, g_x, norm, *(state_x + knobs)), probe(y, g_y, norm, *(state_y + knobs)), k)
    return a, b


def stay(surface, k, x, y, g_x, g_y, state_x, state_y, knobs):
    """Return the gradient at the position itself."""
    return g_x, g_y


def aim_wrapped(surface, k, x, y, g_x, g_y, state_x, state_y, knobs):
    """Return the gradient at the inner method's probe point."""
    return aim(surface, k, x, y, g_x, g_y, state_x[OWN_STATE:], state_y[OWN_STATE:], knobs[OWN_KNOBS:])


def remember(past, i, g_x, g_y):
    """Store the gradient of step i + 1 for a method with a window; for the others `past` has no columns."""
    if past.shape[1] > 0:
        past[0, i] = g_x
        past[1, i] = g_y


def keep(out, state):
    """Copy a state into `out`, shape (state,)."""
    for j in range(len(state)):
        out[j] = state[j]


def keep_nothing(out, state):
    """Do nothing: `keep` for a method without state."""


def silence(loss, t, memory, plan):
    """Return 1, for schedules that do not depend on the loss: `lr` already contains their factors."""
    return 1.0


def listen(loss, t, memory, plan):
    """Return the factor of step t of a schedule that depends on the loss; `memory`, shape (state,), is its state."""
    after = react(loss, t, *(unpack_state(memory, STATE) + unpack(plan, KNOBS)))
    keep(memory, after[1:])
    return after[0]


def thawed(i, freeze, number, instead):
    """Return a number of step i + 1 in a coordinate, or what stands in its place while the coordinate is frozen."""
    return number if i >= freeze else instead


def record(rows, k, x, y, f, gx, gy):
    """Write row k: x, y, loss, gradient norm."""
    rows[0, k] = x
    rows[1, k] = y
    rows[2, k] = f
    rows[3, k] = length(gx, gy)


def treat(g_x, g_y, x, y, noise_x, noise_y, clip, decay):
    """Return the gradient that the optimizer gets: noise added, clipped to a norm, decay * x added."""
    g_x += noise_x
    g_y += noise_y
    norm = length(g_x, g_y)
    if norm > clip:
        g_x *= clip / norm
        g_y *= clip / norm
    return g_x + decay * x, g_y + decay * y


def walk(
    surface, k, feed, x, y, first, listener, memory, plan, lr, scale_x, scale_y,
    noise, clip, decay, freeze_x, freeze_y, h, stale, past, rows, rates, state,
):  # fmt: skip
    """Run one lane of a method that treats every coordinate alike; return the last step taken and whether it diverged.

    The run goes on from `x, y` after `first` steps, 0 for a new one; what `rows`, `rates`, `lr` and `past` hold of them stays. Fills
    `rows` (4, steps + 1) and `rates` (2, steps). This module explains the arguments.
    """
    before = flush()
    surface, listener = surface_at(surface), listener_at(listener)
    knobs = unpack(h, KNOBS)
    state_x, state_y = unpack_state(state[0], STATE), unpack_state(state[1], STATE)
    steps = lr.shape[0]
    fed, noisy = feed.shape[0] > 0, noise.shape[0] > 0
    treated = noisy or clip < math.inf or decay > 0
    listens = memory.shape[0] > 0
    f, g_x, g_y = surface(x, y, k)
    record(rows, first, x, y, f, g_x, g_y)
    for i in range(first, steps):
        if listens:
            lr[i] *= listener(f, i + 1, memory, plan)
        if fed:
            _, g_x, g_y = surface(x, y, feed[i])
            g_x, g_y = aim(surface, feed[i], x, y, g_x, g_y, state_x, state_y, knobs)
        else:
            g_x, g_y = aim(surface, k, x, y, g_x, g_y, state_x, state_y, knobs)
        if treated:
            n_x, n_y = (noise[i, 0], noise[i, 1]) if noisy else (0.0, 0.0)
            g_x, g_y = treat(g_x, g_y, x, y, n_x, n_y, clip, decay)
        g_x, g_y = thawed(i, freeze_x, g_x, 0.0), thawed(i, freeze_y, g_y, 0.0)
        remember(past, i, g_x, g_y)
        lr_x, lr_y = lr[i] * scale_x, lr[i] * scale_y
        to_x, state_x = advance(x, g_x, i + 1, lr_x, past[0], state_x, knobs)
        to_y, state_y = advance(y, g_y, i + 1, lr_y, past[1], state_y, knobs)
        x, y = thawed(i, freeze_x, to_x, x), thawed(i, freeze_y, to_y, y)
        rates[0, i] = effective(i + 1, lr_x, state_x, knobs)
        rates[1, i] = effective(i + 1, lr_y, state_y, knobs)
        f, g_x, g_y = surface(x, y, k)
        record(rows, i + 1, x, y, f, g_x, g_y)
        if not x * x + y * y <= FAR * FAR or stale[0]:  # also true for NaN
            steps = i + 1
            break
    keep(state[0], state_x)
    keep(state[1], state_y)
    diverged = not x * x + y * y <= FAR * FAR
    restore(before)
    return steps, diverged
