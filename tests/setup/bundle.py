"""Make the bundle of the pages in static/bundle, with the esbuild that tests/setup/node.py has put into .cache/node.

An argument names another folder of page files.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from app.settings import static_dir
from app.web.bundle import FOLDER, PAGES, STAMP, Parts, sheets, stamp
from app.web.static_files import read
from tests.setup.node import HOME

ESBUILD = HOME / "node_modules" / ".bin" / "esbuild"
WAY = f"{HOME / 'bin'}{os.pathsep}{os.environ['PATH']}"
"""The command is a script of Node's where npm runs no scripts of packages."""

LOCAL = re.compile(r"(?<=url\()([\"']?)(?=vendor/)")
"""Before an address in a style sheet, which is relative to the sheet."""


QUIET = ["--minify", "--charset=utf8", "--log-level=warning"]
SPLIT = ["--bundle", "--splitting", "--format=esm", "--legal-comments=eof", "--chunk-names=[name]-[hash]"]


def esbuild(*options: str, text: str | None = None, place: Path | None = None) -> bytes:
    """Return what esbuild makes of its input, run in a folder."""
    done: subprocess.CompletedProcess[bytes] = subprocess.run(
        [ESBUILD, *QUIET, *options],
        check=True,
        input=text and text.encode(),
        stdout=subprocess.PIPE,
        cwd=place,
        env={**os.environ, "PATH": WAY},
    )
    return done.stdout


def split(place: Path, entry: str, script: str) -> dict[str, bytes]:
    """Return the scripts of a page by their names; `script` names the one with all that the entry imports, whatever else needs it too.

    By itself, esbuild makes a script of every set of modules that several scripts share: the page would load six in place of one. So
    each module that is loaded later imports the entry as well: all that the entry needs is then shared by the same scripts. Addresses
    are relative to the folder `place`, a copy of the sources, so that names (hashes) are the same wherever it lies.
    """
    options = [entry, *SPLIT, "--outdir=out", f"--entry-names={Path(script).stem}", "--metafile=listed.json"]
    esbuild(*options, place=place)
    inputs = json.loads((place / "listed.json").read_text("utf-8"))["inputs"].values()
    for later in {each["path"] for found in inputs for each in found["imports"] if each["kind"] == "dynamic-import"}:
        back = os.path.relpath(entry, Path(later).parent)
        (place / later).write_text(f'import "./{back}";\n{(place / later).read_text("utf-8")}', "utf-8")
    out = place / "out"
    shutil.rmtree(out)
    esbuild(*options, place=place)
    (shared,) = (each for each in out.iterdir() if each.name in (out / script).read_text("utf-8"))
    shared.replace(out / script)
    return {each.name: each.read_bytes().replace(shared.name.encode(), script.encode()) for each in out.iterdir()}


def scripts(folder: Path, parts: Parts) -> dict[str, bytes]:
    """Return the scripts of a page by their addresses, all as deep as the first of them."""
    with TemporaryDirectory() as made:
        place = Path(made).resolve()
        for part in ("js", "vendor"):
            shutil.copytree(
                folder / part, place / part, ignore=lambda _, names: [name for name in names if "." in name and not name.endswith(".js")]
            )
        first = PurePosixPath(parts.script)
        return {str(first.parent / name): body for name, body in split(place, parts.entry, first.name).items()}


def bundle(folder: Path) -> None:
    """Write the bundle of the page files in a folder, and remove what an older one has left. Its stamp is the last that is there."""
    sources = stamp({key: item.tag for key, item in read(folder).items()}).encode()
    made: dict[str, bytes] = {}
    for page, parts in PAGES.items():
        styles = "".join((folder / sheet).read_text("utf-8") for sheet in sheets((folder / page).read_text("utf-8")))
        made |= scripts(folder, parts)
        made[parts.sheet] = esbuild("--loader=css", text=LOCAL.sub(r"\1../", styles))
    (folder / STAMP).unlink(missing_ok=True)
    for key, body in made.items():
        (folder / key).parent.mkdir(parents=True, exist_ok=True)
        (folder / key).write_bytes(body)
    for path in (folder / FOLDER).rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in made:
            path.unlink()
    (folder / STAMP).write_bytes(sources)


if __name__ == "__main__":
    bundle(Path(sys.argv[1]) if len(sys.argv) > 1 else static_dir())
