"""What an answer costs beside running and drawing its lanes, in steps of a plain method on a plain surface."""

from app.engine.cost import read
from app.engine.landscape import Landscape
from app.replies.drawn import VERTICES
from app.replies.view import View
from app.scene.limits import limits
from app.scene.scene import Scene

FULL = 10.0
"""A step whose every column is sent, its events with it."""
COLUMN = 0.15
"""A pixel column of a series."""
PIXEL = 0.07
"""A pixel of width or height of a panel, for each step of a path that may have more vertices than are sent."""
PROFILE, INSPECTION = 2_000, 3_000
"""A lane's profile, and its exact numbers at a step: both are computed by Python."""
READ = 1_000
"""The same for each number of a surface's payload: Python reads a formula's tape row by row."""
READ_TABLE = 120
"""The same for each number of a table of examples, which NumPy reads at once."""
SEARCH = 300_000
"""Finding the minima of a network, which no formula gives: up to a tenth of a second whenever its examples change."""


def by_python(ground: Landscape) -> float:
    """Return what it costs to evaluate a surface in Python, beside all else."""
    return (READ_TABLE if ground.surface().data else READ) * read(ground)


def facts(scene: Scene) -> float:
    """Return what it costs to say what holds of the grounds of a scene."""
    made = [ground.surface().data for ground in dict.fromkeys([scene.landscape(), *scene.grounds])]
    return SEARCH * sum(data is not None and data.model.searched for data in made)


def drawing(scene: Scene, view: View | None) -> float:
    """Return what the frames of a scene cost more than a draft of two charts does."""
    lanes, steps = len(scene.lanes), scene.steps
    if view is None:
        return FULL * lanes * steps
    columns = COLUMN * lanes * view.chart.width * len(view.chart.series)
    may_overflow = not view.draft and 3 * steps > VERTICES
    traced = PIXEL * steps * sum(panel.width + panel.height for panel in view.panels) if may_overflow else 0.0
    profiles = sum(PROFILE + by_python(ground) for ground in scene.grounds) if view.profile else 0.0
    return columns + traced + view.chart.runs() * scene.cost + profiles + facts(scene)


def inspecting(scene: Scene) -> float:
    """Return what the exact numbers of a step cost."""
    return sum(INSPECTION + by_python(ground) for ground in scene.grounds)


def is_short(scene: Scene, extra: float) -> bool:
    """Return whether an answer that costs so much beside the lanes is computed faster inline than in a thread."""
    return extra <= limits().inline_steps and scene.is_short()
