"""Numbers as text, as on the page (static/js/text/numbers.js)."""

import math

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def power_of_ten(exponent: int) -> str:
    """Return a power of ten with a superscript exponent."""
    return "10" + str(exponent).translate(RAISED)


def chosen(value: float) -> str:
    """Return a number that a user has set: at most three digits, without trailing zeros."""
    return number(value, 3, strip=True)


def measured(value: float) -> str:
    """Return a measured number, always with three digits."""
    return number(value, 3, strip=False)


def number(value: float, digits: int, *, strip: bool) -> str:
    """Return a number with `digits` significant digits, with a power of ten if it is very large or small."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else "–"
    mantissa, power = f"{value:.{digits - 1}e}".split("e")
    exponent, limit = int(power), 3 if strip else 2
    if -3 + strip <= exponent <= limit:
        plain = f"{float(f'{value:.{digits - 1}e}'):.{max(0, digits - 1 - exponent)}f}"
        return minus(plain.rstrip("0").rstrip(".") if strip and "." in plain else plain)
    mantissa = mantissa.rstrip("0").rstrip(".") if strip else mantissa
    return power_of_ten(exponent) if mantissa == "1" else f"{minus(mantissa)} × {power_of_ten(exponent)}"


def minus(text: str) -> str:
    """Return a number's text with a minus sign in place of the hyphen."""
    return text.replace("-", "−")
