"""Collects the units of a folder, one per file with the file name as key, and checks their functions."""

import inspect
from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any


def collect(package: str, path: Iterable[str], attribute: str) -> dict[str, Any]:
    """Return the `attribute` of every module of `package` that has one, sorted by module name."""
    modules = {info.name: import_module(f"{package}.{info.name}") for info in iter_modules(path)}
    return {key: getattr(module, attribute) for key, module in sorted(modules.items()) if hasattr(module, attribute)}


def match(unit: str, function: Callable[..., Any], expected: list[str]) -> None:
    """Raise TypeError, with the name `unit`, if a function's parameters are not the `expected` ones of its declaration."""
    found = list(inspect.signature(function).parameters)
    if found != expected:
        raise TypeError(f"{unit}: {function.__name__} takes {found}, its declaration says {expected}")
