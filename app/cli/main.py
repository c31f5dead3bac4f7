"""The command line: serve the page, run a scene to a file, map it, test a range of rates, tune lanes, list the lessons."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from app import __doc__ as summary
from app import __version__
from app.catalog.catalog import summary as lessons
from app.catalog.link import BrokenLink, is_link, linked, scene_of_key, within
from app.catalog.own import MOST
from app.cli import map as mapped
from app.cli.atlas import add_atlas_flags, atlas
from app.cli.console import opened, tell, writing
from app.cli.fail import fail
from app.cli.files import is_there, suffix_of, writer
from app.cli.range_test import add_range_flags, asked, summary_of
from app.cli.range_test import csv as curve_csv
from app.cli.tune import add_tune_flags, found, table
from app.cli.tune import asked as asked_to_tune
from app.cli.tune import csv as tried_csv
from app.engine.threads import helped
from app.exports.files import KINDS, add_flags, contents, kind_of
from app.replies.lr_range import range_test_of, ranged
from app.scene.faults import Refused, refusal
from app.scene.json_text import read
from app.scene.scene import Scene
from app.settings import complaints, settings
from app.tuning.tune import tune_of

LIMITS = {"max_steps", "max_lane_steps", "max_map_steps", "max_lanes", "inline_steps", "threads"}
"""The settings that apply to a scene without a server, too."""


def text(said: str) -> str:
    """Return what a flag says; bytes that are no text, which a file's name may have, are written out."""
    return said.encode(errors="backslashreplace").decode()


class Parser(argparse.ArgumentParser):
    """A parser that reports an error in one line, and takes texts."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.register("type", None, text)

    def error(self, message: str) -> NoReturn:
        """Exit with status 2."""
        fail(message)


SCENE = "a scene or lessons as a file, - for standard input, a lesson's key, or a link"


def parser() -> Parser:
    """Return the parser of all commands."""
    made = Parser(prog="ravine", description=summary)
    made.add_argument("--version", action="version", version=f"ravine {__version__}")
    commands = made.add_subparsers(dest="command", required=True, metavar="command", parser_class=Parser)
    serve = commands.add_parser("serve", help="serve the page")
    serve.add_argument("--host", help=f"address to listen on ({settings.host})")
    serve.add_argument("--port", default=settings.port, type=int, help="port, 0 for a free one (%(default)s)")
    serve.add_argument("--workers", default=settings.workers, type=int, help="processes (%(default)s)")
    run = commands.add_parser("run", help="run a scene: JSON to the screen, or to FILE")
    run.add_argument("scene", metavar="SCENE.json", type=str, help=SCENE)
    run.add_argument("--lesson", metavar="N", type=int, help="which of several lessons in a file or link, counted from 1")
    run.add_argument("-o", "--output", metavar="FILE", type=Path, help=f"its suffix says what: {' '.join(KINDS)}")
    add_flags(run)
    mapping = commands.add_parser("map", help="where thousands of runs of a lane end, two of whose numbers vary")
    mapping.add_argument("scene", metavar="SCENE.json", type=str, help=SCENE)
    mapped.add_map_flags(mapping)
    test = commands.add_parser("range-test", help="the loss of a lane over a growing learning rate, and a rate to take")
    test.add_argument("scene", metavar="SCENE.json", type=str, help=SCENE)
    add_range_flags(test)
    tuning = commands.add_parser("tune", help="the best knobs of every lane, all found with the same budget")
    tuning.add_argument("scene", metavar="SCENE.json", type=str, help=SCENE)
    add_tune_flags(tuning)
    add_atlas_flags(commands.add_parser("atlas", help="a page of every method on every surface, tuned with one budget"))
    commands.add_parser("lessons", help="list the lessons")
    return made


@contextmanager
def one_line(source: str) -> Iterator[None]:
    """Exit with a one-line message if a scene or a file is invalid."""
    try:
        yield
    except ValidationError as error:
        fail(refusal(error).line())
    except Refused as error:
        fail(error.line())
    except BrokenLink as error:
        fail(f"{source[:60]}: {error}")
    except BrokenPipeError:
        raise
    except OSError as error:
        named = str(error.filename or source)
        lost = ", and no lesson is called so" if named == source and "." not in source and not is_there(source) else ""
        fail(f"{named}: {error.strerror}{lost}")
    except UnicodeEncodeError as error:
        fail(f"{error.object}: the names of this system's files cannot hold {error.object[error.start]!a}")


def scene_of(source: str, number: int | None = None) -> Any:
    """Return the scene in a file or on standard input, or that of a lesson's key or a link; of several lessons, that of this number."""
    if source == "-":
        return within(read(sys.stdin.buffer.read(), MOST), number)
    if not (is_there(source) and Path(source).is_file()):
        if (scene := scene_of_key(source)) is not None:
            return scene
        if is_link(source):
            return linked(source, number)
    return within(read(Path(source).read_bytes(), MOST), number)


