"""What the application does in the background, in the process of the tests."""

import sys
import threading

import pytest


def rest(patch: pytest.MonkeyPatch) -> None:
    """Wait until the application draws nothing in the background, and keep it from beginning to.

    Who replaces a part of it replaces that for its threads, too: one that drew the lessons met the limits of a test, and ended with
    a fault; one that had a function of the engine from before and another from after read past the end of its numbers.
    """
    startup = sys.modules.get("app.web.startup")
    if startup is None:  # then nothing has begun
        return
    begun = threading.Event()
    begun.set()
    patch.setattr(startup, "_begun", begun)
    for each in threading.enumerate():
        if each.name == startup.heat.__name__:
            each.join()
