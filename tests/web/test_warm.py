"""The processes that compile in the background: what they are asked for, and that they end with the server."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.engine import compile, jit, kept, score
from app.scene.scene import Scene
from app.settings import settings
from app.web import warm


def test_who_still_compiles_is_ended_with_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two that would take a minute each are gone at once."""
    real = subprocess.Popen
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(warm, "_compilers", [])
    monkeypatch.setattr(subprocess, "Popen", lambda _, **more: real(sleep, **more))
    filling = threading.Thread(target=warm.fill, args=(2,))
    filling.start()
    while len(compilers()) < 2:
        time.sleep(0.01)
    warm.stop()
    filling.join(timeout=30)  # of the minute; both stand still together, if the machine does
    assert not filling.is_alive()
    assert all(process.returncode for process in compilers())


def test_a_server_has_a_missing_kernel_compiled_by_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here Lookahead around another method than its own: the process is asked for this one and knows how to make it."""
    begun: list[str] = []
    real, signed, here = subprocess.Popen, jit.signed, threading.get_ident()

    def begin(command: list[str], **more: Any) -> Any:
        if threading.get_ident() != here:
            return real(command, **more)
        begun.extend(command)
        return real([sys.executable, "-c", ""])

    def only_here(then: Any) -> Any:
        """Leave kernels alone that a thread needs meanwhile which an earlier test has left behind."""
        return lambda *given: then(*given) if threading.get_ident() == here else signed(*given)

    monkeypatch.setattr(warm, "_compilers", [])
    monkeypatch.setattr(subprocess, "Popen", begin)
    monkeypatch.setattr(compile, "_made", {})
    with monkeypatch.context() as patch:
        patch.setattr(compile, "signed", only_here(lambda function, signature, missed: missed()))
        patch.setattr(compile, "apart", warm.fill_one)
        compile.walk_kernel("lookahead", "adam")
    assert [json.loads(word) for word in begun[3:]] == [["walk", "lookahead", "adam"]]
    made: list[str] = []
    monkeypatch.setattr(compile, "_made", {})
    monkeypatch.setattr(compile, "signed", only_here(lambda function, *_: made.append(function.__name__)))
    monkeypatch.setattr(sys, "argv", ["warm", *begun[3:]])
    monkeypatch.setattr("logging.disable", lambda: None)
    warm.main()
    assert len(made) == 1


def test_nothing_is_compiled_elsewhere_for_a_cache_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "trouble", ["No space left on device"])
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process was begun"))
    warm.fill_one("walk", "lookahead", "adam")


def compilers() -> list[Any]:
    return warm._compilers


@pytest.mark.parametrize("filled", [True, False])
def test_a_cache_whose_filling_was_interrupted_is_filled_by_several_processes(monkeypatch: pytest.MonkeyPatch, filled: bool) -> None:
    """The first lesson was cached, the kernels that are compiled last were not: one process after the other would take minutes."""
    begun: list[int] = []
    monkeypatch.setattr(warm, "ready", threading.Event())
    monkeypatch.setattr(warm, "fill", begun.append)
    monkeypatch.setattr(warm, "were_cached", lambda: True)
    monkeypatch.setattr(warm, "kernels", list)
    monkeypatch.setattr(compile, "apart", None)
    monkeypatch.setattr(compile, "is_on_disk", lambda key: filled)
    warm.warm()
    assert begun == ([] if filled else [settings.threads])


def test_a_kernel_is_on_disk_once_it_was_compiled(tmp_path: Path) -> None:
    program = "from app.engine.compile import is_on_disk, walk_kernel\nfor _ in 0, 1: print(is_on_disk('adam')); walk_kernel('adam')"
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    said = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    assert said.split() == ["False", "True"]


def test_loops_over_examples_are_compiled_with_their_surface() -> None:
    """Before a surface made of examples is asked for: no request waits for them."""
    warm.warm_units(["linear_regression", "ellipse"], [])
    before, made = len(score.score.signatures), Scene.model_validate(EXAMPLES)
    (run,) = made.run()
    known = len(compile._made)
    assert score.held(made.landscape(), run) is not None
    score.mesh(made.landscape(), made.landscape().held(), np.linspace(0, 1, 4), np.linspace(0, 1, 5))
    assert before == len(score.score.signatures) == 1
    assert known == len(compile._made)


EXAMPLES = {"surface": {"key": "linear_regression"}, "steps": 3, "lanes": [{"optimizer": {"key": "momentum"}}]}
