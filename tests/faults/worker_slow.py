"""The machine is so busy that a worker takes eight seconds to begin."""

from pathlib import Path

from tests.faults.serving import START, Serving, waited
from tests.faults.worker_killed import started, workers

DELAY = """
import sys, time
if any("multiprocessing" in word for word in sys.orig_argv):
    time.sleep(8)
"""


def fault(place: Path) -> list[str]:
    """It is given the time: uvicorn's own 5 s would end every one of them."""
    (place / "sitecustomize.py").write_text(DELAY, "utf-8")
    with Serving(place / "log", "--workers", "2", environment={"PYTHONPATH": str(place)}) as server:
        took = waited(lambda: started(server) == 2, START, "the workers are not ready")
        assert len(workers(server.process.pid)) == 2
        assert "died" not in server.log.read_text("utf-8")
        server.ready(START)
    return [f"ready after {took:.1f} s (bound {START:g} s), and none was killed"]
