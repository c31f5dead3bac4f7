"""Pictures of the map that a scene carries, for the endpoints that draw scenes."""

from app.exports.drawing.image import png
from app.exports.drawing.map_picture import map_svg
from app.exports.drawing.svg import standing_alone
from app.maps.asked import Asked
from app.maps.checks import check
from app.maps.whole import Whole, whole
from app.scene.faults import single
from app.scene.scene import Scene
from app.settings import settings


def mapped(scene: Scene) -> Whole:
    """Return the map of a scene, with values as frames have them; raise Refused if it has none or one that does not fit."""
    if scene.map is None:
        raise single("missing", "map", name="map")
    asked = Asked(scene, scene.map)
    check(asked, "map.")
    return whole(asked, threads=settings.threads, packed=True)


def drawn(scene: Scene, form: str, width: int, theme: str, title: str) -> bytes:
    """Return the map of a scene as SVG or PNG."""
    if form not in ("svg", "png"):
        raise single("literal_error", "format", form, name="format", expected="'svg' or 'png'")
    text = map_svg(mapped(scene), width, theme, title)
    return standing_alone(text).encode() if form == "svg" else png(text, width)
