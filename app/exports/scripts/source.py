"""The source of a unit's functions, so that a script can include them and does not need Ravine."""

import dis
import inspect
import re
from collections.abc import Callable
from types import ModuleType
from typing import Any

Function = Callable[..., Any]


def globals_of(function: Function) -> dict[str, Any]:
    """Return the module globals that a function reads, without builtins."""
    known = inspect.unwrap(function).__globals__
    names = {op.argval for op in dis.get_instructions(function) if op.opname == "LOAD_GLOBAL"}
    return {name: known[name] for name in sorted(names) if name in known}


def preamble(functions: list[Function]) -> tuple[set[str], dict[str, str]]:
    """Return the import lines that functions need, and their modules' numeric constants by name."""
    imports, numbers = set(), {}
    for name, found in (item for function in functions for item in globals_of(function).items()):
        if isinstance(found, ModuleType):
            imports.add(f"import {found.__name__} as {name}" if found.__name__ != name else f"import {name}")
        elif isinstance(found, int | float):
            numbers[name] = repr(found)
        else:
            imports.add(f"from {found.__module__} import {name}")
    return imports, numbers


def text(function: Function, name: str) -> str:
    """Return the source of a function, renamed to `name`."""
    return re.sub(rf"^def {function.__name__}\(", f"def {name}(", inspect.getsource(function).rstrip(), count=1)


def arguments(knobs: dict[str, Any]) -> str:
    """Return knobs as keyword arguments, each preceded by a comma and a space."""
    return "".join(f", {name}={value!r}" for name, value in knobs.items())