def limits() -> None:
    """Warn of invalid limits in the environment: the defaults are used; only a server exits because of them."""
    for name in LIMITS & complaints.keys():
        print(f"ravine: {complaints[name]}; {getattr(settings, name)} is taken", file=sys.stderr)


def run(source: str, output: Path | None, said: argparse.Namespace) -> None:
    """Run a scene and write it in the format of the file's suffix."""
    limits()
    with one_line(source):
        kind = kind_of(output)
        pieces = contents(Scene.model_validate(scene_of(source, said.lesson)), kind, said)
        with writing(output), helped(settings.threads - 1), nullcontext(sys.stdout.buffer) if output is None else output.open("wb") as file:
            file.writelines(pieces)


def draw_map(source: str, output: Path | None, said: argparse.Namespace) -> None:
    """Draw a map of a lane: print the shares of its ends, write it to a file."""
    limits()
    with one_line(source):
        kind = suffix_of(output, mapped.SUFFIXES)
        asked = mapped.asked(Scene.model_validate(scene_of(source)), said)
        made = mapped.drawn(asked, kind, settings.threads)
        tell(mapped.table(made), output, lambda: mapped.written(made, kind, said))


def range_test(source: str, output: Path | None, said: argparse.Namespace) -> None:
    """Run a range test on one lane of a scene: print its marks, write its curve to a file."""
    limits()
    with one_line(source):
        test = range_test_of(asked(scene_of(source), said))
        write = writer(output, curve_csv)
        found = ranged(test)
        tell(summary_of(found), output, lambda: write(found))


def tune(source: str, output: Path | None, said: argparse.Namespace) -> None:
    """Tune lanes of a scene: print their table, write the answer to a file."""
    limits()
    with one_line(source):
        asked = tune_of(asked_to_tune(scene_of(source), said))
        write = writer(output, tried_csv)
        answer = found(asked)
        tell(table(asked, answer), output, lambda: write(answer))


def command(said: argparse.Namespace) -> None:
    """Run one parsed command."""
    if said.command == "serve":
        from app.cli.serve import serve  # noqa: PLC0415  (a fifth of the start-up, which only this command needs)

        serve(said.host, said.port, said.workers)
    elif said.command == "run":
        run(said.scene, said.output, said)
    elif said.command == "range-test":
        range_test(said.scene, said.output, said)
    elif said.command == "map":
        draw_map(said.scene, said.output, said)
    elif said.command == "tune":
        tune(said.scene, said.output, said)
    elif said.command == "atlas":
        limits()
        with one_line(str(said.output)):
            tell(atlas(said))
    else:
        with one_line(said.command):
            tell(lessons())


def main(arguments: list[str] | None = None) -> None:
    """Parse the arguments and run the command."""
    opened()
    try:
        command(parser().parse_args(arguments))
    except BrokenPipeError:  # the reader has closed the pipe, as head does
        raise SystemExit(1) from None
