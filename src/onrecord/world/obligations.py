"""Who is bound to whom on a date: to defend, to consult, to stay neutral, not to attack.

Answers come from the treaties that are covered, and say so. That nobody is bound by them is known;
whether somebody is bound by another agreement is *unknown*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import Literal

from onrecord.world.dates import When, checked, first_day, last_day
from onrecord.world.treaties import (
    KNOWN_UNTIL,
    OBLIGING,
    Clause,
    ClauseKind,
    Party,
    Suspension,
    Treaties,
    Treaty,
)

State = Literal["bound", "suspended", "participation-suspended", "disputed"]


@dataclass(frozen=True, slots=True)
class Obligation:
    """What one clause binds one state to, toward another.

    by, toward: keys of states. state: `bound`; `suspended`, when the obligation itself rests;
    `participation-suspended`, when only the part in the organisation does; `disputed`, when it is
    that one of the two is a party. why: of a state other than `bound`.
    """

    by: str
    toward: str
    treaty: Treaty
    clause: Clause
    state: State
    why: str

    @property
    def obliges(self) -> bool:
        """Whether the clause obliges at all; an assurance or a right does not."""
        return self.clause.kind in OBLIGING


@dataclass(frozen=True, slots=True)
class NotCovered:
    """A defence clause that does not cover a state, and why.

    parties: keys of the parties on the date. near: the share of them that owe the state something
    else, by which the treaties that come to mind go first.
    """

    treaty: Treaty
    clause: Clause
    parties: tuple[str, ...]
    why: str
    near: float


@dataclass(frozen=True, slots=True)
class Standing:
    """How one state stands on a date.

    status: `known` within the coverage; `unknown` for dates that it does not reach, and then what
    is told is the last known. toward: what others owe it. by: what it owes others. assurances:
    promises to it that do not oblige. not_covered: defence pacts of three and more that it is no
    party of. coverage: what is covered, in words.
    """

    state: str
    on: str
    status: Literal["known", "unknown"]
    toward: tuple[Obligation, ...]
    by: tuple[Obligation, ...]
    assurances: tuple[Obligation, ...]
    not_covered: tuple[NotCovered, ...]
    coverage: str

    def defenders(self) -> tuple[str, ...]:
        """Keys of the states that are bound to defend it, no doubt attached."""
        found = {o.by for o in self.toward if o.clause.kind == "defend" and o.state == "bound"}
        return tuple(sorted(found))


class Obligations:
    """Look-ups over the treaties; every method raises ValueError for what is no date."""

    def __init__(self, treaties: Treaties) -> None:
        self._treaties = treaties

    @staticmethod
    @cache
    def open() -> Obligations:
        """Look-ups over the shipped treaties."""
        return Obligations(Treaties.open())

    def between(self, by: str, toward: str, on: When) -> tuple[Obligation, ...]:
        """What one state, by key, is bound to toward another, assurances and rights included."""
        return tuple(o for o in self._of(checked(on), toward) if o.by == by and o.toward == toward)

    def standing(self, state: str, on: When) -> Standing:
        """How a state, by key, stands on a date; after the coverage, on its last day."""
        day = checked(on)
        beyond = first_day(day) > KNOWN_UNTIL
        asked, day = day, KNOWN_UNTIL if beyond else day
        found = tuple(self._of(day, state))
        toward = tuple(o for o in found if o.toward == state and o.obliges)
        return Standing(
            state,
            asked,
            "unknown" if beyond or last_day(day) < _FIRST else "known",
            toward,
            tuple(o for o in found if o.by == state and o.obliges),
            tuple(o for o in found if o.toward == state and o.clause.kind == "assurance"),
            self._not_covered(state, day, frozenset(o.by for o in toward)),
            self.coverage(),
        )

    def coverage(self) -> str:
        """What is covered, in words."""
        names = len(self._treaties.all())
        return (
            f"{names} agreements, each from its entry into force to {KNOWN_UNTIL}; whether any other "
            "agreement binds somebody is unknown"
        )

    def every(self, on: When) -> Iterator[Obligation]:
        """All that is covered and in force on a date, assurances and rights included."""
        return self._of(checked(on))

    def _of(self, day: str, state: str | None = None) -> Iterator[Obligation]:
        """Every obligation that a state has or is owed on a day; without one, that all have."""
        for treaty in self._treaties.in_force(day):
            parties = {p.party: p for p in self._treaties.parties(treaty.key, day)}
            if state is None:
                pairs = list(permutations(parties, 2))
            elif state in parties:
                others = [other for other in parties if other != state]
                pairs = [pair for o in others for pair in ((o, state), (state, o))]
            else:
                continue
            rests = self._treaties.suspensions(treaty.key, day)
            for clause in self._treaties.clauses(treaty.key, day):
                for by, toward in pairs:
                    if _binds(clause, by, toward):
                        held, why = _state(parties[by], parties[toward], rests)
                        yield Obligation(by, toward, treaty, clause, held, why)

    def _not_covered(self, state: str, day: str, friends: frozenset[str]) -> tuple[NotCovered, ...]:
        found = []
        for treaty in self._treaties.in_force(day):
            parties = tuple(dict.fromkeys(p.party for p in self._treaties.parties(treaty.key, day)))
            if len(parties) <= 2 or state in parties:
                continue
            near = len(friends.intersection(parties)) / len(parties)
            for clause in self._treaties.clauses(treaty.key, day):
                if clause.kind == "defend":
                    why = self._why_not(treaty, clause, state, day)
                    found.append(NotCovered(treaty, clause, parties, why, near))
        return tuple(sorted(found, key=lambda each: (-each.near, -len(each.parties))))

    def _why_not(self, treaty: Treaty, clause: Clause, state: str, day: str) -> str:
        own = [p for p in self._treaties.parties(treaty.key) if p.party == state]
        past = [p for p in own if last_day(p.until) < first_day(day)]
        later = [p for p in own if first_day(p.since) > last_day(day)]
        reason = f"not a party on {day}, and the clause protects parties alone"
        if past:
            reason += f"; it was one until {past[-1].until} ({past[-1].ended})"
        if later:
            reason += f"; it became one on {later[0].since}"
        if clause.area:
            reason += f". It covers {clause.trigger}: {clause.area.words}"
        return reason


#: The first day on which any treaty is in force.
_FIRST = "1945-05-11"


def _binds(clause: Clause, by: str, toward: str) -> bool:
    return (not clause.by or by in clause.by) and (not clause.toward or toward in clause.toward)


def _state(by: Party, toward: Party, rests: tuple[Suspension, ...]) -> tuple[State, str]:
    """Whether the obligation holds, and what is to be said of it."""
    for rest in rests:
        if rest.toward is None and rest.by in (by.party, toward.party):
            return "participation-suspended", rest.note
        if rest.by == by.party and rest.toward == toward.party:
            return "suspended", rest.note
    for party in (by, toward):
        if party.disputed:
            return "disputed", party.note
    return "bound", ""


def kinds(found: tuple[Obligation, ...], *, doubtful: bool = False) -> frozenset[ClauseKind]:
    """The kinds of obligation among some; `doubtful` ones, not simply `bound`, only on demand."""
    return frozenset(o.clause.kind for o in found if o.obliges and (doubtful or o.state == "bound"))
