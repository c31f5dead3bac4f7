"""Hostile labels in everything that can be taken away: each file must be read as the same scene's with a plain label is."""

import ast
import csv
import io
import json
import math
import zlib
from base64 import b64decode
from collections.abc import Callable, Mapping
from html import escape
from html.parser import HTMLParser
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

from app.exports.drawing.svg import FORBIDDEN
from app.exports.drawing.typeface import composed
from tests.fuzz.asking import Answer, ask, wrong_errors
from tests.fuzz.cases import Case
from tests.fuzz.texts import LONGEST, is_unicode, text

PLAIN = "plain"
ASKED: Mapping[str, tuple[str, dict[str, str]]] = {
    "svg": ("/api/picture", {}),
    "png": ("/api/picture", {"format": "png", "width": "300"}),
    "csv": ("/api/csv", {}),
    "torch": ("/api/code", {}),
    "optax": ("/api/code", {"framework": "optax"}),
    "keras": ("/api/code", {"framework": "keras"}),
    "figure": ("/api/figure", {}),
    "figure page": ("/api/figure", {"format": "html"}),
    "page": ("/api/offline", {}),
    "runs": ("/api/runs", {}),
}
"""Every file: its endpoint, and its query."""

WEIGHTS = (6, 2, 2, 3, 2, 2, 3, 1, 2, 2)


def scene(label: str) -> dict[str, Any]:
    """Return two lanes, the first with a label."""
    lanes = [{"optimizer": {"key": "adam"}, "label": label}, {"optimizer": {"key": "gradient_descent"}}]
    return {"surface": {"key": "canyon"}, "steps": 3, "lanes": lanes}


class Marks(HTMLParser):
    """Collects elements with the names of their attributes, and the texts of the title and of scripts."""

    def __init__(self, said: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Any] = []
        self.scripts: list[str] = []
        self.feed(said)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep one that begins."""
        self.found.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Keep one that ends."""
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:
        """Keep that there is one."""
        self.found.append("comment")


def shape_of_svg(body: bytes) -> tuple[Any, str]:
    """Return the elements of an SVG with the names of their attributes, and all its words."""
    root = ET.fromstring(body)
    letters = [each.text or "" for each in root.iter() if each.tag.endswith("text")]
    return [(each.tag, sorted(each.attrib)) for each in root.iter()], "".join(letters)


def wrong_svg(body: bytes, label: str) -> str | None:
    """Return what is wrong with a picture."""
    shape, words = shape_of_svg(body)
    shown = FORBIDDEN.sub("\ufffd", composed(label)).replace("\r\n", "\n").replace("\r", "\n")
    if {tag for tag, _ in shape} != {tag for tag, _ in shape_of_svg(plain("svg"))[0]}:
        return "other elements"
    return None if shown.strip() in words else f"{words!r} lacks {shown!r}"


def wrong_csv(body: bytes, label: str) -> str | None:
    """Return what is wrong with a table: no cell is a formula to a spreadsheet, and but for names and settings, every one is a number."""
    (*columns, _, _), *rows = csv.reader(io.StringIO(body.decode()))
    for row in rows:
        if any(cell.startswith(("=", "+", "@")) for cell in row) or not all(math.isfinite(float(cell)) for cell in row[:-2] if cell):
            return f"{row} for {label!a}"
    _, *usual = csv.reader(io.StringIO(plain("csv").decode()))
    return None if [row[: len(columns)] for row in rows] == [row[: len(columns)] for row in usual] else "a label changes the numbers"


def wrong_script(framework: str) -> Callable[[bytes, str], str | None]:
    """Return what says whether a script is another program than with a plain label."""

    def wrong(body: bytes, _: str) -> str | None:
        return None if ast.dump(ast.parse(body)) == ast.dump(ast.parse(plain(framework))) else "another program"

    return wrong


def wrong_figure(body: bytes, label: str) -> str | None:
    """Return what is wrong with a figure: Plotly takes names for HTML, so they are escaped."""
    said = json.loads(body, parse_constant=int)  # NaN is no JSON
    names = {each["name"] for each in said["data"] if "name" in each}
    return None if escape(label or "Adam") in names else f"{names} lack {label!a}"


def wrong_page(kind: str) -> Callable[[bytes, str], str | None]:
    """Return what says whether a page has other elements than with a plain label."""

    def wrong(body: bytes, label: str) -> str | None:
        if Marks(body.decode()).found != Marks(plain(kind).decode()).found:
            return "other elements"
        return wrong_recording(body, label) if kind == "page" else None

    return wrong


def wrong_recording(body: bytes, label: str) -> str | None:
    """Return what is wrong with the recording in an offline page: its header is JSON that holds the label as it was said."""
    data = zlib.decompress(b64decode(body.partition(b'id="recording">')[2].partition(b"<")[0]))
    head = json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])
    return None if head["titles"][0] == (label or "Adam") else f"{head['titles']!a}"


def wrong_runs(body: bytes, _: str) -> str | None:
    """Return what is wrong with the rows: the label stands in the lane's name and settings alone."""
    found, usual = (json.loads(text)["lanes"] for text in (body, plain("runs")))
    for each in (*found, *usual):
        each["name"] = each["settings"]["lanes"][0]["label"] = None
    return None if found == usual else "a label changes the numbers"


WRONG: Mapping[str, Callable[[bytes, str], str | None]] = {
    "svg": wrong_svg, "png": lambda body, _: None if body[:4] == b"\x89PNG" else "no PNG", "csv": wrong_csv,
    "torch": wrong_script("torch"), "optax": wrong_script("optax"), "keras": wrong_script("keras"),
    "figure": wrong_figure, "figure page": wrong_page("figure page"), "page": wrong_page("page"), "runs": wrong_runs,
}  # fmt: skip
"""What is wrong with each file."""

_plain: dict[str, bytes] = {}


def plain(kind: str) -> bytes:
    """Return a file of the scene with a plain label; `verdict` has fetched it."""
    return _plain[kind]


def made(kind: str, label: str) -> Case:
    """Return the request for a file."""
    path, query = ASKED[kind]
    return Case(path, scene(label), query)


def label(seed: int, i: int) -> tuple[str, str]:
    """Return case number `i` of a seed: which file, and the label."""
    rng = Random(f"label {seed} {i}")
    return rng.choices(list(ASKED), WEIGHTS)[0], text(rng)


def wrong_label(kind: str, label: str, answer: Answer) -> str | None:
    """Return what is wrong with a file, or with a refusal."""
    status, _, body = answer
    if status in (400, 422) and (len(label) > LONGEST or not is_unicode(label)):
        return wrong_errors(json.loads(body), whole=True)
    return WRONG[kind](body, label) if status == 200 else f"status {status}: {body[:200]!r}"


async def verdict(kind: str, label: str) -> str | None:
    """Return what is wrong with one label in one file, None where nothing is."""
    try:
        if kind not in _plain:
            _plain[kind] = (await ask(made(kind, PLAIN)))[2]
        return wrong_label(kind, label, await ask(made(kind, label)))
    except Exception as error:  # noqa: BLE001  (whatever it is, the fuzzer names the case and goes on)
        return f"{type(error).__name__}: {error}"
