"""What happens over the steps: schedules, rest and cycles, the end of runs, and runs that nobody wants any more."""

import time
from threading import Thread

import numpy as np
import pytest

from app.engine.blocks.lay import Given
from app.engine.blocks.layout import CHUNK, B
from app.engine.blocks.outcomes import is_timeless, outcomes
from app.engine.run import Abandoned, fresh
from app.schedules import SCHEDULES
from tests.engine.blocks.draw import around, knobs, spread, starts
from tests.engine.blocks.singles import RUNS, STILL, Many
from tests.patience import PATIENCE
from tests.scenes import settled


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_a_schedule_is_followed(schedule: str) -> None:
    landscape, walker, start = settled("rosenbrock", "adam", schedule={"key": schedule}, warmup=7)
    Many(landscape, walker, start, spread(landscape, walker.knobs["lr"], 1)).check()


@pytest.mark.parametrize("schedule", [key for key, unit in SCHEDULES.items() if knobs("schedule", unit.knobs, 0)])
def test_each_run_has_its_own_schedule(schedule: str) -> None:
    """Of six kinds, and with as many of the warm-up."""
    landscape, walker, start = settled("rosenbrock", "momentum", schedule={"key": schedule})
    pick = np.random.default_rng(2).integers(0, 6, RUNS)
    drawn = {name: values[:6][pick] for name, values in knobs("schedule", SCHEDULES[schedule].knobs, 3).items()}
    drawn["warmup"] = (pick * 10.0).astype(np.float64)
    Many(landscape, walker, start, {**drawn, "knobs.lr": around(walker.knobs["lr"], 1.0, 4)}).check()


RESTING = ("gradient_descent", "momentum", "newton", "sign_sgd", "sam", "lion", "adagrad_window", "adam")


@pytest.mark.parametrize("schedule", ["constant", "step"])
@pytest.mark.parametrize("optimizer", RESTING)
@pytest.mark.parametrize("surface", ["himmelblau", "six_hump_camel", pytest.param("wells", marks=pytest.mark.thorough)])
def test_runs_that_are_skipped_at_rest_or_in_a_cycle_end_where_they_would(surface: str, optimizer: str, schedule: str) -> None:
    """5,003 steps: a part of a chunk remains."""
    landscape, walker, start = settled(surface, optimizer, schedule={"key": schedule})
    Many(landscape, walker, start, spread(landscape, walker.knobs["lr"], 5), steps=5003, tail=None).check()


def test_a_run_that_hops_in_and_out_of_reach_for_ever_is_there_since_its_last_hop() -> None:
    """By 0.1 along x, where 0.05 is near: about half of the positions are, in turns, so the skipped chunks count."""
    landscape, walker, _ = settled("ellipse", "sign_sgd", lr_scale=[1.0, 0.0])
    hopping = {"start.0": np.random.default_rng(12).uniform(-8.0, -7.9, RUNS), "knobs.lr": np.full(RUNS, 0.1)}
    steps = 80 * CHUNK  # no part of a chunk remains, in which hops would be seen again
    found = Many(landscape, walker, (0.0, 0.0), hopping, steps=steps, tail=None, share=0.05 / 8).check()
    assert (found.since > steps - 3).mean() > 0.9
    assert 0.2 < (found.where == 0).mean() < 0.8


@pytest.mark.parametrize(
    ("optimizer", "schedule", "timeless"),
    [
        ("momentum", "constant", True), ("adam", "step", True), ("newton", "constant", True), ("rmsprop_lecture", "constant", False),
        ("lookahead", "constant", False), ("bfgs", "constant", False), ("adagrad_window", "constant", False),
        ("momentum", "plateau", False),
    ],
)  # fmt: skip
def test_only_a_step_that_reads_no_time_and_remembers_no_more_than_its_state_may_be_skipped(
    optimizer: str, schedule: str, timeless: bool
) -> None:
    _, walker, _ = settled("rosenbrock", optimizer, schedule={"key": schedule})
    assert is_timeless(walker, Given({}, walker, B).pace(10), STILL) is timeless
    assert not is_timeless(walker, Given({}, walker, B).pace(10), np.zeros((10, 2)))


