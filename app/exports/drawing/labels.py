"""The texts of a picture about its scene, the same as on the page."""

from app.exports.drawing.typeface import missing
from app.replies.names import settings, titles
from app.replies.numbers import chosen
from app.scene.scene import Scene


def unwritten(scene: Scene, beside: str = "") -> str:
    """Return the characters of a scene's texts, and of those beside it, for which our typeface has no glyph, each once."""
    return missing(scene_words(scene) + "".join(titles(scene.lanes)) + beside)


def scene_words(scene: Scene) -> str:
    """Return one line about everything that the lanes share."""
    unit, values = scene.landscape().surface(), scene.surface.values()
    if unit.data:  # of its many knobs, those that make the data, and those that do something
        always = {"n", "sample", *unit.data.model.own}
        values = {name: value for name, value in values.items() if name in always or value != unit.knobs[name].default}
    about = ", ".join([*filter(None, [unit.caption]), *settings(unit.knobs, values, every=True)])
    assert scene.start is not None  # filled in by validation
    parts = [f"{unit.name}{f' ({about})' if about else ''}", f"from ({', '.join(map(chosen, scene.start))})", f"{scene.steps:,} steps"]
    if scene.noise != (0.0, 0.0):
        parts.append(f"noise ({', '.join(map(chosen, scene.noise))}), seed {scene.seed}")
    return ", ".join(parts)
