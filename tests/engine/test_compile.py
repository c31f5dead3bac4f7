"""Kernels: bound, kept, and had without waiting."""

import threading

from app.engine import compile as kernels
from app.engine import jit
from tests.patience import PATIENCE


def test_a_kernel_that_is_there_is_had_while_another_is_compiled() -> None:
    """A server that has just started compiles for seconds; the first picture must not wait for it."""
    there = kernels.surface_kernel("ellipse")
    found = []
    with kernels._lock:  # as a compiling thread holds it
        asker = threading.Thread(target=lambda: found.append(kernels.surface_kernel("ellipse")))
        asker.start()
        asker.join(PATIENCE)
    assert found == [there]


def test_a_changed_source_is_another_kernel() -> None:
    """The mark in a kernel's name is a hash over its modules, constants included."""

    def step(x, g, t, lr):
        return x - lr * g

    assert jit.fingerprint(step) == jit.fingerprint(step)
    assert jit.fingerprint(step) != jit.fingerprint(jit.bind)
