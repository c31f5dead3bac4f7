"""Source code of a typed formula: its tape unrolled, one line for each operation and each nonzero derivative."""

import re
from collections.abc import Mapping, Sequence

from surfaces.typed import operations

FIRST, SECOND = ("x", "y"), ("xx", "xy", "yy")

# Per operation: h, h_a, h_b, h_aa, h_ab, h_bb of operands {a}, {b} and result {h}; factors "1" and terms "0" are dropped.
RULES: Mapping[int, Sequence[str]] = {
    operations.ADD: ("{a} + {b}", "1", "1", "0", "0", "0"),
    operations.SUBTRACT: ("{a} - {b}", "1", "-1", "0", "0", "0"),
    operations.MULTIPLY: ("{a} * {b}", "{b}", "{a}", "0", "1", "0"),
    operations.DIVIDE: ("{a} / {b}", "1 / {b}", "-{h} / {b}", "0", "-1 / {b}**2", "2 * {h} / {b}**2"),
    operations.POWER: ("{a} ** {b}", "{b} * {a} ** ({b} - 1)", "0", "{b} * ({b} - 1) * {a} ** ({b} - 2)", "0", "0"),
    operations.RAISE: (
        "({a} + 0 * np.sqrt({a})) ** {b}", "{b} * {a} ** ({b} - 1)", "{h} * np.log({a} + ({h} == 0))",
        "{b} * ({b} - 1) * ({a} + ({b} == 1)) ** ({b} - 2)",
        "{a} ** ({b} - 1) * (1 + {b} * np.log({a} + ({a} ** ({b} - 1) == 0)))", "{h} * np.log({a} + ({h} == 0)) ** 2",
    ),
    operations.MIN: ("np.minimum({a}, {b})", "({a} < {b}) + 0.5 * ({a} == {b})", "({b} < {a}) + 0.5 * ({a} == {b})", "0", "0", "0"),
    operations.MAX: ("np.maximum({a}, {b})", "({a} > {b}) + 0.5 * ({a} == {b})", "({b} > {a}) + 0.5 * ({a} == {b})", "0", "0", "0"),
    operations.SIN: ("np.sin({a})", "np.cos({a})", "0", "-{h}", "0", "0"),
    operations.COS: ("np.cos({a})", "-np.sin({a})", "0", "-{h}", "0", "0"),
    operations.TAN: ("np.tan({a})", "1 + {h} * {h}", "0", "2 * {h} * (1 + {h} * {h})", "0", "0"),
    operations.TANH: ("np.tanh({a})", "1 / np.cosh({a}) ** 2", "0", "-2 * {h} / np.cosh({a}) ** 2", "0", "0"),
    operations.SINH: ("np.sinh({a})", "np.cosh({a})", "0", "{h}", "0", "0"),
    operations.COSH: ("np.cosh({a})", "np.sinh({a})", "0", "{h}", "0", "0"),
    operations.ARCSIN: ("np.arcsin({a})", "1 / np.sqrt(1 - {a} ** 2)", "0", "{a} / (1 - {a} ** 2) ** 1.5", "0", "0"),
    operations.ARCCOS: ("np.arccos({a})", "-1 / np.sqrt(1 - {a} ** 2)", "0", "-{a} / (1 - {a} ** 2) ** 1.5", "0", "0"),
    operations.ARCTAN: ("np.arctan({a})", "1 / (1 + {a} ** 2)", "0", "-2 * {a} / (1 + {a} ** 2) ** 2", "0", "0"),
    operations.EXP: ("np.exp({a})", "{h}", "0", "{h}", "0", "0"),
    operations.LOG: ("np.log({a})", "1 / {a}", "0", "-1 / {a} ** 2", "0", "0"),
    operations.SQRT: ("np.sqrt({a})", "0.5 / {h}", "0", "-0.25 / ({h} * {a})", "0", "0"),
    operations.CBRT: ("np.cbrt({a})", "1 / (3 * {h} ** 2)", "0", "-2 / (9 * {h} ** 2 * {a})", "0", "0"),
    operations.ABS: ("np.abs({a})", "np.sign({a})", "0", "0", "0", "0"),
}  # fmt: skip


def bracketed(factor: str) -> str:
    """Return a factor, in brackets unless it is a name, a number or already in brackets."""
    return factor if re.fullmatch(r"[\w.]+|\([^()]*\)", factor) else f"({factor})"


def product(*factors: str) -> str:
    """Return the product of factors; ones are omitted, and a zero makes it zero."""
    left = [factor for factor in factors if factor != "1"]
    if "0" in left:
        return "0"
    return left[0] if len(left) == 1 else " * ".join(map(bracketed, left)) or "1"


def total(terms: Sequence[str]) -> str:
    """Return the sum of terms without zeros."""
    return " + ".join(term for term in terms if term != "0") or "0"


def chained(rule: Sequence[str], a: Mapping[str, str], b: Mapping[str, str]) -> dict[str, str]:
    """Return the derivatives of an operation from those of its operands `a` and `b`, by the chain rule; the key "" is the value."""
    _, h_a, h_b, h_aa, h_ab, h_bb = rule
    out = {d: total([product(h_a, a[d]), product(h_b, b[d])]) for d in FIRST}
    for d in SECOND:
        m, n = d[0], d[1]
        both = [product(h_aa, a[m], a[n]), product(h_ab, a[m], b[n]), product(h_ab, a[n], b[m]), product(h_bb, b[m], b[n])]
        out[d] = total([*both, product(h_a, a[d]), product(h_b, b[d])])
    return out


def function(name: str, rows: Sequence[Sequence[float]], wanted: Sequence[str]) -> str:
    """Return the source of a function of x, y that returns the `wanted` derivatives of a tape's last row; "" is f itself."""
    none = dict.fromkeys((*FIRST, *SECOND), "0")
    registers: list[dict[str, str]] = [{**none, "": "x", "x": "1"}, {**none, "": "y", "y": "1"}]
    lines = [f"def {name}(x, y):"]
    deep = max(map(len, wanted))
    for i, (op, left, right) in enumerate(rows):
        if op == operations.LOAD:
            registers.append({**none, "": f"({left!r})" if left < 0 else repr(left)})
            continue
        a, b, h = registers[int(left)], registers[int(right)], f"r{i}"
        rule = [each.format(a=a[""], b=b[""], h=h) for each in RULES[int(op)]]
        made = {"": rule[0], **{d: each for d, each in chained(rule, a, b).items() if len(d) <= deep}}
        lines += [f"    {h}{'_' * bool(d)}{d} = {each}" for d, each in made.items() if each not in ("0", "1")]
        registers.append({**none, **{d: each if each in ("0", "1") else f"{h}{'_' * bool(d)}{d}" for d, each in made.items()}})
    returned = [{"0": "0.0", "1": "1.0"}.get(registers[-1][d], registers[-1][d]) for d in wanted]
    return "\n".join([*lines, f"    return {', '.join(returned)}"])


def functions(k: Sequence[float]) -> dict[str, str]:
    """Return the source of a tape's value, grad and hess."""
    rows = [(float(k[i]), float(k[i + 1]), float(k[i + 2])) for i in range(1, len(k), 3)]
    return {name: function(name, rows, wanted) for name, wanted in {"value": ("",), "grad": FIRST, "hess": SECOND}.items()}
