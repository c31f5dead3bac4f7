"""The event: a named tuple, its JSON, and the choice among overlapping ones."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

VISIBLE = 5e-3
"""Share of a side of the surface's domain below which a move is not an event: two pixels of a panel."""
STILL = 1e-3
"""Share of the domain's shorter side within which a position counts as unchanged: less than a pixel."""
ROUNDING = 1e-12
"""Share of a side whose product with the curvature is a gradient of rounding size."""


class Event(NamedTuple):
    """Something that happened from step `begin` to step `end`; `mark` is the row where most happens.

    The `template` of its sentence is the key of its translations. It has places for the begin (`from`), the end (`to`) and the
    numbers, each with a format that the page follows too: `:d` for what is counted, `:.3g` for what is measured.
    """

    kind: str
    begin: int
    end: int
    mark: int
    template: str
    numbers: Mapping[str, Any]

    @property
    def says(self) -> str:
        """Return the sentence in English; most events are only counted, few are told."""
        return self.template.format(**{"from": self.begin, "to": self.end}, **self.numbers)


def as_json(event: Event) -> dict[str, Any]:
    """Return an event as the contract has it, and what a page needs to say it: the template, and `why` where there is a reason."""
    reason = event.numbers.get("reason")
    return {
        "kind": event.kind, "from": event.begin, "to": event.end, "says": event.says, "numbers": event.numbers,
        "template": event.template, **({"why": reason.parts()} if reason else {}),
    }  # fmt: skip


def widest(found: Iterable[Event], number: str) -> list[Event]:
    """Return events in order; of those that overlap the one with the largest `number`."""
    kept: list[Event] = []
    for event in sorted(found, key=lambda event: event.begin):
        if not kept or event.begin > kept[-1].end:
            kept.append(event)
        elif event.numbers[number] > kept[-1].numbers[number]:
            kept[-1] = event
    return kept
