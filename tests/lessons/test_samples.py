"""The shares of samples that lessons state, over many samples: the claims themselves take fewer."""

from inspect import signature

import pytest

from app.lessons import LESSONS

COUNTS = {
    "mini_batches": 100,
    "shuffling": 100,
    "early_stopping": 1000,
    "weight_penalty": 1000,
    "l1_or_l2": 500,
    "dropout": 1000,
    "augmentation": 1000,
    "mixup": 500,
}
"""The samples behind a lesson's shares, as its words say; 500 for others."""


@pytest.mark.thorough
@pytest.mark.parametrize("key", [key for key, lesson in LESSONS.items() if "samples" in signature(lesson.claim).parameters])
def test_the_claim_holds_over_all_samples(key):
    LESSONS[key].claim(samples=COUNTS.get(key, 500))
