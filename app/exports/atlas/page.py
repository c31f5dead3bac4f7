"""The atlas as one static page without a script: a row for each method, a column for each surface, the best method first."""

import math
from html import escape
from typing import Any
from urllib.parse import quote

import numpy as np

from app.catalog.link import link_to
from app.exports.atlas.plan import Atlas
from app.optimizers import OPTIMIZERS
from app.tuning.judge import BESIDE, CRITERION, FLOOR, OTHERS
from surfaces import SURFACES

Json = dict[str, Any]
Cells = dict[tuple[str, str], Json]
LOST = 6.0
"""The power of ten that a cell counts as whose runs diverge."""

STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#14171a, #eef1f4); --muted: light-dark(#59626b, #a7b0b9); }
:root { --line: light-dark(#d5dade, #3a4047); --ground: light-dark(#fff, #14171a); }
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem; background: var(--ground); color: var(--ink); font: 16px/1.5 "Noto Sans", system-ui, sans-serif; }
h1 { margin: 0 0 .4rem; font-size: 2rem; }
p { max-width: 62rem; margin: .2rem 0; }
.all { overflow: auto; max-height: calc(100vh - 13rem); margin-top: 1.2rem; border: 1px solid var(--line); }
table { border-collapse: separate; border-spacing: 0; font-size: .8125rem; }
th { padding: .4rem .6rem; background: var(--ground); text-align: left; font-weight: 600; }
thead th { position: sticky; z-index: 2; top: 0; border-bottom: 1px solid var(--line); vertical-align: bottom; max-width: 7.5rem; }
tbody th { position: sticky; z-index: 1; left: 0; min-width: 11rem; border-right: 1px solid var(--line); }
thead th:first-child { z-index: 3; left: 0; }
th small { display: block; color: var(--muted); font-weight: 400; }
td { padding: 3px; text-align: center; }
td a { display: block; color: inherit; text-decoration: none; }
td img { display: block; width: 7.5rem; height: 7.5rem; border-radius: 3px; }
td a:is(:hover, :focus-visible) img { outline: 3px solid var(--ink); outline-offset: 1px; }
td .best { font-weight: 700; }
"""


PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Ravine: atlas</title>
<style>{style}</style>
<h1>Atlas of optimizers</h1>
{text}<div class="all" tabindex="0">{table}</div>
</html>
"""
CLOSE = 0.05
"""Powers of ten by which a method may be worse than the best one of its surface and still counts as one of the best."""


def power(cell: Json) -> float:
    """Return the judged loss of a cell as a power of ten."""
    return math.log10(cell["judged"]) if cell["judged"] is not None else LOST


def ranks(atlas: Atlas, cells: Cells) -> dict[str, float]:
    """Return the mean rank of each method over the surfaces, 1 for the best; equal ones share theirs."""
    found: dict[str, list[float]] = {method: [] for method in atlas.methods}
    for surface in atlas.surfaces:
        powers = np.array([power(cells[surface, method]) for method in atlas.methods])
        for method, own in zip(atlas.methods, powers, strict=True):
            found[method].append(float((powers < own - 1e-9).sum() + (1 + (np.abs(powers - own) <= 1e-9).sum()) / 2))
    return {method: float(np.mean(each)) for method, each in found.items()}


def says(cell: Json) -> str:
    """Return the judged loss in words."""
    if cell["judged"] is None:
        return "diverges"
    least = math.log10(FLOOR)
    return f"\N{LESS-THAN OR EQUAL TO} 10<sup>{least:.0f}</sup>" if power(cell) <= least + 1e-9 else f"10<sup>{power(cell):.1f}</sup>"


def shown(cell: Json, surface: str, method: str, address: str, best: bool) -> str:
    """Return a cell of the table: its picture, which is a link to its scene, and its loss."""
    knobs = ", ".join(f"{path.partition('.')[2]} = {value:.6g}" for path, value in cell["knobs"].items())
    title = escape(f"{OPTIMIZERS[method].name} on {SURFACES[surface].name}: {knobs}", quote=True)
    source, href = quote(f"cells/{surface}.{method}.svg"), escape(address + link_to(cell["scene"]), quote=True)
    image = f'<img src="{source}" alt="{title}" loading="lazy" width="120" height="120">'
    loss = f'<span class="best">{says(cell)}</span>' if best else says(cell)
    return f'<td><a href="{href}" title="{title}">{image}{loss}</a></td>'


def page(atlas: Atlas, cells: Cells, address: str) -> str:
    """Return the page; `address` is that of a server, where the links lead."""
    rank = ranks(atlas, cells)
    order = sorted(atlas.methods, key=lambda method: (rank[method], method))
    best = {surface: min(power(cells[surface, method]) for method in order) for surface in atlas.surfaces}
    head = "".join(f'<th scope="col">{escape(SURFACES[surface].name)}</th>' for surface in atlas.surfaces)
    rows = []
    for method in order:
        name = f'<th scope="row">{escape(OPTIMIZERS[method].name)}<small>mean rank {rank[method]:.1f}</small></th>'
        row = [
            shown(cells[surface, method], surface, method, address, power(cells[surface, method]) <= best[surface] + CLOSE)
            for surface in atlas.surfaces
        ]
        rows.append(f"<tr>{name}{''.join(row)}</tr>")
    table = f'<table><thead><tr><th scope="col">Method</th>{head}</tr></thead>\n<tbody>{"".join(rows)}</tbody></table>'
    return PAGE.format(style=STYLE, text="".join(f"<p>{escape(each)}</p>\n" for each in told(atlas)), table=table)


def told(atlas: Atlas) -> list[str]:
    """Return how the atlas was made, in sentences."""
    terms = f"each tuned with {atlas.budget} settings over {atlas.steps} steps, seed {atlas.seed}"
    criterion = CRITERION.format(starts=OTHERS)
    return [
        f"{len(atlas.methods)} methods on {len(atlas.surfaces)} surfaces, {terms}.",
        f"Below each picture: {criterion} that were not tuned for. Each method was tuned for {BESIDE} starts.",
        "A picture shows where runs of the tuned method end from every start: the hue says at which minimum, pale means soon.",
        "The line is the path from the ring. Each picture is a link to its scene.",
    ]
