"""The operations of a formula's tape: the value of each, and its first and second derivatives by its operands.

At a kink (`abs` of 0, `min` or `max` of equal values) the slope is the mean of both sides. Outside its domain a function is NaN.
"""

import numpy as np

CODES = (
    "+", "-", "*", "/", "power", "^", "min", "max", "sin", "cos", "tan", "tanh", "sinh", "cosh", "arcsin", "arccos", "arctan",
    "exp", "log", "sqrt", "cbrt", "abs", "load",
)  # fmt: skip
ADD, SUBTRACT, MULTIPLY, DIVIDE, POWER, RAISE, MIN, MAX, SIN, COS, TAN, TANH, SINH, COSH, ARCSIN, ARCCOS, ARCTAN = range(17)
EXP, LOG, SQRT, CBRT, ABS, LOAD = range(17, 23)
"""`power` has a constant exponent, `^` a variable one."""


def times(a, b):
    """Return a * b for arrays, with 0 times infinity = 0; compiled code uses `times_scalar` instead."""
    if np.ndim(a) == 0 and a == 0:
        return 0.0
    product = a * b
    return product if np.isfinite(product).all() else np.where((a == 0) | (b == 0), 0.0, product)


def times_scalar(a, b):
    """Return a * b for numbers, with 0 times infinity = 0, because the operand that min or max does not choose may overflow."""
    return a * b if a != 0 and b != 0 else 0.0


def arithmetic(op, a, b):
    """Return h, h_a, h_b, h_aa, h_ab, h_bb of + - * /."""
    if op == ADD:
        return a + b, 1.0, 1.0, 0.0, 0.0, 0.0
    if op == SUBTRACT:
        return a - b, 1.0, -1.0, 0.0, 0.0, 0.0
    if op == MULTIPLY:
        return a * b, b, a, 0.0, 1.0, 0.0
    r = 1 / b
    h = a / b + 0 * r  # NaN instead of infinity if b = 0: tanh would make infinity finite again
    return h, r, -h * r, 0.0, -r * r, 2 * h * r * r


def power(op, a, b):
    """Return h, h_a, h_b, h_aa, h_ab, h_bb of a power, min or max."""
    if op == POWER:
        h = a**b
        return h + 0 * h, b * a ** (b - 1), 0.0, b * (b - 1) * a ** (b - 2), 0.0, 0.0
    if op == RAISE:
        a = a + 0 * np.sqrt(a)  # NaN for a negative base, which has no real powers in general
        # The limits at a = 0: 0^b is 0 for every b > 0, so its derivative by b is 0 too, and 0 log 0 is 0.
        log, h, low = np.log(a), a**b, a ** (b - 1)
        mixed = times(low, 1 + times(b, log))
        return h + 0 * h, times(b, low), times(h, log), times(b * (b - 1), a ** (b - 2)), mixed, times(times(h, log), log)
    share = (a < b) + 0.5 * (a == b)
    if op == MIN:
        return np.minimum(a, b), share, 1 - share, 0.0, 0.0, 0.0
    return np.maximum(a, b), 1 - share, share, 0.0, 0.0, 0.0


def wave(op, a):
    """Return h, h', h'' of a trigonometric, hyperbolic or inverse function."""
    if op == SIN:
        return np.sin(a), np.cos(a), -np.sin(a)
    if op == COS:
        return np.cos(a), -np.sin(a), -np.cos(a)
    if op == TAN:
        h = np.tan(a)
        return h, 1 + h * h, 2 * h * (1 + h * h)
    if op == TANH:
        h, c = np.tanh(a), 1 / np.cosh(a)  # 1 - h^2 would lose digits where tanh is flat
        return h, c * c, -2 * h * c * c
    if op == SINH:
        return np.sinh(a), np.cosh(a), np.sinh(a)
    if op == COSH:
        return np.cosh(a), np.sinh(a), np.cosh(a)
    return arc(op, a)


def arc(op, a):
    """Return h, h', h'' of arcsin, arccos, arctan."""
    if op == ARCTAN:
        q = 1 / (1 + a * a)
        return np.arctan(a), q, -2 * a * q * q
    r = 1 / np.sqrt((1 - a) * (1 + a))
    if op == ARCSIN:
        return np.arcsin(a), r, a * r * r * r
    return np.arccos(a), -r, -a * r * r * r


def growth(op, a):
    """Return h, h', h'' of exp, log, sqrt, cbrt, abs."""
    if op == EXP:
        h = np.exp(a)
        return h, h, h
    if op == LOG:
        h = np.log(a)
        return h + 0 * h, 1 / a, -1 / (a * a)
    if op == SQRT:
        h = np.sqrt(a)
        return h, 0.5 / h, -0.25 / (h * a)
    if op == CBRT:
        h = np.cbrt(a)
        return h, 1 / (3 * h * h), -2 / (9 * h * h * a)
    return np.abs(a), np.sign(a), 0.0


def partials(op, a, b):
    """Return h, h_a, h_b, h_aa, h_ab, h_bb of any operation; one with a single operand ignores b."""
    if op < POWER:
        return arithmetic(op, a, b)
    if op < SIN:
        return power(op, a, b)
    h, slope, bend = wave(op, a) if op < EXP else growth(op, a)
    return h, slope, 0.0, bend, 0.0, 0.0
