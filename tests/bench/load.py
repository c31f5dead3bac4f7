"""Students who drag at ten scenes a second, 4 lanes x 1,000 steps each: one worker on one core, the students on another."""

import json
import subprocess
import sys

from tests.bench.process import HERE, cores, cpu, pinned, serving
from tests.bench.table import Row
from tests.browser.server import Server

SECONDS = 6
CLASSES = (50, 150, 200, 300)
AIM = 150
"""So many students at least are to be served with a 95th percentile below 50 ms."""


def lesson(server: Server, students: int) -> dict[str, float]:
    """Return what the students saw, and the CPU time of an answer in ms."""
    before = cpu(server)
    url = f"ws{server.url.removeprefix('http')}api/stream"
    with pinned(cores()[-1:]):
        command = [sys.executable, "-m", "tests.bench.students", url, str(students), str(SECONDS)]
        said = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    seen: dict[str, float] = json.loads(said)
    return {**seen, "cpu": (cpu(server) - before) / max(1, seen["answered"]) * 1e3}


def judged(students: int, seen: dict[str, float]) -> list[Row]:
    """Return the rows of one class."""
    note = f"p50 {seen['p50']:.0f} ms, {seen['answered'] / seen['sent']:.0%} answered; the students' core was busy {seen['busy']:.0%}"
    bound = 50.0 if students <= AIM else None
    return [
        Row(f"{students} students, p95", seen["p95"], "ms", most=bound, note=note),
        Row(f"{students} students, last scene answered", seen["last"] / students * 100, "%", least=100),
        Row(f"{students} students, disconnected", seen["lost"], most=0),
    ]


def rows() -> list[Row]:
    """Return three rows per class, and what an answer costs with one worker and with two."""
    if not HERE:
        return [Row("a class that drags", None, note="needs Linux")]
    with serving(on=cores()[:1]) as server:
        seen = {students: lesson(server, students) for students in CLASSES}
    with serving(workers=2) as server:
        two = lesson(server, 100)
    return [
        *(row for students in CLASSES for row in judged(students, seen[students])),
        Row("CPU per answer, 1 worker", seen[50]["cpu"], "ms", note=f"{seen[300]['cpu']:.2f} ms with 300 students"),
        Row("CPU per answer, 2 workers", two["cpu"], "ms", note=f"100 students, p95 {two['p95']:.0f} ms, cores shared with them"),
    ]
