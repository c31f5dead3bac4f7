"""AdaGrad, the lecture's: it turns the corner by itself, and then its step becomes too large for the slope."""

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import across, bursts, runs, swing

CANYON = {"key": "canyon", "knobs": {"kappa": 200.0, "angle": 0.01, "steepness": 600.0}}
ADAGRAD = {"key": "adagrad_mean", "knobs": {"lr": 0.6}}

SCENE = {
    "surface": CANYON,
    "start": [-20.0, 1.5],
    "steps": 400,
    "lanes": [
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 1e-2}}},
        {"optimizer": ADAGRAD},
        {"optimizer": ADAGRAD, "schedule": {"key": "inverse_time", "knobs": {"k": 0.02}}},
    ],
}


def claim() -> None:
    """Gradient descent bounces and never arrives; AdaGrad bursts at step 34, left of the minimum; with decay it arrives in peace."""
    descent, adagrad, decayed = runs(SCENE)
    assert 1025 < descent.loss[0] < 1027 < 1499 < descent.loss[-1] < 1501
    assert 599 < descent.gradient_norm[-1] < 601
    assert bursts(adagrad)[0] == 34
    assert adagrad.x[33] < -4 < adagrad.x[34] < -3.9
    assert 1.2 < swing(adagrad) < 1.35
    assert swing(decayed) < 0.003
    assert (decayed.x[-1] ** 2 + decayed.y[-1] ** 2) ** 0.5 < 1e-3
    calm, lively = (runs(SCENE, lanes=[{"optimizer": {"key": "adagrad_mean", "knobs": {"lr": lr}}}])[0] for lr in (0.2, 0.22))
    assert not bursts(calm)
    assert abs(across(calm)[-1]) < 0.01
    assert bursts(lively)


LESSON = Lesson(
    order=220,
    group="Adaptive rates",
    words=Words(
        title="AdaGrad arrives – and then blows up",
        sentence="""The path turns the corner by itself, but at step 34 its step becomes too large for the slope.
                Drag the start point.""",
        see="""The canyon is 200 times steeper across than along. Gradient descent bounces between the walls: its
                loss rises from 1026 to 1500, its gradient stays at 600. AdaGrad divides each coordinate's step
                by σ, the root mean square of its past gradients: it turns the corner and runs along the floor. At step 34 it
                jumps up the walls, calms, and jumps again. The same AdaGrad with a decaying rate arrives.""",
        why="""On the floor the gradient across the canyon is almost zero, so its σ sinks with every step, and
                the rate η/σ grows. Once η h/σ exceeds 2, where h is the curvature across (right chart),
                every step overshoots by more than it corrects. The burst brings large gradients, σ
                recovers, and the wait begins anew. No exploding gradient: just before the burst it is tiny.""",
        tries=(
            "Set the middle rate to 0.2: no burst.",
            "Start closer: the burst comes sooner, but it comes.",
            "Give the middle walker the textbook's AdaGrad, which divides by the root of the sum: it never bursts.",
        ),
        ask="What if every coordinate has its own rate?",
        question="The walker has turned the corner and runs along the floor. What do the next steps do?",
        options=("stop at the minimum", "creep on as before", "jump up and down the walls", "overshoot to the right"),
        answer="""They jump: on the floor the gradient across is tiny, so σ has sunk and η h/σ has passed 2. The gradient
                itself does not explode.""",
    ),
    scene=SCENE,
    hero=(Hero("lanes.1.optimizer.knobs.lr", 0.05, 1.5),),
    charts=("v", "ratio_y"),
    claim=claim,
    tries=(
        {"lanes.1.optimizer.knobs.lr": 0.2},
        {"start": [-12.0, 1.0]},
        {"lanes.1.optimizer": {"key": "adagrad", "knobs": {"lr": 0.6}}},
    ),
    until=28,
    right=2,
    lecture=True,
    opening=True,
    view={"x": (-23.0, 6.0), "y": (-3.3, 3.3)},
    main=1,
    replay={"to": 34, "slow": (30, 45)},
)
