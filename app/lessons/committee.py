"""A committee: the mean of several answers is less sure where its members disagree, which mends overconfidence and nothing else."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.landscape import Landscape
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed
from app.lessons.measured import both
from app.lessons.samples import QUICK, checked, ends, excess, is_share, lowest, sampled
from app.scene.scene import Scene
from surfaces.data.table import rows_of

Array = NDArray[np.float64]
MEMBERS = 5
RATE = {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 1.0}}}
SCENE: dict[str, Any] = {
    "surface": {"key": "logistic_regression", "knobs": {"n": 10, "d": 1.5, "sample": 27}},
    "start": [0.0, 0.0],
    "steps": 1000,
    "lanes": [{**RATE, "label": f"Draw {k}", "knobs": {"resample": k}} for k in range(1, MEMBERS + 1)],
}
WITH_ALL = {**SCENE, "lanes": [*SCENE["lanes"], RATE]}
"""With one more lane, which learns from the ten examples themselves."""
LINEAR = {**WITH_ALL, "surface": {"key": "linear_regression", "knobs": {"n": 6}}, "steps": 1}
TRIES: tuple[dict[str, Any], ...] = ({"surface.knobs.n": 64}, {"surface.knobs.l2": 0.03})


def committee(ground: Landscape, weights: Array) -> float:
    """Return the validation loss of the mean of the answers of weights, shape (members, 2)."""
    model, (_, a, b, t) = ground.data().model, rows_of(ground.held()).T
    answers = model.answer(*weights.T[:, :, None], a, b)
    return float(np.mean(model.judge(answers.mean(axis=0), t)))


def surer(ground: Landscape, weights: Array) -> bool:
    """Return whether members are surer than their mean answer where their lines disagree, and two fifths of its gain lie there."""
    model, (_, a, b, t) = ground.data().model, rows_of(ground.held()).T
    answers = model.answer(*weights.T[:, :, None], a, b)
    mean, apart = answers.mean(axis=0), (answers > 0.5).any(axis=0) & (answers < 0.5).any(axis=0)
    gain = model.judge(answers, t).mean(axis=0) - model.judge(mean, t)
    sure = np.abs(answers - 0.5).mean(axis=0) - np.abs(mean - 0.5)
    return bool(sure[apart].mean() > 0.1 and gain[apart].sum() > 0.4 * gain.sum())


def unsure(ground: Landscape, weights: Array) -> tuple[Array, float, float]:
    """Return where answers are between 0.1 and 0.9, as shares of the panel of examples, for weights of shape (members, 2).

    That of each member, that of their mean answer between the members' lines, and outside of these.
    """
    a, b = (each.ravel() for each in np.meshgrid(np.linspace(-5, 5, 101), np.linspace(-4, 4, 81)))
    answers = ground.data().model.answer(*weights.T[:, :, None], a, b)
    between = (answers > 0.5).any(axis=0) & (answers < 0.5).any(axis=0)
    mean = np.abs(answers.mean(axis=0) - 0.5) < 0.4
    return (np.abs(answers - 0.5) < 0.4).mean(axis=1), float(mean[between].mean()), float(mean[~between].mean())


def right(ground: Landscape, weights: Array) -> float:
    """Return in which share of the validation examples the mean answer of weights, shape (members, 2), is on the right side."""
    _, a, b, t = rows_of(ground.held()).T
    answers = ground.data().model.answer(*weights.T[:, :, None], a, b)
    return float(np.mean((answers.mean(axis=0) > 0.5) == t))


def compared(scene: Scene) -> tuple[float, ...] | None:
    """Return whether the mean answer loses less than the fit to all examples, than the mean weights and than the best member.

    None if the classes are not separable. It never loses more than the members do on average. Last: how many more answers are right.
    """
    ground = scene.grounds[-1]
    if not ground.knobs["l2"] and ground.surface().minima(*ground.arguments()):
        return None
    weights = ends(scene)
    members, loss = weights[:MEMBERS], checked(ground, weights)
    mean = committee(ground, members)
    assert mean <= loss[:MEMBERS].mean() + 1e-12
    rivals = loss[MEMBERS], checked(ground, members.mean(axis=0)), loss[:MEMBERS].min()
    return *(float(mean < rival) for rival in rivals), right(ground, members) - right(ground, weights[MEMBERS:])


def loses(scene: Scene) -> bool:
    """Return whether the mean of the members' least squares has a higher risk than that of all examples."""
    weights = np.array([lowest(ground) for ground in scene.grounds])
    means = np.array([weights[:MEMBERS].mean(axis=0), weights[MEMBERS]])  # the mean answer of linear models is that of the mean weights
    mean, single = excess(scene.grounds[-1], means)
    return bool(mean > single)


