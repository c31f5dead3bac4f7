"""The event as a named tuple, its JSON, and the choice among overlapping events."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

VISIBLE = 5e-3
"""Share of a side of the domain below which a move is no event: about two pixels of a panel."""
STILL = 1e-3
"""Share of the domain's shorter side within which a position counts as unchanged: less than a pixel."""
ROUNDING = 1e-12
"""Share of a side: times the curvature, it is the size of a gradient that is only rounding."""


class Event(NamedTuple):
    """An event from step `begin` to step `end`; `mark` is its most important row.

    The `template` of its sentence is the key of its translations. Its placeholders are `from` (begin), `to` (end) and the names of
    the numbers. Each has a format that the page follows too: `:d` for counts, `:.3g` for measurements.
    """

    kind: str
    begin: int
    end: int
    mark: int
    template: str
    numbers: Mapping[str, Any]

    @property
    def says(self) -> str:
        """Return the sentence in English; formatted on demand, because most events are never shown."""
        return self.template.format(**{"from": self.begin, "to": self.end}, **self.numbers)


def as_json(event: Event) -> dict[str, Any]:
    """Return an event as JSON; `template`, and `why` if there is a reason, are for the page to translate."""
    reason = event.numbers.get("reason")
    return {
        "kind": event.kind, "from": event.begin, "to": event.end, "says": event.says, "numbers": event.numbers,
        "template": event.template, **({"why": reason.parts()} if reason else {}),
    }  # fmt: skip


def widest(found: Iterable[Event], number: str) -> list[Event]:
    """Return events in order; of overlapping ones, only the one with the largest `number`."""
    kept: list[Event] = []
    for event in sorted(found, key=lambda event: event.begin):
        if not kept or event.begin > kept[-1].end:
            kept.append(event)
        elif event.numbers[number] > kept[-1].numbers[number]:
            kept[-1] = event
    return kept
