"""What a fork must be: within the run, and with a state that its method can go on with."""

from itertools import pairwise
from typing import TYPE_CHECKING

from app.optimizers import OPTIMIZERS
from app.scene.faults import unfit

if TYPE_CHECKING:
    from app.scene.lane import Lane

DEEPEST = 4
"""Most forks of one lane."""


def check_forks(line: "list[Lane]", path: str, steps: int) -> None:
    """Refuse forks outside the run, too many of them, and one whose method cannot go on with the state of the method before.

    `line` is a lane with those that it was forked from, the latest first.
    """
    at = [each.fork.step for each in line if each.fork]
    if not at:
        return
    if at[0] >= steps:
        raise unfit("outside_run", f"{path}.step", at[0], last=steps - 1)
    if len(at) > DEEPEST or any(late <= early for late, early in pairwise(at)):
        raise unfit("too_deep", path, len(at), most=DEEPEST)
    if any(each.trajectory for each in line):
        raise unfit("not_computed", path, len(at))
    for after, before in pairwise(line):
        if not after.walker().fits(before.walker()):
            chosen = [(each.optimizer, each.optimizer.around()) for each in (after, before)]
            names = [" / ".join(OPTIMIZERS[each.key].name for each in pair if each) for pair in chosen]
            raise unfit("unlike", path, after.optimizer.key, after=names[0], before=names[1])
