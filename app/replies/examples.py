"""What is told of the examples of a surface: the tables, what each step sees of them, and with which weights a run answers."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.answers import ANSWERS, USUAL_ANSWER
from app.answers.answer import Answered
from app.engine.landscape import Landscape
from app.engine.run import Run
from app.engine.score import held, losses
from app.engine.walker import Walker
from app.scene.lane import Lane
from app.scene.scene import Scene
from surfaces.data.feed import Indices
from surfaces.data.feed import picks as order
from surfaces.data.table import rows_of

Json = dict[str, Any]
MOST_PICKS = 24_000
"""Most numbers of examples that are sent for one lane; a longer run tells them at a step that is asked about."""


def table(payload: NDArray[np.float64]) -> Json:
    """Return inputs a and b and targets t of a payload's examples, each a list."""
    _, a, b, t = rows_of(payload).T.tolist()
    return {"a": a, "b": b, "t": t}


def tables(landscape: Landscape) -> Json:
    """Return the training examples, after the bootstrap and with what is lost, and the validation examples."""
    return {"train": table(landscape.plain()), "held": table(landscape.held())}


def own_tables(scene: Scene, lane: int) -> Json:
    """Return the tables of a lane under the name that the header has for them, if its own knobs change them."""
    ground, shared = scene.grounds[lane], scene.landscape()
    same = np.array_equal(ground.plain(), shared.plain()) and np.array_equal(ground.held(), shared.held())
    return {} if same else {"data": tables(ground)}


def picks(landscape: Landscape, walker: Walker, steps: int, t: NDArray[np.int64]) -> Indices:
    """Return the numbers of the training examples that the steps `t` see, shape (len(t), largest batch).

    -1 fills a short batch; a step without a mini-batch, which sees everything, has nothing else.
    """
    line, n = walker.line(), landscape.data().count(*landscape.arguments())
    found = np.full((len(t), max(each.batch.size if each.batch else 0 for each in line)), -1)
    ends = [steps, *(each.fork.step for each in line if each.fork)]
    for each, end in zip(line, ends, strict=True):
        if each.batch:
            here = t <= end
            found[here] = -1
            found[here, : each.batch.size] = order(each.batch.seed, n, each.batch.size, steps, each.batch.order)[t[here] - 1]
        else:
            found[t <= end] = -1
    return found


def picks_at(landscape: Landscape, walker: Walker, steps: int, at: NDArray[np.int64], until: int | None) -> dict[str, Indices]:
    """Return what the step after each of the rows `at` sees, the last row that of the last step, as an array of a lane.

    There is none without mini-batches, or if it would be longer than `MOST_PICKS`.
    """
    widest = max(each.batch.size if each.batch else 0 for each in walker.line())
    if not widest or len(at) * widest > MOST_PICKS:
        return {}
    return {"picks": picks(landscape, walker, steps, np.minimum(at + 1, until or steps))}


def answered(landscape: Landscape, lane: Lane, walker: Walker, run: Run) -> Answered:
    """Return the weights that a run would answer with if it ended at each of its rows: by the lane's rule, else the last ones."""
    key, knobs = (lane.answer.key, lane.answer.values()) if lane.answer else (USUAL_ANSWER, {})
    rule = ANSWERS[key]
    monitored = held(landscape, run) if rule.monitors else None
    return rule.of(run.x, run.y, monitored, landscape.per_epoch(walker.batch), knobs)


def told(landscape: Landscape, found: Answered) -> Json:
    """Return a lane's answer at its end, with validation and training loss, under the name that headers and rows have for it."""
    x, y = found.x[-1:], found.y[-1:]
    loss, train = (float(losses(landscape, k, x, y)[0]) for k in (landscape.held(), landscape.plain()))
    return {"answered": {"x": float(x[0]), "y": float(y[0]), "row": int(found.row[-1]), "stop": found.stop, "held": loss, "train": train}}


def moves_apart(found: Answered, run: Run) -> bool:
    """Return whether an answer is ever none of the positions of its run, so that its path is a line of its own."""
    return not (np.array_equal(found.x, run.x[found.row]) and np.array_equal(found.y, run.y[found.row]))
