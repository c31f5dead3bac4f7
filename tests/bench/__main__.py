"""Prints every benchmark: `python -m tests.bench`."""

from tests.bench import engine, frames, start

for part in (engine, frames, start):
    part.main()
