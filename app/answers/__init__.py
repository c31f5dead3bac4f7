"""Answers: which weights a finished run gives, one rule in each file; the file name is the key."""

from app.answers.answer import Answer
from surfaces.collect import collect

USUAL_ANSWER = "last"
"""The key of the answer of a lane that names none."""
ANSWERS: dict[str, Answer] = collect(__name__, __path__, "ANSWER")
