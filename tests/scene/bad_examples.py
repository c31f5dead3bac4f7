"""What is refused of surfaces made of examples and of what lanes have of their own: scene, field, bound and value of each."""

import json
from typing import Any

import numpy as np

from app.engine.recorded import packed
from app.scene.faults import SHOWN
from tests.scenes import lane, scene

LINEAR, LOGISTIC, NETWORK = ({"key": key} for key in ("linear_regression", "logistic_regression", "tiny_network"))
ADAM, NEWTON = lane("adam", lr=0.1), lane("newton", lr=1.0)
ROWS = [[1.0, 0.5, 1.0], [0.5, -1.0, 0.0], [0.2, 0.1, 1.0]]
DRAWN = {"trajectory": {"file": "a.csv", "points": packed(np.zeros(6)), "loss": None}}
FORKED = {**ADAM, "fork": {"step": 5, "before": ADAM}}


def of(*lanes: dict[str, Any], surface: Any = LINEAR, steps: int = 30, **more: Any) -> dict[str, Any]:
    """Return a scene on examples."""
    return scene(*(lanes or (ADAM,)), surface=surface, steps=steps, **more)


def own(**fields: Any) -> dict[str, Any]:
    """Return a scene of one lane with fields of its own."""
    return of({**ADAM, **fields})


def early(**fields: Any) -> dict[str, Any]:
    """Return a scene whose lane was forked from one with fields of its own."""
    return of({**ADAM, "fork": {"step": 5, "before": {**ADAM, **fields}}})


def knobs(surface: Any = LINEAR, **values: Any) -> dict[str, Any]:
    """Return a scene with knobs of its surface."""
    return of(surface={**surface, "knobs": values})


def examples(*rows: Any, surface: Any = LINEAR, held: Any = ()) -> dict[str, Any]:
    """Return a scene on one's own examples."""
    return of(surface={**surface, "examples": list(rows), "held": list(held)})


