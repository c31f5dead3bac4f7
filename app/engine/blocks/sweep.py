"""One step of every run of a block, as templates. Bound: what `kernel` lists, and

- `column_s`, `column_h`: rows of state and of knobs as a tuple; `store_s`: a tuple back to rows;
- `block_at`, `surface_at`: addresses back to functions; `aim_all`: `look_ahead`, or `stay` for a method without a probe.
"""

# ruff: noqa: F821  (`sources` binds the names above)
# mypy: ignore-errors
from app.engine.blocks.layout import CLIP, DECAY, GX, GY, HXX, HXY, HYY, NX, NY, PX, PY, RATE, STATE_AT, SX, SY, B, X, Y


def look_ahead(a, h, surface, k, k_alike):
    """Take the gradient at every run's probe point; a wrapper's state and knobs precede those of the method with the probe."""
    for b in range(B):
        x, y, u, v, knobs = a[X * B + b], a[Y * B + b], a[GX * B + b], a[GY * B + b], column_h(h, 0, b)[OWN_KNOBS:]
        norm = length(u, v)
        a[PX * B + b], a[PY * B + b] = x, y
        a[X * B + b] = probe(x, u, norm, *(column_s(a, STATE_AT, b)[OWN_STATE:] + knobs))
        a[Y * B + b] = probe(y, v, norm, *(column_s(a, STATE_AT + STATE, b)[OWN_STATE:] + knobs))
    block_at(surface)(a, k, k_alike, False)
    for b in range(B):
        a[X * B + b], a[Y * B + b] = a[PX * B + b], a[PY * B + b]


def stay(a, h, surface, k, k_alike):
    """Leave the gradient that of the position."""


def treat_all(a, n_x, n_y):
    """Add noise to every gradient, clip it, add weight decay; `n_x`, `n_y` are standard normals, the same for all runs."""
    for b in range(B):
        noise_x, noise_y, clip, decay = n_x * a[NX * B + b], n_y * a[NY * B + b], a[CLIP * B + b], a[DECAY * B + b]
        a[GX * B + b], a[GY * B + b] = treat(a[GX * B + b], a[GY * B + b], a[X * B + b], a[Y * B + b], noise_x, noise_y, clip, decay)


def move(a, h, alike, axis, i, past):
    """Take step i + 1 along one axis; where all runs have the same knobs, what depends on knobs alone leaves the loop."""
    at, knobs = STATE_AT + axis * STATE, column_h(h, 0, 0)
    for b in range(B if alike else 0):
        x, rate = a[(X + axis) * B + b], a[RATE * B + b] * a[(SX + axis) * B + b]
        a[(PX + axis) * B + b] = x
        after = advance(x, a[(GX + axis) * B + b], i + 1, rate, past[axis, b], column_s(a, at, b), knobs)
        a[(X + axis) * B + b] = after[0]
        store_s(a, at, b, after[1])
    for b in range(0 if alike else B):
        x, rate = a[(X + axis) * B + b], a[RATE * B + b] * a[(SX + axis) * B + b]
        a[(PX + axis) * B + b] = x
        after = advance(x, a[(GX + axis) * B + b], i + 1, rate, past[axis, b], column_s(a, at, b), column_h(h, 0, b))
        a[(X + axis) * B + b] = after[0]
        store_s(a, at, b, after[1])


def sweep(a, h, alike, surface, hessian, point, k, batch, own, k_alike, i, n_x, n_y, treated, freeze_x, freeze_y, past):
    """Take step i + 1 of every run with a method that treats every coordinate alike.

    `surface`, `hessian` and `point` are addresses of `points`, `bends` and `kernel.point`. `h` and `k` hold rows of B knobs of method and
    surface; `batch` is what this step sees in the place of k. Until step `freeze_x`, x stays and gets no gradient.
    `past`, shape (2, B, steps), receives the gradients for a method with a window; it is (2, B, 0) for others.
    """
    aim_all(a, h, surface, batch, k_alike)
    if treated:
        treat_all(a, n_x, n_y)
    for axis in range(2):
        still = i < (freeze_y if axis else freeze_x)
        for b in range(B if still else 0):
            a[(GX + axis) * B + b] = 0.0
        for b in range(B if past.shape[2] else 0):
            past[axis, b, i] = a[(GX + axis) * B + b]
        move(a, h, alike, axis, i, past)
        for b in range(B if still else 0):
            a[(X + axis) * B + b] = a[(PX + axis) * B + b]
    return 0


def sweep_coupled(a, h, alike, surface, hessian, point, k, batch, own, k_alike, i, n_x, n_y, treated, freeze_x, freeze_y, past):
    """Take step i + 1 of every run with a coupled method; `own`, shape (B, payload), has a row for each run of one that searches.

    Its gradient is that of the batch, as `a` has it; Hessian and trial points see all of k, and nothing is frozen.
    """
    block_at(hessian)(a, k, k_alike, False)
    treat_all(a, n_x, n_y)
    f_and_grad = surface_at(point)
    for b in range(B):
        x, y, k_b = a[X * B + b], a[Y * B + b], own[b if own.shape[0] > 1 else 0]
        g_x, g_y, hxx, hxy, hyy = a[GX * B + b], a[GY * B + b], a[HXX * B + b], a[HXY * B + b], a[HYY * B + b]
        state, knobs = column_s(a, STATE_AT, b), column_h(h, 0, b)
        after = take_coupled(f_and_grad, k_b, x, y, g_x, g_y, hxx, hxy, hyy, i + 1, a[RATE * B + b], state, knobs)
        a[PX * B + b], a[PY * B + b] = x, y
        a[X * B + b], a[Y * B + b] = scaled(x, after[0], a[SX * B + b]), scaled(y, after[1], a[SY * B + b])
        store_s(a, STATE_AT, b, after[2:])
    return 0