def claim(samples: int = QUICK // 2) -> None:
    """The members lose 0.36 to 0.88, on average 0.62, their mean answer 0.38, the fit to all examples 0.58; with 64 examples 0.44 all.

    Of 400 samples 72 % are separable. In these the mean answer loses less than the fit to all examples in 80 %, than the mean weights
    in 86 %, than the best member in 22 %, and as many answers are right. With the penalty 0.03 it loses less than the fit in 37 % of all
    samples. For least squares five draws have a higher risk than the one fit in 66 %.

    A member is unsure in less than 8 % of the plane. Between the members' lines their mean answer is unsure everywhere, outside of
    these in less than 1 %.

    Where the members' lines disagree, the mean answer is nearer to 1/2 than the members are on average: on 7 of 64 examples, which have
    44 % of its gain.
    """
    for scene in map(Scene.model_validate, both(WITH_ALL)):
        loss, members = checked(scene.grounds[-1], ends(scene)), ends(scene)[:MEMBERS]
        assert np.allclose(loss, [0.355, 0.632, 0.879, 0.717, 0.504, 0.583], atol=0.0006)
        assert abs(loss[:MEMBERS].mean() - 0.617) < 0.0006
        assert abs(committee(scene.grounds[-1], members) - 0.377) < 0.0006
        assert np.sum(loss[:MEMBERS] > committee(scene.grounds[-1], members)) == 4
        assert surer(scene.grounds[-1], members)
        own, between, outside = unsure(scene.grounds[-1], members)
        assert own.max() < 0.08
        assert between == 1
        assert outside < 0.01
    many, penalized = (Scene.model_validate(changed(WITH_ALL, change)) for change in TRIES)
    assert abs(committee(many.grounds[-1], ends(many)[:MEMBERS]) - 0.438) < 0.0006
    assert abs(checked(many.grounds[-1], ends(many))[:MEMBERS].mean() - 0.440) < 0.0006
    assert abs(committee(penalized.grounds[-1], ends(penalized)[:MEMBERS]) - 0.212) < 0.0006
    assert abs(checked(penalized.grounds[-1], ends(penalized))[-1] - 0.206) < 0.0006
    found = [compared(each) for each in sampled(WITH_ALL, samples)]
    assert is_share([each is not None for each in found], 0.72)
    *wins, more = zip(*[each for each in found if each], strict=True)
    assert all(is_share(won, share) for won, share in zip(wins, (0.80, 0.865, 0.215), strict=True))
    assert abs(np.mean(more)) < 0.01
    calm = changed(WITH_ALL, {**TRIES[1], "steps": 300})
    assert is_share([each[0] for each in map(compared, sampled(calm, samples)) if each], 0.37)
    assert is_share([loses(each) for each in sampled(LINEAR, samples)], 0.66)


LESSON = Lesson(
    order=1090,
    group="Data",
    words=Words(
        title="A committee: the mean of five answers",
        sentence="""Five walkers learn from redraws of ten examples, each sure of its own line. Between the lines their mean answer
                is unsure, and it loses less than four of them. Drag d.""",
        see="""Each walker has ten draws from ten examples, with repeats. A line separates each draw, so every walker runs off along
                a ray. Their mean answer is 0.5 on the thick line, and unsure in the grey. Validation losses end between 0.36 and
                0.88, on average at 0.62. The mean answer loses 0.38, a fit to all ten examples 0.58.""",
        why="""Every walker is too sure. Where they disagree, their mean answer is unsure, and an error costs less.
                Loss curves upward in the answer. So the mean answer never loses more than the members on average. In
                80 % of 288 separable samples it beats the fit to all examples. It beats the best member in only 22 %.
                With an L2 penalty of 0.03 it beats the fit to all in 37 % of 400. With least squares it loses more on
                new examples in 66 % of 500.""",
        tries=(
            "Take 64 examples: the walkers agree, and the mean answer, 0.438, gains nothing on their average, 0.440.",
            "Add an L2 penalty of 0.03: the mean answer, 0.212, no longer beats a fit to all examples, 0.206.",
        ),
        ask="Are five models better than one?",
        question="The five walkers run on. At the end, the mean of their five answers loses less than whom, in every sample?",
        options=("every one of the five", "the five on average", "the best of the five", "none of the five"),
        answer="The five on average, always: loss curves upward. Here it is 0.38 against 0.62, and the best of the five has 0.36.",
    ),
    scene=SCENE,
    hero=(Hero("surface.knobs.d", 0.5, 3.0, "linear"),),
    charts=("held", "committee"),
    claim=claim,
    tries=TRIES,
    until=100,
    right=1,
    view={"x": (-2.0, 13.0), "y": (-1.0, 15.0)},
    held=False,
    show="overlay",
)