NAN = float("nan")
REFUSED: dict[str, tuple[Any, str, str, str]] = {
    # n, samples and knobs of the wrong kind
    "n = 1": (knobs(n=1), "surface.knobs.n", ">= 2", "1"),
    "n = 65": (knobs(n=65), "surface.knobs.n", "<= 64", "65"),
    "n = 1.5": (knobs(n=1.5), "surface.knobs.n", "integer", "1.5"),
    "n as text": (knobs(n="3"), "surface.knobs.n", "integer", "3"),
    "n as true": (knobs(n=True), "surface.knobs.n", "integer", "true"),
    "sample below 0": (knobs(sample=-1), "surface.knobs.sample", ">= 0", "-1"),
    "rho that is no number": (knobs(rho=NAN), "surface.knobs.rho", "finite", "NaN"),
    "own n = 1": (own(knobs={"n": 1}), "lanes.0.knobs.n", ">= 2", "1"),
    "own n = 65": (own(knobs={"n": 65}), "lanes.0.knobs.n", "<= 64", "65"),
    "own n = 1.5": (own(knobs={"n": 1.5}), "lanes.0.knobs.n", "integer", "1.5"),
    "own n as text": (own(knobs={"n": "3"}), "lanes.0.knobs.n", "integer", "3"),
    "own n as true": (own(knobs={"n": True}), "lanes.0.knobs.n", "integer", "true"),
    "own sample below 0": (own(knobs={"sample": -1}), "lanes.0.knobs.sample", ">= 0", "-1"),
    "own rho that is no number": (own(knobs={"rho": NAN}), "lanes.0.knobs.rho", "finite", "NaN"),
    "own knob of another surface": (own(knobs={"kappa": 2.0}), "lanes.0.knobs.kappa", "known fields only", "2.0"),
    "own knob with a long name": (own(knobs={"k" * 9999: 2}), ("lanes.0.knobs." + "k" * 9999)[:SHOWN], "known fields only", "2"),
    "own knobs that are a list": (own(knobs=[1.0]), "lanes.0.knobs", "object", "[1.0]"),
    "own knobs of a formula": (
        of({**ADAM, "knobs": {"n": 3}}, surface={"key": "formula", "formula": "x^2+y^2"}), "lanes.0.knobs.n", "known fields only", "3"),
    # combinations
    "two recipes": (knobs(keep=0.5, mix=0.2), "surface.knobs.mix", "one recipe", "0.2"),
    "a second recipe of a lane": (
        of({**ADAM, "knobs": {"keep": 0.5}}, surface={**LINEAR, "knobs": {"mix": 0.2}}), "lanes.0.knobs.keep", "one recipe", "0.5"),
    "two recipes in a lane": (own(knobs={"swap": 0.5, "jitter": 0.2}), "lanes.0.knobs.jitter", "one recipe", "0.2"),
    "two recipes on the surface alone": (
        of({**ADAM, "knobs": {"mix": 0.0}}, surface={**LINEAR, "knobs": {"mix": 0.2, "keep": 0.5}}), "surface.knobs.mix", "one recipe", "0",
    ),
    "mixup of 17": (knobs(LOGISTIC, n=17, mix=0.2), "surface.knobs.mix", "n <= 16", "0.2"),
    "mixup of a lane's own 17": (
        of({**ADAM, "knobs": {"n": 17}}, surface={**LINEAR, "knobs": {"mix": 0.2}}), "lanes.0.knobs.n", "n <= 16", "17"),
    "a lane's own mixup of 17": (
        of({**ADAM, "knobs": {"mix": 0.3}}, surface={**LINEAR, "knobs": {"n": 17}}), "lanes.0.knobs.mix", "n <= 16", "0.3"),
    "mixup of one's own 17": (
        of(surface={**LINEAR, "examples": ROWS * 6, "knobs": {"mix": 0.2}}), "surface.knobs.mix", "n <= 16", "0.2"),
    # mini-batches
    "batch of none": (own(batch=0), "lanes.0.batch", ">= 1", "0"),
    "batch as text": (own(batch="2"), "lanes.0.batch", "integer", "2"),
    "batch of more than n": (own(batch=7), "lanes.0.batch", "<= 6", "7"),
    "batch of more than a lane's own n": (own(batch=5, knobs={"n": 4}), "lanes.0.batch", "<= 4", "5"),
    "batch of more than one's own": (of({**ADAM, "batch": 4}, surface={**LINEAR, "examples": ROWS}), "lanes.0.batch", "<= 3", "4"),
    "batch of more than n before a fork": (early(batch=7), "lanes.0.fork.before.batch", "<= 6", "7"),
    "order": (own(batch=2, order="random"), "lanes.0.order", "one of 'shuffle', 'replacement' or 'fixed'", "random"),
    "batch without examples": (of({**ADAM, "batch": 2}, surface={"key": "ellipse"}), "lanes.0.batch", "a surface made of examples", "2"),
    "order without examples": (
        of({**ADAM, "order": "fixed"}, surface={"key": "ellipse"}), "lanes.0.order", "a surface made of examples", "fixed"),
    "answer without examples": (
        of({**ADAM, "answer": {"key": "last"}}, surface={"key": "ellipse"}), "lanes.0.answer", "a surface made of examples",
        '{"key": "last", "knobs": {}}'),
    "batch of a path from a file": (of({**DRAWN, "batch": 2}), "lanes.0.batch", "a walker with a method", "2"),
    "start of a path from a file": (of({**DRAWN, "start": [1.0, 2.0]}), "lanes.0.start", "a walker with a method", "[1.0, 2.0]"),
    # freeze, start, answer
    "freeze of a coupled method": (of({**NEWTON, "freeze": {"x": 3}}), "lanes.0.freeze", "a method without coupling", "newton"),
    "freeze below 0": (own(freeze={"x": -1}), "lanes.0.freeze.x", ">= 0", "-1"),
    "freeze of z": (own(freeze={"z": 1}), "lanes.0.freeze.z", "known fields only", "1"),
    "freeze as a number": (own(freeze=3), "lanes.0.freeze", "object", "3"),
    "start of three": (own(start=[1.0, 2.0, 3.0]), "lanes.0.start", "at most 2", "[1.0, 2.0, 3.0]"),
    "start of text": (own(start=["1", 2.0]), "lanes.0.start.0", "number", "1"),
    "start that is infinite": (own(start=[float("inf"), 2.0]), "lanes.0.start.0", "finite", "Infinity"),
    "answer that is not there": (own(answer={"key": "first"}), "lanes.0.answer.key", "one of ", "first"),
    "answer's knob": (own(answer={"key": "ema", "knobs": {"decay": "x"}}), "lanes.0.answer.knobs.decay", "number", "x"),
    "own knobs before a fork": (early(knobs={"n": 9}), "lanes.0.fork.before.knobs", "only in the walker", '{"n": 9}'),
    "no own knobs before a fork": (early(knobs={}), "lanes.0.fork.before.knobs", "only in the walker", "{}"),
    "own start before a fork": (early(start=[1.0, 2.0]), "lanes.0.fork.before.start", "only in the walker", "[1.0, 2.0]"),
    "freeze of a coupled method before a fork": (
        of({**NEWTON, "fork": {"step": 5, "before": {**NEWTON, "freeze": {"x": 3}}}}), "lanes.0.fork.before.freeze",
        "a method without coupling", "newton"),
    # one's own examples
    "one example": (examples(ROWS[0]), "surface.examples", "0, or >= 2 examples", "[[1.0, 0.5, 1.0]]"),
    "an example of two numbers": (examples([1.0, 2.0], ROWS[0]), "surface.examples.0", "[a, b, t]", "[1.0, 2.0]"),
    "an example that is a number": (examples(ROWS[0], 3.0), "surface.examples.1", "[a, b, t]", "3.0"),
    "examples that are a text": (of(surface={**LINEAR, "examples": "1,2,3"}), "surface.examples", "list", "1,2,3"),
    "an input that is text": (examples(ROWS[0], ["x", 1.0, 2.0]), "surface.examples.1.0", "number", "x"),
    "a target that is true": (examples(ROWS[0], [0.0, 1.0, True]), "surface.examples.1.2", "number", "true"),
    "a target that is no number": (examples(ROWS[0], [0.0, 1.0, NAN]), "surface.examples.1.2", "finite", "NaN"),
    "an input that is too large": (examples(ROWS[0], [2e9, 1.0, 2.0]), "surface.examples.1.0", "<= 1000000000", "2000000000.0"),
    "a validation target that is too low": (examples(*ROWS, held=[[1.0, 1.0, -2e9]]), "surface.held.0.2", ">= -1000000000", "-2000000000"),
    "501 examples": (examples(*ROWS * 167), "surface.examples", "at most 500", json.dumps(ROWS * 167)[:100]),
    "a class beyond 1": (examples(*ROWS, [0.0, 1.0, 2.0], surface=LOGISTIC), "surface.examples", "0 ... 1", json.dumps(ROWS)[:50]),
    "a validation class below 0": (
        examples(*ROWS, held=[[0.0, 1.0, -1.0]], surface=LOGISTIC), "surface.held", "0 ... 1", "[[0.0, 1.0, -1.0]]"),
    # a scene to compare with
    "a batch in a frozen scene": (
        of(frozen=of(surface={**LINEAR, "examples": ROWS}, lanes=[{**ADAM, "batch": 9}])), "frozen.lanes.0.batch", "<= 3", "9"),
}  # fmt: skip
