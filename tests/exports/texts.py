"""Where the texts of a picture stand."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

from app.exports.drawing import looks
from app.exports.drawing.typeface import width as wide
from tests.exports.test_image import NAMESPACE


def boxes(root: ET.Element, moved: tuple[float, float] = (0.0, 0.0)) -> list[tuple[str, float, float, float, float]]:
    """Return the room of every text of a picture, which only groups at places of their own and quarter turns move."""
    found = []
    for each in root:
        x, y = moved
        if place := re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", each.get("transform", "")):
            x, y = x + float(place[1]), y + float(place[2])
        if each.tag == f"{NAMESPACE}text":
            says, size = "".join(each.itertext()), float(each.get("font-size", looks.TEXT))
            long, anchor = wide(says, size), {"start": 0.0, "middle": 0.5, "end": 1.0}[each.get("text-anchor", "start")]
            if "rotate(-90)" in each.get("transform", ""):
                found.append((says, x - 0.7 * size, y - (1 - anchor) * long, x, y + anchor * long))
            else:
                left, base = x + float(each.get("x", 0)) - anchor * long, y + float(each.get("y", 0))
                found.append((says, left, base - 0.7 * size, left + long, base))
        found += boxes(each, (x, y))
    return found


def apart(drawn: str) -> list[str]:
    """Return the texts of a picture, after a look whether all stand inside and none covers another."""
    root = ET.fromstring(drawn)
    texts, height = boxes(root), float(root.attrib["viewBox"].split()[3])
    outside = [says for says, left, top, right, bottom in texts if left < 0 or top < 0 or right > looks.WIDTH or bottom > height]
    assert not outside
    for (one, *a), (other, *b) in combinations(texts, 2):
        assert a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3], (one, other)
    return [says for says, *_ in texts]
