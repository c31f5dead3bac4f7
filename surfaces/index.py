"""Conversion of a real number to an index, in compiled code and in NumPy; needed because payloads hold indices as floats."""


def index(value, count):
    """Return the integer part of a real number as an index below `count`; the nearest index if it is outside, 0 for NaN.

    In compiled code no other function converts a float to an index: there a cast that overflows gives an arbitrary number, and array
    accesses are not checked.
    """
    if not value >= 1.0:  # also true for NaN
        return 0
    return int(value) if value < count else max(count - 1, 0)
