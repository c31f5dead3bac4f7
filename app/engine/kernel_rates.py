"""The effective rate of a step, a part of `kernel.walk`, as templates; see `kernel`."""

# ruff: noqa: F821  (`compile` binds the names)
# mypy: ignore-errors


def effective(t, lr, state, knobs):
    """Return the effective rate of step t: the rate divided by sigma."""
    return lr / sigma(t, *(state + knobs))


def effective_undivided(t, lr, state, knobs):
    """Return the rate itself, for a method without a divisor."""
    return lr


def effective_declared(t, lr, state, knobs):
    """Return the effective rate that the method computes itself."""
    return rate(t, lr, *(state + knobs))


def effective_wrapped(t, lr, state, knobs):
    """Return the effective rate of the inner method."""
    return effective(t, lr, state[OWN_STATE:], knobs[OWN_KNOBS:])
