"""A class: phones join within 5 s, follow 20 steps a second for 8 s, and all vote within 3 s. The phones have a core of their own."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

from tests.bench.process import HERE, cores, pinned, serving
from tests.bench.table import Row
from tests.browser.server import Server
from tests.setup.try_wheel import free_port

IN_MEMORY, IN_REDIS = (50, 150, 300, 600), (150, 300, 600)
HALL = 300
"""The class that the targets are of."""

STEP, ACK, BUSY = 25.0, 50.0, 30.0
"""Milliseconds until a step is with all followers and until a vote is stored, both p95, and percent of a core."""

DRAGGED = 7.0
"""Pictures a second that followers see of a host who drags at ten."""

SETTLED = 3.0
"""Seconds for workers that have just started."""


@contextmanager
def redis() -> Iterator[str]:
    """Run a Redis that keeps nothing; give its address."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder]
        process = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
        try:
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
            process.wait()


def crowded(server: Server, phones: int, module: str = "crowded") -> dict[str, Any]:
    """Return what a class of so many phones saw."""
    with pinned(cores()[-1:]):
        command = [sys.executable, "-m", f"tests.bench.{module}", str(server.port), str(server.process.pid), str(phones)]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    seen: dict[str, Any] = json.loads(said)
    return seen


def times(seen: dict[str, float]) -> str:
    """Return median and percentiles in words."""
    return f"p50 {seen['p50']:.1f}, p95 {seen['p95']:.1f}, p99 {seen['p99']:.1f} ms"


def judged(phones: int, store: str, seen: dict[str, Any]) -> list[Row]:
    """Return the rows of one class: a line of the table in the classroom's specification."""
    name, aimed = f"{phones} phones, {store}", phones <= HALL
    same = seen["acked"] == seen["stored"] == seen["tally"] == phones and seen["equal"] and seen["told"] == phones + 1
    note = f"{times(seen['step'])}; {seen['got']:.1%} of the steps came; load {os.getloadavg()[0]:.1f}"
    return [
        Row(f"{name}: join, p95", seen["join"]["p95"], "ms", note=f"{times(seen['join'])}; {seen['memory']:.0f} KiB a phone"),
        Row(f"{name}: step to all, p95", seen["step"]["p95"], "ms", most=STEP if aimed else None, note=note),
        Row(f"{name}: core while scrubbing", seen["scrubbing"] * 100, "%", most=BUSY if aimed else None),
        Row(f"{name}: vote to ack, p95", seen["ack"]["p95"], "ms", most=ACK, note=f"{times(seen['ack'])}; {seen['voting']:.0%} of a core"),
        Row(f"{name}: acked = stored = tally", 1.0 if same else 0.0, least=1, note=f"{seen['acked']} = {seen['stored']} = {seen['tally']}"),
    ]


def slow(seen: dict[str, Any]) -> list[Row]:
    """Return the rows of a class in which every tenth never reads."""
    name, note = f"{seen['deaf']} of 200 never read", f"others {times(seen['step'])}, {seen['lost']} of them lost"
    return [
        Row(f"{name}: gone after", seen["gone"], "s", most=45, note=note),
        Row(f"{name}: memory", seen["grown"], "MB", most=10, note="more than before, at most"),
    ]


def dragged(phones: int, found: dict[str, Any]) -> Iterator[Row]:
    """Yield the rows of a class that follows what the host drags."""
    for name, seen in found.items():
        note = f"{times(seen['way'])}; {seen['size'] / 1e3:.1f} kB each, {seen['mbit']:.0f} Mbit/s, {seen['core']:.0%} of a core"
        yield Row(f"{name}, dragged, {phones} phones: pictures a second", seen["rate"], "", least=DRAGGED, note=note)


ATTACKS = {
    "mute": "500 sockets without a word", "guess": "1,000 guessed codes", "large": "8 messages of 60 MB",
    "flood": "20 students x 5,000 votes", "join": "10,000 joins",
}  # fmt: skip


def besieged(seen: dict[str, Any]) -> list[Row]:
    """Return the rows of an honest class of a hundred that is attacked: a row of section 8 each."""
    calm = f"{seen['calm']['step']['p95']:.1f} ms before"
    found = [
        Row(
            f"{what}: others, p95", seen[key]["step"]["p95"], "ms", note=f"{calm}; closed {seen[key]['codes']}; {seen[key]['grown']:.0f} MB"
        )
        for key, what in ATTACKS.items()
    ]
    lost = sum(seen[key]["lost"] for key in ATTACKS)
    return [*found, Row("attacks: honest phones lost", lost, most=0), Row("attacks: votes kept of 20 flooders", seen["kept"], most=20)]


def in_redis() -> Iterator[Row]:
    """Yield the rows of two workers that share a Redis."""
    if not which("redis-server"):
        yield Row("a class in Redis", None, note="needs redis-server")
        return
    with redis() as address:
        os.environ["RAVINE_REDIS_URL"] = address
        try:
            with serving(workers=2) as server:
                time.sleep(SETTLED)
                for phones in IN_REDIS:
                    yield from judged(phones, "Redis", crowded(server, phones))
        finally:
            del os.environ["RAVINE_REDIS_URL"]


def rows() -> list[Row]:
    """Return the table of classes in memory and in Redis, and what those cost who never read."""
    if not (HERE and Path("/proc/net/tcp").exists()):
        return [Row("a class", None, note="needs Linux")]
    with serving(on=cores()[:1]) as server:
        found = [row for phones in IN_MEMORY for row in judged(phones, "memory", crowded(server, phones))]
        found += dragged(200, crowded(server, 200, "dragged"))
        found += slow(crowded(server, 200, "unread"))
        found += besieged(crowded(server, 100, "besieged"))
    return [*found, *in_redis()]
