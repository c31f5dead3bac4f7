"""The loop over blocks and steps, as a template; compiled once for all surfaces and methods. Bound: the parts in `place`, and

- `block_at`, `sweep_at`, `listener_at`: addresses back to functions; `flush` and `restore`: see `kernel`;
- `walk_block`, `take_steps`, `set_rates` and `hear_all`, defined below.
"""

# ruff: noqa: F821  (`sources` binds the names above)
# mypy: ignore-errors
from app.engine.blocks.layout import BEFORE, BEST, CHUNK, END, LR, OUT_X, OUT_Y, RATE, SINCE, WHERE, WORST, B, F, X, Y


def set_rates(a, i, row, factors, warm, listens):
    """Write the rates of step i + 1; `factors` and `warm` (steps, kinds), `row` (B,) says of which kind a run is."""
    factor, share, one = factors[i, 0], warm[i, 0], factors.shape[1] == 1
    if one and i > 0 and not listens and factor == factors[i - 1, 0] and share == warm[i - 1, 0]:
        return  # they are what they were
    for b in range(B if one else 0):
        a[RATE * B + b] = a[LR * B + b] * factor * share
    for b in range(0 if one else B):
        a[RATE * B + b] = a[LR * B + b] * factors[i, row[b]] * warm[i, row[b]]


def hear_all(a, i, listener, memory, plan):
    """Multiply the rates by the factors of a schedule that depends on the loss; `memory` and `plan` have a row for each run."""
    if memory.shape[1] > 0:
        hear = listener_at(listener)
        for b in range(B):
            a[RATE * B + b] *= hear(a[F * B + b], i + 1, memory[b], plan[b])


def take_steps(a, begin, until, states, surface, near, pace, seen, method):
    """Take the steps begin + 1 ... until of a block; of a lane with mini-batches each goes by the slopes of its own payload."""
    fill, k, k_alike = block_at(surface[0]), surface[1], surface[2]
    take, (goals, goals_alike, tol2, cells, box) = sweep_at(method[0]), near
    row, factors, warm, listener, memory, plan, noise, feed, freeze_x, freeze_y = pace
    valued, tail, bursts, burst, treated = seen
    n_x, n_y, one = 0.0, 0.0, goals_alike and goals.shape[0] == 1
    most2 = safe(goals) if one else 0.0
    for i in range(begin, until):
        set_rates(a, i, row, factors, warm, memory.shape[1] > 0)
        hear_all(a, i, listener, memory, plan)
        if noise.shape[0] > 0:
            n_x, n_y = noise[i, 0], noise[i, 1]
        batch = feed[i] if feed.shape[0] > 0 else k
        if feed.shape[0] > 0:
            fill(a, batch, True, False)
        take(
            a, method[1], method[2], surface[0], surface[3], surface[4], k, batch, surface[5], k_alike, i, n_x, n_y, treated,
            freeze_x, freeze_y, method[3],
        )  # fmt: skip
        worst = i + 1 >= tail
        fill(a, k, k_alike, valued or worst)
        stirred = not one or stirs(a, goals, tol2, most2) > 0
        if stirred:
            leave(a, i + 1, states, worst)
        extremes(a, valued, worst)
        if stirred:
            place(a, goals, goals_alike, tol2, i + 1, cells, box)
        if bursts:
            zigzag(a, burst)


def finish(a, k, k_alike, surface):
    """Write the outcome of every run; the loss of the last row comes from the same function as all others."""
    for b in range(B):
        if a[END * B + b] < 0:
            a[OUT_X * B + b], a[OUT_Y * B + b] = a[X * B + b], a[Y * B + b]
        else:
            a[WHERE * B + b], a[SINCE * B + b] = -1.0, a[END * B + b]
        a[X * B + b], a[Y * B + b] = a[OUT_X * B + b], a[OUT_Y * B + b]
    block_at(surface)(a, k, k_alike, True)


def walk_block(a, was, calm, stale, surface, near, pace, seen, method):
    """Run one block to its end; return whether it got there, False once `stale` is set.

    From step `calm` on, every step is the same function of position and state: if all of them are what they were a chunk ago, they
    will be so for ever, and whole chunks need not be walked.
    """
    i, steps, states = 0, pace[1].shape[0], was.shape[0] - 2
    block_at(surface[0])(a, surface[1], surface[2], seen[0] or seen[1] <= 0)
    place(a, near[0], near[1], near[2], 0, near[3], near[4])
    for b in range(B):
        a[BEST * B + b], a[BEFORE * B + b], a[(BEFORE + 1) * B + b] = a[F * B + b], a[X * B + b], a[Y * B + b]
        a[WORST * B + b] = a[F * B + b] if seen[1] <= 0 else a[WORST * B + b]
    while i < steps and left(a) > 0:
        keep(a, was, states)
        until = min(steps, i + CHUNK)
        take_steps(a, i, until, states, surface, near, pace, seen, method)
        i = until
        if stale[0]:
            return False
        if i >= calm + CHUNK and recurs(a, was, states):
            skip = (steps - i) // CHUNK * CHUNK
            for b in range(B):
                a[SINCE * B + b] += skip if a[SINCE * B + b] > i - CHUNK else 0
            i += skip
    finish(a, surface[1], surface[2], surface[0])
    return True


def walk_blocks(
    sweep, hs, hs_alike, past, surface, hessian, point, ks, ks_alike, own, goals, tol2, cells, box, row, factors, warm, listener, memory,
    plan, feed, freeze_x, freeze_y, noise, treated, valued, tail, bursts, burst, calm, stale, was, lanes
):  # fmt: skip
    """Run block after block; return how many got to their end, fewer once `stale` is set.

    `sweep`, `surface`, `hessian`, `point`, `listener` are addresses. `lanes` (blocks, rows * B) is laid out as `layout` says; `hs`, `ks`
    (blocks, knobs * B) hold knobs of method and surface, `hs_alike`, `ks_alike` (blocks,) whether all runs of a block share them.
    `own` (runs, payload) is for methods that search, `goals` (minima, 2, 1 or runs), `row` (runs,), `memory` and `plan` (runs, ..). From
    row `tail` on the highest f is kept. `feed`, shape (steps, numbers), is the payload that each step sees, (0, 0) where all see k. Until
    step `freeze_x`, x stays and gets no gradient. `was` (2 + states, B) and `past` are room.
    """
    before = flush()
    done, valued = 0, valued or memory.shape[1] > 0
    alike = goals.shape[2] == 1
    for j in range(lanes.shape[0]):
        at, end = j * B, j * B + B
        mine = own[at:end] if own.shape[0] > 1 else own
        ground = (surface, ks[j], ks_alike[j], hessian, point, mine)
        near = (goals if alike else goals[:, :, at:end], alike, tol2, cells, box)
        pace = (row[at:end], factors, warm, listener, memory[at:end], plan[at:end], noise, feed, freeze_x, freeze_y)
        seen, method = (valued, tail, bursts, burst, treated), (sweep, hs[j], hs_alike[j], past)
        if not walk_block(lanes[j], was, calm, stale, ground, near, pace, seen, method):
            break
        done += 1
    restore(before)
    return done
