"""What somebody sends, changed in one place: a number turned into another, or anything into what has no business there."""

from random import Random
from typing import Any

from tests.fuzz.numbers import number


def nested(depth: int) -> Any:
    """Return a list in a list, and so on."""
    made: Any = []
    for _ in range(depth):
        made = [made]
    return made


ODD = [
    None, True, False, "1", "NaN", "\0", "x" * 100_000, [], [[]], [0] * 1000, nested(100), {}, {"\0": 1}, 1.5, 1.0, -1, 3,
    2**53 + 1, 2**64, 10**30, -(10**30), 10**400,
]  # fmt: skip
"""Values of every kind but two: a refusal could not show an empty text, and half a pair makes the whole text no JSON."""


def turned(rng: Random, said: Any) -> Any:
    """Return what is said with one of its numbers, anywhere, turned into another."""
    if isinstance(said, dict | list) and said:
        key, changed = place(rng, said)
        return replaced(said, key, turned(rng, changed))
    return number(rng) if isinstance(said, int | float) and not isinstance(said, bool) else said


def bent(rng: Random, said: Any) -> Any:
    """Return what is said with one of its parts, anywhere but the whole, left out, repeated, or turned into a value of any kind."""
    if not isinstance(said, dict | list) or not said:
        return said
    key, part = place(rng, said)
    if isinstance(part, dict | list) and part and rng.random() < 0.8:
        return replaced(said, key, bent(rng, part))
    kind = rng.random()
    if kind < 0.1:
        return without(said, key)
    if kind < 0.2:
        return {**said, "nothing": part} if isinstance(said, dict) else said * 2
    odd = rng.choice(ODD)
    return replaced(said, key, [] if key == "map" and odd is None else odd)  # a map of null ends one, and has no answer


def place(rng: Random, said: Any) -> tuple[Any, Any]:
    """Return a key of an object or the index of an entry, and what stands there."""
    key = rng.choice(list(said) if isinstance(said, dict) else list(range(len(said))))
    return key, said[key]


def replaced(said: Any, key: Any, value: Any) -> Any:
    """Return what is said with another value in a place."""
    return {**said, key: value} if isinstance(said, dict) else [*said[:key], value, *said[key + 1 :]]


def without(said: Any, key: Any) -> Any:
    """Return what is said without what stands in a place."""
    return {name: each for name, each in said.items() if name != key} if isinstance(said, dict) else [*said[:key], *said[key + 1 :]]


def altered(rng: Random, said: Any) -> Any:
    """Return what is said, changed in one place or not: mostly not, and then mostly a number."""
    kind = rng.random()
    if kind > 0.2 or said is None:
        return said
    return turned(rng, said) if kind < 0.13 else bent(rng, said)
