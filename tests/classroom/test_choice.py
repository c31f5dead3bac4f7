"""Which store a server has, and where it may have no class."""

import multiprocessing
import signal
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from uvicorn import Config
from uvicorn._subprocess import get_subprocess

from app.classroom.stores import choice
from app.classroom.stores.choice import apart, chosen, insist_on_redis, workers
from app.classroom.stores.memory import Memory
from app.classroom.stores.shared import Shared
from app.settings import Settings
from tests.classroom.stores import Heard

SHARED = Settings(redis_url="redis://127.0.0.1:1")
HEARD = Heard()


def given(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Have these settings."""
    monkeypatch.setattr(choice, "settings", settings)


def test_the_settings_choose_the_store(monkeypatch):
    given(monkeypatch, Settings())
    assert isinstance(chosen(HEARD.change, HEARD.frame), Memory)
    given(monkeypatch, SHARED)
    assert isinstance(chosen(HEARD.change, HEARD.frame), Shared)


@pytest.mark.parametrize(
    ("workers", "child", "redis", "said"),
    [(1, True, None, False), (4, False, None, False), (4, True, None, True), (4, True, "redis://a", False)],
)
def test_one_of_several_workers_without_redis_has_no_class(monkeypatch, workers, child, redis, said):
    """The parent of workers is none, and `--workers 1` starts none, whatever RAVINE_WORKERS says."""
    given(monkeypatch, Settings(workers=workers, redis_url=redis))
    monkeypatch.setattr(multiprocessing, "parent_process", lambda: object() if child else None)
    assert apart() is said


def tell(sender: Any, sockets: Any) -> None:
    """Say in a worker how many there are."""
    sender.send((workers(), apart()))


@pytest.mark.parametrize(
    ("told", "found"), [({"workers": 3}, (3, True)), ({"workers": 1}, (1, False)), ({"workers": 3, "reload": True}, (1, False))]
)
def test_a_worker_of_uvicorn_knows_that_there_are_others_though_nobody_has_set_it(told, found):
    """A class that is opened in one of them is found in no other."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    worker = get_subprocess(Config("app.main:app", **told), partial(tell, sender), [])
    worker.start()
    assert receiver.poll(60)
    assert receiver.recv() == found
    worker.join()


class Gunicorns:
    """A worker as gunicorn has it."""

    def __init__(self, workers: Any) -> None:
        self.cfg = SimpleNamespace(workers=workers)

    def handle_usr1(self, *_: Any) -> None:
        """Open the log again."""


@pytest.mark.parametrize(("taken", "found"), [(Gunicorns(3).handle_usr1, (3, True)), (Gunicorns(1).handle_usr1, (1, False))])
def test_a_worker_of_gunicorn_knows_how_many_there_are(monkeypatch, taken, found):
    given(monkeypatch, Settings())
    assert (workers(), apart()) == (1, False)
    before = signal.signal(signal.SIGUSR1, taken)
    try:
        assert (workers(), apart()) == found
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_a_missing_package_is_one_line_and_status_2(monkeypatch, capsys):
    given(monkeypatch, SHARED)
    monkeypatch.setattr(choice, "find_spec", lambda name: None)
    with pytest.raises(SystemExit) as ended:
        insist_on_redis()
    assert ended.value.code == 2
    assert capsys.readouterr().err == "ravine: RAVINE_REDIS_URL needs the package redis: pip install 'ravine[redis]'\n"
