"""Conversion of a real number to an index, in compiled code and in NumPy: payloads hold indices among their numbers."""


def index(value, count):
    """Return the whole part of a real number as one of `count` indices: the nearest where it is outside, 0 for NaN.

    Nothing else in compiled code makes an index of a float: there a cast that overflows is any number, and no array is bounded.
    """
    if not value >= 1.0:  # NaN is not above anything
        return 0
    return int(value) if value < count else max(count - 1, 0)
