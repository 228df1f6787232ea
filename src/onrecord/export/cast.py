"""Actors of a record as readers meet them: an order, a look each, their office and side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from onrecord.export.wording import one_line
from onrecord.records import Actor, Record

#: How many hues and lines there are; an actor's look is one of each, so that 24 differ.
HUES = 8
LINES = 3
#: "reportedly": the record knows that it was passed on, and not by whom.
RELAYS = {"unspecified": "someone unnamed"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One actor with its look and what a legend says of it.

    hue, line: indices below `HUES` and `LINES`. side: the names of those whom it acts for.
    spoken: how many statements are its own.
    """

    actor: Actor
    hue: int
    line: int
    office: str | None
    side: str | None
    spoken: int

    @property
    def leads(self) -> bool:
        """Whether a legend gives it a line of its own."""
        return bool(self.spoken or self.office or self.side)

    @property
    def title(self) -> str:
        """Name, office and side in one line."""
        side = f"for {self.side}" if self.side else None
        return ", ".join(part for part in (self.actor.name, self.office, side) if part)


def figures(record: Record) -> dict[str, Figure]:
    """The actors of a record by id, those who speak most first.

    Neighbours in that order have different hues; the line changes once all hues are used.
    """
    spoken = Counter(id for s in record.statements for id in s.speakers)
    named = {actor.id: actor.name for actor in record.actors}
    ranked = sorted(record.actors, key=lambda actor: -spoken[actor.id])
    return {
        actor.id: Figure(
            actor,
            rank % HUES,
            rank // HUES % LINES,
            ", ".join(one_line(office) for office in actor.offices) or None,
            ", ".join(one_line(named.get(id, id)) for id in actor.acts_for) or None,
            spoken[actor.id],
        )
        for rank, actor in enumerate(ranked)
    }
