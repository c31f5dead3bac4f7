"""The command `atlas`: its flags, its bar."""

import argparse
import sys
from concurrent.futures import Executor
from pathlib import Path

from app.cli.progress import Progress
from app.exports.atlas.build import build
from app.exports.atlas.plan import SHOWN, Atlas
from app.maps.workers import executor_of
from app.optimizers import OPTIMIZERS
from app.settings import settings

ADDRESS = "http://127.0.0.1:8000/"


def add_atlas_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of an atlas."""
    parser.add_argument("-o", "--output", metavar="FOLDER", type=Path, required=True, help="where it is made; what is there already stays")
    parser.add_argument("--budget", type=int, default=120, help="settings that each method may try on each surface (%(default)s)")
    parser.add_argument("--steps", type=int, default=500, help="steps of a run (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of the searches and of the starts (%(default)s)")
    for name, keys in (("surface", SHOWN), ("method", list(OPTIMIZERS))):
        parser.add_argument(f"--{name}", action="append", choices=keys, metavar="KEY", help=f"only this {name}; may be said several times")
    parser.add_argument("--address", default=ADDRESS, help="of the server to which the pictures lead (%(default)s)")


def workers() -> Executor | int:
    """Return who makes the cells: the workers of a Dask scheduler, if the settings name one that answers, or so many threads."""
    if settings.dask:
        try:
            return executor_of(settings.dask)
        except (OSError, ImportError) as error:
            print(f"ravine: the atlas is made here, not by the workers of {settings.dask}: {error}", file=sys.stderr)
    return settings.threads


def atlas(said: argparse.Namespace) -> str:
    """Make an atlas; return what was made."""
    surfaces, methods = (tuple(dict.fromkeys(given or known)) for given, known in ((said.surface, SHOWN), (said.method, OPTIMIZERS)))
    made = Atlas(said.output, said.budget, said.steps, said.seed, surfaces, methods)
    for each in made.cells():
        made.asked(*each)  # refuses before any is made
    progress = Progress(len(made.cells()), "cells")
    try:
        index = build(made, said.address, workers(), progress)
    finally:
        progress.end()
    return f"{index}: {len(methods)} methods on {len(surfaces)} surfaces"
