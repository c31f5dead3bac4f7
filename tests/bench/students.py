"""Many students who drag at once, as a process of its own: `python -m tests.bench.students URL STUDENTS SECONDS` prints what they saw.

Each sends a scene every tenth of a second, whether the last one was answered or not (the page is kinder: it has one request
in flight), all at moments of their own. Frames are not decoded but for their id. A latency goes from sending to the answer.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.bench.cases import sized, usual, view
from tests.bench.clock import quantile

RATE = 10
PATIENCE = 20
FIRST, SECOND = "0.01234", "0.56789"
"""What stands for the id and for the rate that is dragged, in the prepared message."""


def message(lanes: int = 4, steps: int = 1000) -> str:
    """Return a message with two places to fill in."""
    scene = usual(lanes, steps)
    scene["lanes"][0]["optimizer"]["knobs"]["lr"] = 0.56789
    return json.dumps({"id": 0.01234, "scene": scene, "view": view(sized(lanes, steps)).model_dump()})


def number(data: str | bytes) -> int:
    """Return the id of an answer; the text of a refusal begins with it as a frame's header does."""
    head = data[:24].encode() if isinstance(data, str) else data[4:28]
    return int(head.partition(b":")[2].partition(b",")[0])


@dataclass
class Student:
    """One connection, a share of the rate that no other student drags, and what it saw."""

    socket: ClientConnection
    scenes: int
    own: float
    sent: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    last: bool = False
    lost: bool = False

    async def listen(self) -> None:
        """Read answers until the last scene's is there."""
        while not self.last:
            said = await self.socket.recv()
            answered = number(said)
            self.latencies.append(time.perf_counter() - self.sent[answered])
            self.last = answered == self.scenes - 1 and isinstance(said, bytes)

    async def send(self, text: tuple[str, str, str], begin: float) -> None:
        """Send a scene every tenth of a second."""
        head, middle, tail = text
        for i in range(self.scenes):
            await asyncio.sleep(begin + i / RATE - time.perf_counter())
            self.sent.append(time.perf_counter())
            await self.socket.send(f"{head}{i}{middle}{0.001 * (i + 1 + self.own):.7f}{tail}")

    async def drag(self, text: tuple[str, str, str], begin: float) -> None:
        """Drag, and wait for the last answer."""
        try:
            async with asyncio.timeout(self.scenes / RATE + PATIENCE):
                await asyncio.gather(self.send(text, begin), self.listen())
        except ConnectionClosed:
            self.lost = True
        except TimeoutError:
            pass


async def lesson(url: str, students: int, seconds: float) -> dict[str, float]:
    """Return what all students saw."""
    head, rest = message().split(FIRST)
    middle, tail = rest.split(SECOND)
    sockets = [await connect(url, compression=None, max_size=None) for _ in range(students)]
    present = [Student(socket, int(seconds * RATE), i / students) for i, socket in enumerate(sockets)]
    used, begin = time.process_time(), time.perf_counter() + 0.1
    await asyncio.gather(*(student.drag((head, middle, tail), begin + i / students / RATE) for i, student in enumerate(present)))
    used, took = time.process_time() - used, time.perf_counter() - begin
    await asyncio.gather(*(socket.close() for socket in sockets))
    latencies = [latency * 1e3 for student in present for latency in student.latencies]
    return {
        "p50": quantile(latencies, 0.5), "p95": quantile(latencies, 0.95), "sent": sum(len(student.sent) for student in present),
        "answered": len(latencies), "lost": sum(student.lost for student in present), "last": sum(student.last for student in present),
        "busy": used / took,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(asyncio.run(lesson(sys.argv[1], int(sys.argv[2]), float(sys.argv[3])))))
