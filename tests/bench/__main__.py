"""Measures all topics, or those that are named: `python -m tests.bench engine frames`."""

import sys
from importlib import import_module

from tests.bench.table import FOLDER, Row, markdown, write

TOPICS = (
    "engine", "data", "peers", "length", "maps", "map_answers", "tuning", "frames", "kinds", "fairness", "load", "memory", "hostile",
    "class", "killed", "start", "browser",
)  # fmt: skip

MODULES = {"class": "classroom"}
"""Topics whose modules cannot be called like them."""


def main(names: list[str]) -> None:
    """Print every topic's table as soon as it is there, and keep them all."""
    if unknown := set(names) - set(TOPICS):
        sys.exit(f"bench: no topic {', '.join(sorted(unknown))}; there are {', '.join(TOPICS)}")
    done: dict[str, list[Row]] = {}
    for topic in names or TOPICS:
        module = import_module(f"tests.bench.{MODULES.get(topic, topic)}")
        done[topic] = module.rows()
        print(f"\n{topic}: {(module.__doc__ or '').splitlines()[0]}\n{markdown(done[topic])}", flush=True)
        write(done)
    missed = [row.what for rows in done.values() for row in rows if row.met() is False]
    print(f"\nwritten to {FOLDER}; targets not met: {'; '.join(missed) or 'none'}")


if __name__ == "__main__":
    main(sys.argv[1:])
