"""The command `tune`: its flags, its table, its files."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.progress import Progress
from app.replies.wire import dumps
from app.tuning.tune import Tune, answer_of, said, tuned_lanes

Json = dict[str, Any]


def add_tune_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of a tuning."""
    parser.add_argument("--lane", type=int, action="append", help="which one, counted from 0; may be said several times (all)")
    parser.add_argument("--budget", type=int, default=120, help="settings that each lane may try (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of the search and of the starts (%(default)s)")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="the answer as .json, the tried settings as .csv")


def asked(scene: Any, flags: argparse.Namespace) -> Json:
    """Return the body of a request to `/api/tune`."""
    return {"scene": scene, "lanes": flags.lane, "budget": flags.budget, "seed": flags.seed}


def found(tune: Tune) -> Json:
    """Return the answer, with a bar meanwhile."""
    progress = Progress(tune.all_runs(), "runs")
    try:
        return answer_of(tune, list(tuned_lanes(tune, progress)))
    finally:
        progress.end()


def csv(answer: Json) -> bytes:
    """Return every setting that was tried as CSV, a row for each of its knobs; a score that is infinite is left out."""
    rows = [b"lane,setting,round,knob,value,score"]
    for lane in answer["lanes"]:
        tried = lane["tried"]
        for i, (score, number) in enumerate(zip(tried["scores"], tried["rounds"], strict=True)):
            for knob, values in zip(lane["knobs"], tried["values"], strict=True):
                numbers = dumps([values[i], score])[1:-1].replace(b"null", b"")
                rows.append(b"%d,%d,%d,%s,%s" % (lane["lane"], i, number, knob["path"].encode(), numbers))
    return b"\n".join([*rows, b""])


def share(value: float | None) -> str:
    """Return a score as text."""
    return "diverges" if value is None else f"{value:.2e}"


def line(lane: Json) -> str:
    """Return a lane as a row of the table."""
    knobs = ", ".join(f"{knob['path'].partition('.')[2]} {knob['best']:.6g}" for knob in lane["knobs"])
    scores = "".join(f"{share(lane[name]):>10}" for name in ("now", "promised", "judged"))
    return f"{lane['lane']:>4}  {lane['optimizer']:22}{scores}{lane['sensitivity']:>12.1%}  {knobs}"


def table(tune: Tune, answer: Json) -> str:
    """Return the lanes as a table, the best one first, and how they were tuned."""
    lanes = sorted(answer["lanes"], key=lambda lane: (lane["judged"] is None, lane["judged"], lane["lane"]))
    head = f"{'lane':>4}  {'method':22}{'now':>10}{'promised':>10}{'judged':>10}{'sensitivity':>12}  best knobs"
    told = said(tune)
    notes = (
        told["criterion"].format(starts=told["starts"]),
        f"{told['budget']} settings for each lane, {told['steps']} steps, seed {told['seed']}: {told['runs']:,} runs",
        f"judged: from {told['others']} other starts; sensitivity: share of the settings in the whole box within twice the best",
    )
    return "\n".join([head, *(line(lane) for lane in lanes), "", *notes])
