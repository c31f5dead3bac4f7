"""Lessons, one file each, in the order of the course; the file name is the key."""

from app.lessons.lesson import Lesson
from surfaces.collect import collect

LESSONS: dict[str, Lesson] = dict(sorted(collect(__name__, __path__, "LESSON").items(), key=lambda item: item[1].order))
(OPENING,) = (key for key, lesson in LESSONS.items() if lesson.opening)
"""The key of the lesson that the page opens with."""
