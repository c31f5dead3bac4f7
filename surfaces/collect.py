"""Collect units: one per file of a folder, the file name is the key; and hold their functions to their declarations."""

import inspect
from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any


def collect(package: str, path: Iterable[str], attribute: str) -> dict[str, Any]:
    """Return the `attribute` of every module of `package` that has one, by module name, sorted."""
    modules = {info.name: import_module(f"{package}.{info.name}") for info in iter_modules(path)}
    return {key: getattr(module, attribute) for key, module in sorted(modules.items()) if hasattr(module, attribute)}


def match(unit: str, function: Callable[..., Any], expected: list[str]) -> None:
    """Refuse, at import, a function whose parameters are not those of its declaration; `unit` says whose it is."""
    found = list(inspect.signature(function).parameters)
    if found != expected:
        raise TypeError(f"{unit}: {function.__name__} takes {found}, its declaration says {expected}")
