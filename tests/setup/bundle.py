"""Make the bundle of the pages in static/bundle, with the esbuild that tests/setup/node.py has put into .cache/node.

An argument names another folder of page files.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from app.settings import static_dir
from app.web.bundle import PAGES, STAMP, sheets, stamp
from app.web.static_files import read
from tests.setup.node import HOME

ESBUILD = HOME / "node_modules" / ".bin" / "esbuild"
WAY = f"{HOME / 'bin'}{os.pathsep}{os.environ['PATH']}"
"""The command is a script of Node's where npm runs no scripts of packages."""

LOCAL = re.compile(r"(?<=url\()([\"']?)(?=vendor/)")
"""Before an address in a style sheet, which is relative to the sheet."""


def made(*options: str, text: str | None = None) -> bytes:
    """Return what esbuild makes of its input."""
    quiet = ["--minify", "--charset=utf8", "--log-level=warning"]
    done: subprocess.CompletedProcess[bytes] = subprocess.run(
        [ESBUILD, *quiet, *options], check=True, input=text and text.encode(), stdout=subprocess.PIPE, env={**os.environ, "PATH": WAY}
    )
    return done.stdout


def bundle(folder: Path) -> None:
    """Write the bundle of the page files in a folder."""
    made_of = {STAMP: stamp({key: item.tag for key, item in read(folder).items()}).encode()}
    for page, parts in PAGES.items():
        styles = "".join((folder / sheet).read_text("utf-8") for sheet in sheets((folder / page).read_text("utf-8")))
        made_of[parts.script] = made(str(folder / parts.entry), "--bundle", "--format=esm", "--legal-comments=eof")
        made_of[parts.sheet] = made("--loader=css", text=LOCAL.sub(r"\1../", styles))
    for key, body in made_of.items():
        (folder / key).parent.mkdir(parents=True, exist_ok=True)
        (folder / key).write_bytes(body)


if __name__ == "__main__":
    bundle(Path(sys.argv[1]) if len(sys.argv) > 1 else static_dir())
