"""The source of a unit's functions, so that a script can include them and does not need Ravine."""

import dis
import inspect
import re
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any, TypeGuard

Function = Callable[..., Any]


def codes(code: CodeType) -> Iterator[CodeType]:
    """Yield a function's code and that of the functions and comprehensions inside."""
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from codes(each)


def globals_of(function: Function) -> dict[str, Any]:
    """Return the module globals that a function reads, without builtins."""
    known = inspect.unwrap(function).__globals__
    names = {
        op.argval for code in codes(inspect.unwrap(function).__code__) for op in dis.get_instructions(code) if op.opname == "LOAD_GLOBAL"
    }
    return {name: known[name] for name in sorted(names) if name in known}


def preamble(functions: list[Function]) -> tuple[set[str], dict[str, str]]:
    """Return the import lines that functions need, and their modules' constants by name; functions of ours are carried along."""
    imports, numbers = set(), {}
    for name, found in (item for function in functions for item in globals_of(function).items()):
        if isinstance(found, ModuleType):
            imports.add(f"import {found.__name__} as {name}" if found.__name__ != name else f"import {name}")
        elif isinstance(found, int | float | tuple):
            numbers[name] = repr(found)
        elif not is_ours(found):
            imports.add(f"from {found.__module__} import {name}")
    return imports, numbers


def is_ours(found: Any) -> TypeGuard[FunctionType]:
    """Return whether a global is a function of a surface, whose source a script carries along."""
    return isinstance(found, FunctionType) and found.__module__.startswith("surfaces.")


def reached(functions: list[Function]) -> list[Function]:
    """Return functions and those of ours that they call, directly or indirectly, each once and before its callers."""
    found: dict[str, Function] = {}
    for function in functions:
        called: list[Function] = [own for own in globals_of(function).values() if is_ours(own)]
        for each in [*reached(called), function]:
            found.setdefault(each.__name__, each)
    return list(found.values())


def text(function: Function, name: str) -> str:
    """Return the source of a function, renamed to `name`."""
    return re.sub(rf"^def {function.__name__}\(", f"def {name}(", inspect.getsource(function).rstrip(), count=1)


def arguments(knobs: dict[str, Any]) -> str:
    """Return knobs as keyword arguments, each preceded by a comma and a space."""
    return "".join(f", {name}={value!r}" for name, value in knobs.items())
