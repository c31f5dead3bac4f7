"""For notebooks: a scene, or a link to one, as a Plotly figure.

from app.notebook import show
show({"surface": {"key": "canyon"}, "steps": 400, "lanes": [{"optimizer": {"key": "adam"}}]})
"""

import json
import os
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from pydantic import ValidationError

from app.catalog.link import linked
from app.engine.series import USUAL
from app.engine.threads import helped
from app.exports.options import FigureOptions
from app.exports.plotly_figure import figure
from app.scene.faults import Refused, refusal
from app.scene.json_text import MARK, read
from app.scene.scene import Scene


def show(scene: Any, charts: Sequence[str] = USUAL, theme: str = "light", step: int | None = None) -> go.Figure:
    """Return the figure of a scene, given as a dictionary, its JSON, or a link to the page; the markers are at `step`.

    Raise ValueError, with a sentence that names the field, if the scene is invalid.
    """
    try:
        options = FigureOptions.model_validate({"charts": list(charts), "theme": theme, "step": step})
        with helped((os.cpu_count() or 1) - 1):
            return figure(options.picture(Scene.model_validate(scene_of(scene))))
    except ValidationError as error:
        raise ValueError(sentence(refusal(error))) from None
    except Refused as error:
        raise ValueError(sentence(error)) from None


def sentence(refused: Refused) -> str:
    """Return the first fault in one line."""
    first = refused.faults[0]
    return f"{first['path']}: {first['message']} ({first['bound']})" if first["path"] else first["message"]


def scene_of(said: Any) -> Any:
    """Return the scene in a dictionary, a JSON text or a link; raise ValueError for a broken link."""
    if not isinstance(said, str):
        return json.loads(json.dumps(said))  # makes lists of tuples, as in JSON
    if said.lstrip(f"{MARK} \t\r\n").startswith("{"):
        return read(said)
    return linked(said)
