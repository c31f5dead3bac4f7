"""What each step of a run with mini-batches sees: which examples, and what the recipe made of each.

Every purpose has a stream of random numbers of its own. So turning one knob never moves the numbers of another, and lanes with batches
of 1 and of 8 read the same list of examples.
"""

from threading import Lock
from typing import Literal

import numpy as np
from cachetools import LRUCache, cached
from numpy.typing import NDArray

from surfaces.data.recipes import Array, Values
from surfaces.data.table import HEAD, ROW

Order = Literal["shuffle", "replacement", "fixed"]
Indices = NDArray[np.int64]
ORDER, MASK, SWAP, JITTER, SHARE, PARTNER = range(2, 8)
"""The streams: `default_rng([seed, purpose])`."""


KEPT_BYTES = 8 * 2**20
"""Most bytes of orders that are kept: while an example is dragged, the steps pick the same numbers."""


@cached(LRUCache(KEPT_BYTES, getsizeof=lambda found: found.nbytes), key=lambda *task: task, lock=Lock())
def picks(seed: int, n: int, batch: int, steps: int, order: Order) -> Indices:
    """Return the numbers of the examples of every step, shape (steps, batch); -1 fills the last batch of an epoch if it is short."""
    found = picked(seed, n, batch, steps, order)
    found.flags.writeable = False  # the cache hands out the same array again
    return found


def picked(seed: int, n: int, batch: int, steps: int, order: Order) -> Indices:
    """Return the same, computed anew."""
    rng = np.random.default_rng([seed, ORDER])
    if order == "replacement":
        return rng.integers(0, n, (steps, batch))
    per_epoch = -(-n // batch)
    epochs = -(-steps // per_epoch)
    listed = np.tile(np.arange(n), (epochs, 1))
    if order == "shuffle":
        listed = rng.permuted(listed, axis=1)
    filled = np.full((epochs, per_epoch * batch), -1)
    filled[:, :n] = listed
    return filled.reshape(epochs * per_epoch, batch)[:steps]


def feed(table: Array, values: Values, seed: int, batch: int, steps: int, order: Order) -> Array:
    """Return the payload of every step, shape (steps, 3 + 4 batch), for a table of rows c, a, b, t."""
    numbers = picks(seed, len(table), batch, steps, order)
    there = numbers >= 0
    count, full = there.sum(axis=1), bool(there.all())
    examples = drawn(table[:, 1:], numbers, values, seed)
    out = np.empty((steps, HEAD + ROW * batch))
    out[:, 0], out[:, 1], out[:, 2] = values.get("l1", 0.0), values.get("l2", 0.0), count
    rows = out[:, HEAD:].reshape(steps, batch, ROW)
    rows[..., 0] = 1 / count[:, None]
    rows[..., 1:] = examples
    if not full:
        rows[~there] = 0.0
    return out


def drawn(own: Array, numbers: Indices, values: Values, seed: int) -> Array:
    """Return the picked examples a, b, t, each as the recipe makes it, shape (steps, batch, 3)."""
    (steps, batch), n = numbers.shape, len(own)
    examples: Array = own.take(numbers, axis=0, mode="wrap")

    def stream(purpose: int) -> np.random.Generator:
        return np.random.default_rng([seed, purpose])

    if swap := values.get("swap", 0.0):
        flip = stream(SWAP).random((steps, n))[:, :batch] < swap
        examples[..., :2] = np.where(flip[..., None], examples[..., 1::-1], examples[..., :2])
    if jitter := values.get("jitter", 0.0):
        examples[..., :2] += jitter * stream(JITTER).standard_normal((steps, n, 2))[:, :batch]
    if mix := values.get("mix", 0.0):
        share = stream(SHARE).beta(mix, mix, (steps, 1, 1))
        partner = stream(PARTNER).integers(0, n, (steps, n))[:, :batch]
        examples = share * examples + (1 - share) * own[partner]
    if (keep := values.get("keep", 1.0)) < 1:
        mask = stream(MASK).random((steps, n, 2))[:, :batch] < keep
        examples[..., :2] *= mask / (keep if values.get("scaled", 1) else 1.0)
    return examples
