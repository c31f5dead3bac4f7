"""What a step is said to cost on surfaces made of examples, against what it was measured to cost."""

import pytest

from app.engine.cost import METHOD, PLAIN, POINT_READ, read, weight
from app.engine.landscape import Landscape
from app.engine.walker import Batch, Walker
from surfaces import SURFACES
from tests.bench.data import TIMES
from tests.optimizers.stepping import defaults

STILL = Walker("gradient_descent", {"lr": 0.1})


def place(key: str, **more: float) -> Landscape:
    return Landscape(key, {**defaults(SURFACES[key]), **more})


@pytest.mark.parametrize(("key", "n"), [(key, n) for key, times in TIMES.items() for n, batch in times if batch == 0 and n > 6])
def test_a_surface_costs_at_most_twice_what_it_was_measured_to_cost(key: str, n: int) -> None:
    told = weight(read(place(key, n=n)), STILL) * PLAIN - METHOD
    assert 0.9 < told / TIMES[key][n, 0] < 2


def test_an_exact_mixup_of_ten_examples_has_370_rows() -> None:
    plain, mixed = place("logistic_regression"), place("logistic_regression", mix=0.2)
    assert len(mixed.vector()) == 3 + 4 * 370
    assert read(mixed) / read(plain) == pytest.approx(34, abs=1)
    assert 5_000 < POINT_READ * read(mixed) < 10_000  # nanoseconds; measured: about 10 microseconds, on a busy machine


def test_a_batch_costs_more_the_larger_it_is() -> None:
    costs = [weight(read(place("logistic_regression")), Walker("adam", {"lr": 0.1}, batch=Batch(size))) for size in (1, 8, 10)]
    assert costs == sorted(set(costs))
    assert costs[0] > weight(read(place("logistic_regression")), Walker("adam", {"lr": 0.1}))


def test_surfaces_with_knobs_only_read_nothing() -> None:
    assert read(place("rosenbrock")) == 0
    assert weight(0, STILL) == 1.0
