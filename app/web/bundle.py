"""The bundle: the page's modules as one file and its style sheets as another, made when Ravine is packaged (tests/setup/bundle.py).

A page of 140 modules that import each other takes ten seconds where every request waits 300 ms. What a page imports only later lies
in scripts beside its first. Without a bundle the server serves the modules themselves. A bundle whose sources have changed since is
never served.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import NamedTuple

FOLDER = "bundle/"
SCRIPT, SHEET, STAMP = f"{FOLDER}js/main.js", f"{FOLDER}page.css", f"{FOLDER}sources.txt"
"""The script is two folders deep, as modules are, because they find other files by addresses relative to their own."""


class Parts(NamedTuple):
    """The module that a page loads, and what stands for it and for the style sheets in the bundle."""

    entry: str
    script: str
    sheet: str


PAGE, CLASS = "index.html", "class.html"
PAGES = {PAGE: Parts("js/main.js", SCRIPT, SHEET), CLASS: Parts("js/class/main.js", f"{FOLDER}js/class.js", f"{FOLDER}class.css")}
SHEETS = re.compile(r'<link rel="stylesheet" href="([^"]+)">\s*')


def sheets(page: str) -> list[str]:
    """Return the addresses of a page's style sheets, in their order."""
    return SHEETS.findall(page)


def stamp(tags: Mapping[str, str]) -> str:
    """Return a hash of the sources: the pages, every script and every style sheet. `tags`: each file's ETag by its address."""
    sources = {key: tag for key, tag in tags.items() if key in PAGES or (key.endswith((".js", ".css")) and not key.startswith(FOLDER))}
    return hashlib.sha256("".join(f"{key}{tag}\n" for key, tag in sorted(sources.items())).encode()).hexdigest()


def bundled(page: str, parts: Parts) -> str:
    """Return a page with the bundle in place of its modules and style sheets."""
    first, *_ = SHEETS.findall(page)
    once = page.replace(f'href="{first}"', f'href="{parts.sheet}"', 1)
    rest = SHEETS.sub(lambda at: at[0] if at[1] == parts.sheet else "", once)
    return rest.replace(f'"{parts.entry}"', f'"{parts.script}"')
