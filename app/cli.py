"""The command line: serve the page, run a scene to a file, test a range of rates, list the lessons."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NoReturn

import uvicorn
from pydantic import ValidationError

from app import __doc__ as summary
from app import __version__
from app.catalog import summary as lessons
from app.exports.files import KINDS, add_flags, contents, kind_of
from app.exports.ranges import add_range_flags, asked, summary_of, written
from app.faults import Refused, refusal
from app.lessons import LESSONS
from app.range_test import ranged
from app.routes import range_test_of, read
from app.scene import Scene
from app.settings import settings


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End with exit status 2."""
        fail(message)


def fail(message: str) -> NoReturn:
    """Say what is wrong in one line and end with exit status 2."""
    print(f"ravine: {message}", file=sys.stderr)
    raise SystemExit(2)


def parser() -> Parser:
    """Return the parser of the commands."""
    made = Parser(prog="ravine", description=summary)
    made.add_argument("--version", action="version", version=f"ravine {__version__}")
    commands = made.add_subparsers(dest="command", required=True, metavar="command", parser_class=Parser)
    serve = commands.add_parser("serve", help="serve the page")
    serve.add_argument("--host", default=settings.host, help="address to listen on (%(default)s)")
    serve.add_argument("--port", default=settings.port, type=int, help="port, 0 for a free one (%(default)s)")
    serve.add_argument("--workers", default=settings.workers, type=int, help="processes (%(default)s)")
    run = commands.add_parser("run", help="run a scene: JSON to the screen, or to FILE")
    run.add_argument("scene", metavar="SCENE.json", help="a file, or - for standard input")
    run.add_argument("-o", "--output", metavar="FILE", type=Path, help=f"its suffix says what: {' '.join(KINDS)}")
    add_flags(run)
    test = commands.add_parser("range-test", help="the loss of a lane over a growing learning rate, and a rate to take")
    test.add_argument("scene", metavar="SCENE.json", help="a file, or - for standard input")
    add_range_flags(test)
    commands.add_parser("lessons", help="list the lessons")
    return made


def serve(host: str, port: int, workers: int) -> None:
    """Serve until interrupted."""
    if not (0 <= port <= 65535 and 1 <= workers <= 256):
        fail("--port goes from 0 to 65535, --workers from 1 to 256")
    shown = f"[{host}]" if ":" in host else host
    print(f"Ravine {__version__}: http://{shown}:{port} (stop with Ctrl-C)", flush=True)
    uvicorn.run(
        "app.main:app", host=host, port=port, workers=workers, log_level=settings.log_level, access_log=False,
        ws="websockets-sansio", ws_per_message_deflate=False, ws_max_size=64 * settings.max_body,
    )  # fmt: skip


@contextmanager
def one_line(source: str) -> Iterator[None]:
    """End with one line where a scene or a file is not what it should be."""
    try:
        yield
    except ValidationError as error:
        complain(refusal(error))
    except Refused as error:
        complain(error)
    except OSError as error:
        fail(f"{error.filename or source}: {error.strerror}")


def text_of(source: str) -> bytes:
    """Return what a file, or standard input, holds."""
    return sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()


def run(source: str, output: Path | None, said: argparse.Namespace) -> None:
    """Run a scene and write what the file's name asks for."""
    with one_line(source):
        kind = kind_of(output)
        pieces = contents(Scene.model_validate(read(text_of(source))), kind, said)
        with nullcontext(sys.stdout.buffer) if output is None else output.open("wb") as file:
            file.writelines(pieces)


def range_test(source: str, output: Path | None, said: argparse.Namespace) -> None:
    """Test a lane of a scene: its marks to the screen, its curve to a file."""
    with one_line(source):
        test = range_test_of(asked(read(text_of(source)), said))
        write = written(output)
        found = ranged(test)
        print(summary_of(found))
        if output:
            output.write_bytes(write(found))


def complain(error: Refused) -> NoReturn:
    """Say the first thing that is wrong with a scene."""
    first = error.faults[0]
    place = f"{first['path']}: " if first["path"] else ""
    more = f" (and {len(error.faults) - 1} more)" if len(error.faults) > 1 else ""
    fail(f"{place}{first['message']} ({first['bound']}; it is {first['value']}){more}")


def main(arguments: list[str] | None = None) -> None:
    """Run one command."""
    said = parser().parse_args(arguments)
    if said.command == "serve":
        serve(said.host, said.port, said.workers)
    elif said.command == "run":
        run(said.scene, said.output, said)
    elif said.command == "range-test":
        range_test(said.scene, said.output, said)
    else:
        print(lessons(LESSONS))


if __name__ == "__main__":
    main()
