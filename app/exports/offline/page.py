"""One HTML file that plays recorded runs offline, with a slider for one knob; the scene was run at each of its values."""

import base64
import html
import json
import posixpath
import re
from functools import cache
from pathlib import Path

from app import __version__
from app.engine.series import SERIES
from app.exports.drawing import looks
from app.exports.drawing.example_words import AXES, SECOND
from app.exports.drawing.labels import scene_words
from app.exports.drawing.svg import FONT
from app.exports.drawing.typeface import BOLD, REGULAR, beyond, rule
from app.exports.offline.recording import SIZES, Tell, charts_of, columns_for, has_examples, packed, rules
from app.exports.offline.sweep import Sweep
from app.exports.options import PictureOptions
from app.replies import committee
from app.replies.names import particulars, title, titles
from app.scene.scene import Scene
from app.settings import static_dir

TEMPLATE = Path(__file__).parent / "offline.html"
WORDS = "".join(["truth½−mean answer", *AXES.values()])
"""What the panel of the examples says beside what the template has."""
ENTRY = "js/offline/replay.js"
IMPORT = re.compile(r'\bfrom "(\.[^"]+)"')

LANE = (
    '<section id="lane{0}"><h2><canvas class="sample"></canvas><span class="name"></span> <span class="details"></span></h2>'
    '<div class="stage"><div class="ground"></div><canvas class="overlay" role="img" aria-label="Walker {1}"></canvas></div>'
    '<p class="readout"></p></section>'
)
SIGNS = '<i class="sign{0}" aria-hidden="true"></i>'
EXAMPLES = (
    '<section id="examples"><h2><span class="name">{0}</span></h2><div class="stage"><canvas role="img" aria-label="{0}"></canvas></div>'
    '<p class="readout"><span>{1} <b data-count="train"></b> training</span>'
    '<span>{2} <b data-count="held"></b> validation</span>{3}{4}</p></section>'
)
TAB = '<button type="button" aria-controls="{0}" aria-pressed="false">{1}</button>'
FIGURE = '<figure><figcaption>{1}</figcaption><div class="chart" id="chart{0}"><canvas></canvas><canvas></canvas></div></figure>'


@cache
def modules() -> dict[str, str]:
    """Return the source of the player and of every module that it imports, by path; imports are rewritten from relative paths to these."""
    found: dict[str, str] = {}
    waiting = [ENTRY]
    while waiting:
        place = waiting.pop()
        if place not in found:
            text = (static_dir() / place).read_text("utf-8")
            known = {each: posixpath.normpath(posixpath.join(posixpath.dirname(place), each)) for each in IMPORT.findall(text)}
            found[place] = IMPORT.sub(lambda match, known=known: f'from "{known[match[1]]}"', text)  # type: ignore[misc]
            waiting += known.values()
    return found


def importmap() -> str:
    """Return an import map with every module as a data URL, so that nothing is fetched."""
    urls = {place: "data:text/javascript;base64," + base64.b64encode(text.encode()).decode() for place, text in modules().items()}
    return json.dumps({"imports": urls})


def page(scene: Scene, sweep: Sweep, options: PictureOptions, sentence: str = "", tell: Tell = lambda done, total: None) -> bytes:
    """Return the file; `sentence` stands under the title; `tell(done, total)` is called after every run."""
    recording, count, at = packed(scene, sweep, options, tell)
    theme, charts, columns = looks.theme_of(options.theme, scene.pens), charts_of(scene, options), columns_for(scene, options)
    beside = [examples(scene, committee.KEY in charts)] if has_examples(scene, options) else []
    tabs = [*((f"lane{i}", name) for i, name in enumerate(titles(scene.lanes))), *([("examples", "Examples")] if beside else [])]
    letters = shown(scene, sweep) + options.title + sentence + (WORDS if beside else "")
    words = {
        **{name: getattr(theme, name) for name in ("ground", "ink", "muted", "fault")}, "scheme": options.theme, "version": __version__,
        "title": html.escape(options.title or scene_words(scene)), "columns": columns, "charts": max(1, len(charts)),
        "heading": html.escape(options.title), "sentence": html.escape(sentence), "width": SIZES[columns][0], "height": SIZES[columns][1],
        "lanes": "".join([*(LANE.format(i, i + 1) for i in range(len(scene.lanes))), *beside]),
        "tabs": "".join(TAB.format(place, html.escape(name)) for place, name in tabs if len(tabs) > 1),
        "second": SECOND[theme.dark],
        "figures": "".join(FIGURE.format(i, html.escape(SERIES[key].name)) for i, key in enumerate(charts)),
        "hero": html.escape(sweep.knob.name), "about": html.escape(about(scene, sweep)), "last": count - 1, "at": at,
        "lane": lane_of(sweep),
        "faces": "\n".join(rule(beyond(letters), weight) for weight in (REGULAR, BOLD)), "family": FONT,
        "recording": base64.b64encode(recording).decode(), "imports": importmap(), "entry": ENTRY,
    }  # fmt: skip
    # One pass over the template, so that inserted text is not substituted again.
    return re.sub(r"\{(" + "|".join(words) + r")\}", lambda match: str(words[match[1]]), TEMPLATE.read_text("utf-8")).encode()


def shown(scene: Scene, sweep: Sweep) -> str:
    """Return every text that the file may show, except numbers: the glyphs that its fonts need."""
    details = [part for lane in scene.lanes for part in particulars(lane, every=True)]
    series = [word for each in SERIES.values() for word in each.words()]
    names = [*titles(scene.lanes), *filter(None, rules(scene)), sweep.knob.name]
    return "".join([TEMPLATE.read_text("utf-8"), scene_words(scene), *names, *details, *series])


def examples(scene: Scene, judged: bool) -> str:
    """Return the panel of the examples, with the signs that they have. `judged`: does a chart show the committee?"""
    data = scene.landscape().data()
    full, hollow = (SIGNS.format(kind) + (SIGNS.format(f"{kind} square") if data.model.classes else "") for kind in ("", " open"))
    batch = f"<span>{SIGNS.format(' ringed')} in this batch</span>" if any(lane.batch for lane in scene.lanes) else ""
    unsure = f"<span data-together hidden>{SIGNS.format(' unsure')} mean answer unsure</span>" if judged and data.model.classes else ""
    return EXAMPLES.format("Your examples" if data.examples or data.checks else "Examples", full, hollow, batch, unsure)


def lane_of(sweep: Sweep) -> int:
    """Return the number of the lane that the knob belongs to, 0 for the surface."""
    place, number, *_ = sweep.path.split(".")
    return int(number) if place == "lanes" else 0


def about(scene: Scene, sweep: Sweep) -> str:
    """Return what the knob belongs to: a lane, all of them or the surface."""
    if sweep.path.startswith("start"):
        return "of all walkers"
    return f"of {title(scene.lanes[lane_of(sweep)])}" if sweep.path.startswith("lanes") else "of the surface"
