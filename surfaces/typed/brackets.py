"""Normalizes the brackets of a formula: all become round, bars become `abs`, and a function without brackets gets some."""

from surfaces.typed.tokens import FUNCTIONS, FormulaError, Token, strange

DEEPEST = 40
"""Deepest nesting of brackets."""

PAIRS = {"(": ")", "[": "]", "{": "}"}
POWERS = ("2", "3", "4", "5", "6", "7", "8", "9")
"""Powers that may follow the name of a function, as in sin^2 x."""

BEGIN = Token("begin", "", 0)


def paired(found: list[Token]) -> list[Token]:
    """Return the tokens with round brackets only; raise if brackets do not match or nest too deeply, or a comma is misplaced.

    A bar closes the innermost bracket if that is a bar and a value is complete; otherwise it opens one.
    """
    out, stack = [BEGIN], list[tuple[Token, bool]]()
    for here in found:
        before, top = out[-1], stack[-1][0].kind if stack else ""
        if here.kind == "|" and top == "|" and before.ends_value():
            stack.pop()
            out += [Token(")", "|", here.column)] * 2
        elif here.kind in PAIRS or here.kind == "|":
            stack.append((here, before.kind == "function"))
            out += opened(before, here)
        elif here.kind in PAIRS.values():
            check_closing(here, top)
            stack.pop()
            out.append(Token(")", here.text, here.column))
        else:
            if here.kind == "," and not (stack and stack[-1][1]):
                raise FormulaError("a comma stands between the values of a function only; decimals take a point", here.column)
            out.append(here)
        if len(stack) > DEEPEST:
            raise FormulaError("brackets nest at most {most} deep", here.column, most=DEEPEST)
    if stack:
        raise FormulaError("the bracket '{bracket}' is never closed", stack[-1][0].column, bracket=stack[-1][0].text)
    return out[1:]


def opened(before: Token, here: Token) -> list[Token]:
    """Return the tokens of an opening bracket; a bar becomes `(abs(`."""
    if here.kind == "[" and before.kind == "name":
        raise FormulaError(strange("["), here.column)
    bracket = Token("(", here.text, here.column)
    return [bracket, Token("function", "abs", here.column), bracket] if here.kind == "|" else [bracket]


def check_closing(here: Token, top: str) -> None:
    """Raise if a closing bracket has no opening one, or one of another kind."""
    if not top:
        raise FormulaError("the bracket '{bracket}' was never opened", here.column, bracket=here.text)
    if PAIRS.get(top) != here.kind:
        raise FormulaError("the bracket '{bracket}' cannot close '{open}'", here.column, bracket=here.text, open=top)


def reached(found: list[Token]) -> list[Token]:
    """Return the tokens with brackets around every function's argument and a power as in sin^2 x stored in the function's token.

    Without brackets, the argument is one number or letter, and nothing may follow that could also belong to it. The last token
    of `found` is the end.
    """
    out, at = list[Token](), 0
    while at < len(found):
        here, at = found[at], at + 1
        if here.kind not in ("function", "root"):
            out.append(here)
            continue
        power, at = power_of(found, at, here)
        out.append(Token("function", here.text, here.column, power))
        if found[at].kind == "(":
            continue
        if found[at].kind not in ("number", "name") or FUNCTIONS[here.text] > 1:
            raise FormulaError("{name} needs brackets: {name}(...)", here.column, name=here.text)
        check_reach(here, found[at + 1])
        out += [Token("(", "", here.column), found[at], Token(")", "", here.column)]
        at += 1
    return out


def check_reach(here: Token, after: Token) -> None:
    """Raise if the token after a function's argument could belong to it: sin 2x, sin x^2, sin x/2; sqrt 2/2 is clear."""
    if after.kind in ("number", "name", "(", "^") or (after.kind == "/" and here.kind == "function"):
        raise FormulaError("it is not clear how far {name} reaches: put it into brackets, {name}(...)", here.column, name=here.text)


def power_of(found: list[Token], at: int, here: Token) -> tuple[int, int]:
    """Return the power between a function and its argument, 1 if there is none, and the index where the argument begins."""
    if found[at].kind != "^":
        return 1, at
    kinds = [token.kind for token in found[at : at + 4]]
    inside = kinds[1] == "("
    number = found[at + 1 + inside] if len(kinds) > 1 + inside else found[-1]
    if number.kind == "-":
        raise FormulaError("{name}^-1 may be 1/{name} or arc{name}: write the one that is meant", found[at].column, name=here.text)
    if number.kind != "number" or number.text not in POWERS or (inside and kinds[3:] != [")"]):
        between = {"name": here.text, "low": POWERS[0], "high": POWERS[-1]}
        raise FormulaError("a power between {name} and its value is one of {low} ... {high}", found[at].column, **between)
    return int(number.text), at + 2 + 2 * inside
