"""A student who drags 4 x 1,000 steps beside clients that take all they can get, against the same student alone, in turns."""

import json
import subprocess
import sys
import time

from tests.bench.clock import quantile
from tests.bench.crowd import Answers
from tests.bench.process import HERE, rest, serving
from tests.bench.table import Row
from tests.browser.server import Server

ROUNDS, SECONDS, BEFORE = 5, 4.0, 2.0
OTHERS = {
    "dearest": "a client that asks for 8 x 150,000 noisy steps on the largest panels without pause",
    "flood": "a client that floods 2,000 scenes a second",
    "deaf": "20 clients that send and never read",
    "class": "40 students who drag 4 x 30,000",
}


def begun(kind: str, server: Server, seconds: float) -> "subprocess.Popen[str]":
    """Start clients of a kind."""
    url = f"ws{server.url.removeprefix('http')}api/stream"
    command = [sys.executable, "-m", "tests.bench.crowd", kind, url, str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")


def seen(clients: "subprocess.Popen[str]") -> list[Answers]:
    """Return what clients saw, once they have left."""
    said, _ = clients.communicate()
    found: list[Answers] = json.loads(said)
    return found


def turn(server: Server, kind: str) -> tuple[Answers, Answers, list[Answers]]:
    """Return what a student saw alone, then beside the others, and what these saw."""
    rest(server)
    (alone,) = seen(begun("student", server, SECONDS))
    others = begun(kind, server, BEFORE + SECONDS + 1)
    time.sleep(BEFORE)
    (beside,) = seen(begun("student", server, SECONDS))
    return alone, beside, seen(others)


def against(kind: str) -> list[Row]:
    """Return the rows of one kind."""
    with serving() as server:
        turns = [turn(server, kind) for _ in range(ROUNDS)]
    alone, beside = [one for each in turns for one in each[0]], [one for each in turns for one in each[1]]
    p95, bare = quantile(beside, 0.95), quantile(alone, 0.95)
    note = f"alone {bare:.1f} ms; p50 {quantile(beside, 0.5):.1f}, alone {quantile(alone, 0.5):.1f} ms; {len(beside)} answers"
    made = [Row(f"4 x 1,000 beside {OTHERS[kind]}, p95", p95, "ms", p95 / bare, most=2.0, note=note)]
    counts = [sum(answer >= 0 for answer in one) for each in turns for one in each[2]]
    refused = sum(answer < 0 for each in turns for one in each[2] for answer in one)
    if kind == "class":
        spread = f"{sum(counts)} answers in all, {min(counts)} to {max(counts)} each"
        most = max(counts)
        made.append(Row("of these, the most answers of one to the fewest", most, "", most / max(1, min(counts)), most=2.0, note=spread))
        made.append(Row("of these, refused as busy", refused, most=0))
    else:
        made.append(Row("whole answers of the others", sum(counts), note=f"{refused} refused"))
    return made


def rows() -> list[Row]:
    """Return the rows of every kind."""
    if not HERE:
        return [Row("clients beside each other", None, note="needs Linux")]
    return [row for kind in OTHERS for row in against(kind)]
