"""Memory of the server before and after 10,000 drags over one connection, the next sent when the last is answered."""

from websockets.sync.client import connect

from tests.bench.process import HERE, memory, serving
from tests.bench.students import FIRST, SECOND, message
from tests.bench.table import Row

DRAGS = 10_000
FIRST_DRAGS = 500
"""Those after which the allocator has what it needs."""


def rows() -> list[Row]:
    """Return one row: after over before."""
    if not HERE:
        return [Row("memory of the server", None, note="needs Linux")]
    text = message(lanes=2, steps=200)
    with serving() as server, connect(f"ws{server.url.removeprefix('http')}api/stream", compression=None, max_size=None) as socket:
        for i in range(FIRST_DRAGS + DRAGS):
            if i == FIRST_DRAGS:
                before = memory(server)
            socket.send(text.replace(FIRST, str(i)).replace(SECOND, f"{0.00001 * (i + 1):.5f}"))
            socket.recv()
        after = memory(server)
    return [Row("resident memory after 10,000 drags", after, "MB", after / before, most=1.02, note=f"{before:.1f} MB before")]
