"""The brake seen step by step, on a cliff between two plains."""

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import leap, runs


def rmsprop(alpha: float) -> dict[str, object]:
    """Return a lane with the lecture's RMSProp."""
    return {"optimizer": {"key": "rmsprop_lecture", "knobs": {"lr": 0.6, "alpha": alpha}}}


SCENE = {
    "surface": {"key": "cliff", "knobs": {}},
    "start": [-40.0, 1.0],
    "steps": 240,
    "lanes": [{"optimizer": {"key": "adagrad_mean", "knobs": {"lr": 0.6}}}, rmsprop(0.5), rmsprop(0.999)],
}


def claim() -> None:
    """On the cliff AdaGrad leaps above 4; alpha 0.5 stays below 0.6 / sqrt(1 - 0.5) = 0.849; alpha 0.999 leaps above 10."""
    adagrad, brake, slow = runs(SCENE)
    assert 4.4 < leap(adagrad) < 4.8
    assert leap(brake) < 0.85
    assert leap(slow) > 10


LESSON = Lesson(
    order=280,
    group="Adaptive rates",
    words=Words(
        title="Braking in slow motion",
        sentence="""At the cliff the first walker leaps, the second shortens its stride, the third does not brake
                at all. Step through it and compare the strides.""",
        see="""A gentle plain, a cliff of height 60 around x = 0, a gentle plain. All have the same learning
                rate. On the cliff AdaGrad's longest step is 4.6, RMSProp's with α = 0.5 is 0.81, and with α =
                0.999 it is above 10.""",
        why="""The step is η g/σ. With α = 0.5 the newest gradient makes up half of σ², so no step can be
                longer than η/√(1 − α) = 0.85, however steep the cliff. With α = 0.999 it makes up a
                thousandth, and the bound is 19. Afterwards the roles change: AdaGrad's σ keeps the memory of
                the cliff for good and it crawls, while RMSProp forgets and is soon at full stride again. A
                leap alone does no harm: here AdaGrad gets below the cliff first and only the slow steps after it cost it
                the lead.""",
        tries=(
            "Let RMSProp remember longer, α = 0.9: the bound η/√(1 − α) grows.",
            "Make the cliff steeper.",
        ),
        ask="What does a brake look like, step by step?",
    ),
    scene=SCENE,
    hero=(Hero("lanes.1.optimizer.knobs.alpha", 0.1, 0.999, "linear"),),
    charts=("x", "lr_x"),
    claim=claim,
    tries=(
        {"lanes.1.optimizer.knobs.alpha": 0.9},
        {"surface.knobs.width": 0.5},
    ),
    replay={"to": 62, "slow": (50, 66)},
)
