"""A process that computes one order after another, from its standard input to its standard output. It ends with whoever started it."""

import os
import pickle
import signal
import sys
import threading
import traceback
from contextlib import suppress
from importlib import import_module
from queue import SimpleQueue
from typing import Any, BinaryIO

from pydantic import ValidationError

from app.engine.memory import give_back, give_back_large
from app.scene.faults import Refused, plain, refusal_within_scene, single

NICE = 10
"""How much this process steps back behind the server, which answers hands that drag."""

READY, ITEM, END, REFUSED = range(4)
"""What a message to the server says: the process is ready, an item of the answer, its end, or the faults and the status of a refusal."""


def orders_of(source: BinaryIO) -> "SimpleQueue[bytes]":
    """Return the queue of what arrives; the process ends at once, in mid-work too, when nothing can arrive any more."""
    queue: SimpleQueue[bytes] = SimpleQueue()

    def listen() -> None:
        with suppress(EOFError, pickle.UnpicklingError, OSError):
            while True:
                queue.put(pickle.load(source))
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    return queue


def answered(order: bytes) -> Any:
    """Yield the messages that answer an order, a pickled function and its arguments."""
    try:
        function, given = pickle.loads(order)
        for item in function(*given):
            yield ITEM, item
    except Refused as refused:
        yield REFUSED, (refused.faults, refused.status)
    except ValidationError as error:
        bad = refusal_within_scene(error)
        yield REFUSED, (bad.faults, bad.status)
    except Exception as error:  # noqa: BLE001  (the server must be told, and go on)
        traceback.print_exc()
        failed = single("failed", kind=plain(type(error).__name__))
        yield REFUSED, (failed.faults, failed.status)
    else:
        yield END, None


def limit(seconds: float) -> None:
    """End this process, in mid-work too, once it has computed for so many seconds from now; 0: no more."""
    with suppress(AttributeError):  # Windows has no such timer
        signal.setitimer(signal.ITIMER_PROF, seconds)


def main(needed: str, seconds: float) -> None:
    """Import a module, say so, and answer orders, each in `seconds` of processor time, until the server ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends its processes
    with suppress(AttributeError, OSError):  # Windows has no such call
        os.nice(NICE)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed must not stand between the answers
    orders = orders_of(sys.stdin.buffer)
    give_back_large()
    import_module(needed)

    def send(*message: Any) -> None:
        pickle.dump(message, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()

    with suppress(BrokenPipeError):
        send(READY, None)
        while True:
            order = orders.get()
            limit(seconds)
            for message in answered(order):
                send(*message)
            limit(0)
            give_back()
