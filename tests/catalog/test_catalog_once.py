"""The catalog is made once, however many ask for it at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.catalog import catalog as module
from tests.patience import PATIENCE


def test_who_asks_while_it_is_made_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the first page does while the server prepares itself."""
    made, together, answers = [], Barrier(4), module.answers

    def counted(say: module.Say) -> module.Json:
        made.append(say)
        return answers(say)

    def asked() -> module.Json:
        together.wait(PATIENCE)
        return module.catalog("en")

    monkeypatch.setattr(module, "answers", counted)
    module.built.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        found = [each.result(PATIENCE) for each in [pool.submit(asked) for _ in range(4)]]
    assert len(made) == 1
    assert all(each is found[0] for each in found)
