"""What follows from a host's secret: the class's code and the proof of each seat, the same again after a restart."""

import hashlib
import hmac

TURNS = 8
"""Codes that are tried for a secret."""


def digest(kind: str, secret: str) -> bytes:
    """Return the hash of a secret for one purpose."""
    return hashlib.sha256(f"ravine {kind}:{secret}".encode()).digest()


def code_of(secret: str, turn: int) -> str:
    """Return the code that belongs to a host's secret; `turn` counts collisions."""
    return str(10**7 + int.from_bytes(digest(f"code {turn}", secret)[:8], "big") % (9 * 10**7))


def belongs(code: str, secret: str) -> bool:
    """Return whether a code follows from a host's secret. That says nothing of whether there is such a class."""
    return any(code_of(secret, turn) == code for turn in range(TURNS))


def signed(key: bytes, seat: str) -> str:
    """Return the proof of a seat."""
    return hmac.new(key, seat.encode(), "sha256").hexdigest()[:32]


def same(one: bytes, other: bytes) -> bool:
    """Compare without telling how much was right."""
    return hmac.compare_digest(one, other)
