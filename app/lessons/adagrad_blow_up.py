"""The lecture's AdaGrad turns the corner by itself, but then its steps across the valley become too long."""

import numpy as np

from app.engine.events import terrain
from app.engine.events.blow_up import blow_ups
from app.lessons.lesson import Hero, Lesson, Tap, Words
from app.lessons.measure import across, bursts, runs, swing
from app.scene.scene import Scene

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
    """Gradient descent bounces and never arrives; AdaGrad bursts at step 34, left of the minimum; with decay it arrives without bursts."""
    descent, adagrad, decayed = runs(SCENE)
    assert 1025 < descent.loss[0] < 1027 < 1499 < descent.loss[-1] < 1501
    assert 599 < descent.gradient_norm[-1] < 601
    assert bursts(adagrad)[0] == blow_ups(adagrad, terrain(Scene.model_validate(SCENE).ground))[0].begin == 34
    assert adagrad.x[33] < -4 < adagrad.x[34] < -3.9
    assert 1.2 < swing(adagrad) < 1.35
    assert swing(decayed) < 0.003
    assert (decayed.x[-1] ** 2 + decayed.y[-1] ** 2) ** 0.5 < 1e-3
    ratio = adagrad.lr_y * 600
    assert ratio[11] < 2 < ratio[12]  # rows count from 0: step 13 is the first
    assert np.all(np.abs(across(adagrad)[20:27]) < 0.004)
    assert 1.9 < (decayed.lr_y * 600).max() < 2
    growth = np.abs(across(adagrad)[29:35] / across(adagrad)[28:34])
    assert growth.min() > 1.8
    assert growth.max() < 2.8
    late = runs(SCENE, steps=1000, lanes=[{"optimizer": {"key": "adagrad_mean", "knobs": {"lr": 0.2}}}])[0]
    again = bursts(late)
    assert len(again) == 2
    assert 470 <= again[0] <= 490
    assert 880 <= again[1] <= 940
    closer, textbook = runs(SCENE, start=[-12.0, 1.0])[1], runs(SCENE, lanes=[{"optimizer": {"key": "adagrad", "knobs": {"lr": 0.6}}}])[0]
    assert np.abs(across(closer)[26]) > 0.25 > np.abs(across(adagrad)[26])
    assert not bursts(textbook)
    assert textbook.loss[-1] > 5


LESSON = Lesson(
    order=220,
    group="Adaptive rates",
    words=Words(
        title="AdaGrad arrives – and then blows up",
        sentence="""AdaGrad divides each step by σ, the typical size of its past gradients. On the flat floor σ shrinks, so
                steps grow until they jump up the walls. Drag the start point.""",
        see="""The canyon is 200 times steeper across than along. Gradient descent bounces between the walls: its loss rises
                from 1026 to 1500. AdaGrad divides each coordinate's step by σ, the root mean square of its past gradients: it
                turns the corner and runs along the floor. At step 34 it jumps up the walls, calms, and jumps again. A decaying
                rate keeps η/σ small enough, and it arrives.""",
        why="""On the floor the gradient across is almost zero, so its σ sinks with every step, and the rate η/σ grows.
                From step 13 on η h/σ exceeds 2, where h is the curvature across (right chart): every step overshoots by
                more than it corrects. An offset of a thousandth doubles at every step; at 34 it shows. The burst
                brings large gradients, σ grows again, and all repeats. This is no exploding gradient: until then the
                gradient across is tiny.""",
        tries=(
            "Set the middle rate to 0.2 and run 1,000 steps: the bursts come late, near the steps 480 and 910.",
            "Start closer, at (−12, 1): the burst comes a few steps sooner.",
            "Give the middle walker the textbook's AdaGrad, which divides by the root of the sum: it never bursts, but creeps.",
        ),
        ask="What if every coordinate has its own rate?",
        question="The walker has turned the corner and runs along the floor. What do the next steps do?",
        options=("stop at the minimum", "jump up and down the walls", "creep on as before", "overshoot to the right"),
        answer="""They jump: on the floor the gradient across is tiny, so σ has sunk and η h/σ has passed 2. Large
                gradients come only with the burst.""",
        tap="AdaGrad runs along the floor. At which step will it jump up the walls?",
        tap_answer="""It jumps at step 34. From step 13 on, every step overshoots by more than it corrects. But the offset was tiny,
                so the jump showed only twenty steps later.""",
    ),
    scene=SCENE,
    hero=(Hero("lanes.1.optimizer.knobs.lr", 0.05, 1.5),),
    charts=("v", "ratio_y"),
    claim=claim,
    tries=(
        {"lanes.1.optimizer.knobs.lr": 0.2, "steps": 1000},
        {"start": [-12.0, 1.0]},
        {"lanes.1.optimizer": {"key": "adagrad", "knobs": {"lr": 0.6}}},
    ),
    until=28,
    right=1,
    tap=Tap("step", until=28, lane=1, event="blow_up"),
    lecture=True,
    opening=True,
    view={"x": (-23.0, 6.0), "y": (-3.3, 3.3)},
    main=1,
    replay={"to": 34, "slow": (30, 45)},
)
