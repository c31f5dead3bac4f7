"""A class's answers as a table for the lecturer: one row per vote, without the numbers of the tabs and without times."""

import asyncio
import csv
import io
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

import orjson

from app.classroom.rules.room import Ask
from app.classroom.stores.store import Away, Store

T = TypeVar("T")

TRIES, AGAIN = 20, 1.0
"""How often a store is asked that is away, and the seconds in between."""

COLUMNS = ("question", "round", "kind", "title", "until", "at", "seat", "choice", "option", "x", "y", "step", "sure", "right")
"""`choice` counts from 1. `seat` is a number of this file only. `right` is the right answer: a choice, "x y", or a step."""

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text


def right(ask: Ask) -> Any:
    """Return the right answer, empty where there is none."""
    if ask.kind == "choice":
        return "" if ask.right is None else ask.right + 1
    truth = ask.truth
    if truth is None:
        return ""
    return truth.step if ask.kind == "step" else " ".join(map(repr, truth.at or ()))


def row(ask: Ask, seat: int, ballot: str) -> list[Any]:
    """Return one vote. Numbers are ours, so that a minus is no formula; texts are not."""
    value, sure = orjson.loads(ballot)[:2]
    choice, option, x, y, step = "", "", "", "", ""
    if ask.kind == "choice":
        choice, option = value + 1, harmless(ask.options[value])
    elif ask.kind == "click":
        x, y = value
    else:
        step = value
    at = "" if ask.at is None else ask.at
    return [ask.id, ask.round, ask.kind, harmless(ask.title), ask.until, at, seat, choice, option, x, y, step, sure or "", right(ask)]


def written(rows: list[list[Any]]) -> str:
    """Return rows as RFC 4180 has them."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


async def patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """Return what a store answers that may be away for a while: a file that has begun cannot say so."""
    for _ in range(TRIES):
        try:
            return await ask()
        except Away:
            await asyncio.sleep(AGAIN)
    return await ask()


async def table(store: Store, code: str) -> AsyncIterator[str]:
    """Yield the table round by round: a class may have many, and others wait meanwhile.

    Seats are numbered in an order that is shuffled for each file. Nobody can tell from it who came first.
    """
    yield written([list(COLUMNS)])
    numbers: dict[str, int] = {}
    shuffled = random.SystemRandom()
    for at, ask in (await patiently(partial(store.asked, code))).items():
        kept = await patiently(partial(store.ballots, code, at))
        new = [seat for seat in kept if seat not in numbers]
        shuffled.shuffle(new)
        numbers |= {seat: len(numbers) + i for i, seat in enumerate(new, 1)}
        yield written([row(ask, numbers[seat], kept[seat]) for seat in sorted(kept, key=lambda seat: numbers[seat])])