def seconds(many: Many) -> float:
    """Return the shortest of three times of making all runs, of this thread."""
    times = []
    for _ in range(3):
        begun = time.thread_time()
        many.made()
        times.append(time.thread_time() - begun)
    return min(times)


def test_what_repeats_itself_is_skipped() -> None:
    """20,000 steps at rest take less than ten times as long as the 500 steps to get there."""
    landscape, walker, start = settled("himmelblau", "gradient_descent")
    short = Many(landscape, walker, start, starts(landscape, 6), steps=1000, tail=None)
    assert seconds(Many(landscape, walker, start, short.varied, steps=20_000, tail=None)) < 10 * seconds(short)


@pytest.mark.parametrize("optimizer", ["momentum", "bfgs", "adagrad_window"])
@pytest.mark.parametrize("until", [0, 1, 100])
def test_only_the_first_steps_are_taken_of_a_schedule_over_all(optimizer: str, until: int) -> None:
    landscape, walker, start = settled("rosenbrock", optimizer, schedule={"key": "linear"})
    found = Many(landscape, walker, start, spread(landscape, walker.knobs["lr"], 7), until=until, tail=until // 2).check()
    assert found.step.max() == until


@pytest.mark.parametrize("surface", ["saddle", "monkey_saddle", "goldstein_price", "rosenbrock", "booth"])
def test_a_run_that_diverges_ends_where_it_left(surface: str) -> None:
    landscape, walker, start = settled(surface, "gradient_descent")
    drawn = {**starts(landscape, 8), "knobs.lr": around(100 * walker.knobs["lr"], 4.0, 8)}
    found = Many(landscape, walker, start, drawn).check(60)
    assert found.diverged.mean() > 0.5
    assert (found.where[found.diverged] == -1).all()


@pytest.mark.parametrize("count", [1, B - 1, B, B + 1])
def test_any_number_of_runs(count: int) -> None:
    landscape, walker, start = settled("himmelblau", "momentum")
    assert len(Many(landscape, walker, start, starts(landscape, 9, count)).check().x) == count


@pytest.mark.parametrize("minima", [1, 4, 5, 121])
def test_the_nearest_of_many_minima_is_found_as_that_of_a_few(minima: int) -> None:
    """Rastrigin's function has 121: a grid says which one can be near."""
    landscape, walker, start = settled("rastrigin", "gradient_descent")
    many = Many(landscape, walker, start, spread(landscape, walker.knobs["lr"] / 5, 10, 600), minima=minima)
    found = many.check(60)
    assert len(set(found.where.tolist())) > min(minima, 20)


def test_growing_zigzags_are_counted() -> None:
    """Adam in a crescent bursts at a large rate again and again, at a small one never."""
    landscape, walker, start = settled("crescent", "adam")
    lr = {"knobs.lr": np.repeat([0.03, 1.0], B)}
    found = outcomes(landscape, walker, start, 3000, STILL, (0.0, 0.0), lr, np.empty((0, 2, 1)), 0.1, bursts=True)
    bursts = np.maximum(found.bursts_x, found.bursts_y)
    assert bursts[0] == 0
    assert bursts[B] > 0


def test_what_is_not_asked_for_is_not_a_number() -> None:
    landscape, walker, start = settled("himmelblau", "momentum")
    found = outcomes(landscape, walker, start, 10, STILL, (0.0, 0.0), starts(landscape, 1, 2), np.empty((0, 2, 1)), 0.1)
    assert np.isnan([found.best, found.worst, found.bursts_x, found.bursts_y]).all()


def test_runs_that_nobody_wants_any_more_end() -> None:
    landscape, walker, start = settled("rosenbrock", "bfgs")
    stale, said = fresh(), []

    def work() -> None:
        varied = starts(landscape, 11, 100 * B)
        with pytest.raises(Abandoned):
            outcomes(landscape, walker, start, 100_000, STILL, (0.0, 0.0), varied, np.empty((0, 2, 1)), 0.1, stale=stale)
        said.append("ended")

    thread = Thread(target=work)
    thread.start()
    stale[0] = 1
    thread.join(PATIENCE)
    assert said == ["ended"]
