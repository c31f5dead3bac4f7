"""The folder of `RAVINE_LESSONS`: files of lessons of one's own, which the server shows in its gallery."""

import logging
from functools import cache
from pathlib import Path

from app.catalog.own import MOST, Json, OwnLesson, OwnLessons, own_lessons
from app.scene.faults import Refused
from app.scene.json_text import read
from app.scene.limits import limits

LOG = logging.getLogger("ravine.lessons")
MOST_FILES = 100
LONGEST_NAME = 60


@cache
def shelf() -> dict[str, OwnLessons]:
    """Return the lists of the folder's files by file name without .json, in their order; what cannot be read is logged in one sentence."""
    folder = limits().lessons
    if folder is None:
        return {}
    if not folder.is_dir():
        LOG.error("RAVINE_LESSONS=%s is no folder, so there are no lessons of it", folder)
        return {}
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".json" and not path.name.startswith("."))
    for path in paths[MOST_FILES:]:
        LOG.error("%s is left out: at most %s files are read", path, MOST_FILES)
    return {path.stem: lessons for path in paths[:MOST_FILES] if (lessons := lessons_of(path))}


def lessons_of(path: Path) -> OwnLessons | None:
    """Return the lessons of a file; None, and a sentence with file, field, bound and value in the log, if it has none."""
    try:
        if len(path.stem) > LONGEST_NAME or not path.stem.isprintable():
            LOG.error("%s is left out: its name must have at most %s characters, all of them visible", ascii(path.name)[1:-1], LONGEST_NAME)
            return None
        if path.stat().st_size > limits().max_body:
            LOG.error("%s is left out: it has %s bytes, at most %s are read", path, path.stat().st_size, limits().max_body)
            return None
        return own_lessons(read(path.read_bytes(), MOST))
    except Refused as error:
        LOG.error("%s is left out: %s", path, error.line())
    except OSError as error:
        LOG.error("%s cannot be read: %s", path, error.strerror)
    return None


@cache
def shelved() -> dict[str, OwnLesson]:
    """Return each lesson of the folder by its key, as week3.2: the file's name and the lesson's number from 1."""
    return {f"{name}.{i}": lesson for name, lessons in shelf().items() for i, lesson in enumerate(lessons.lessons, 1)}


def as_json() -> list[Json]:
    """Return the lists for the catalog."""
    return [{"key": name, **lessons.as_json()} for name, lessons in shelf().items()]
