"""Treaties and other agreements that bind states to one another: parties, clauses, suspensions.

A selection, kept by hand from the texts of the treaties; `docs/treaties.md` lists it. What is not
in it is unknown, and no answer may take it for absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, cast

from onrecord.world.areas import Area, areas
from onrecord.world.dates import When, checked, covers
from onrecord.world.spelling import folded
from onrecord.world.tables import several, shipped

Form = Literal["treaty", "declaration", "communique", "assurance"]
ClauseKind = Literal["defend", "consult", "neutrality", "nonaggression", "assurance", "right"]
Effect = Literal["obligations", "participation"]

#: Kinds of clause that oblige; an assurance or a right to act is no obligation.
OBLIGING: tuple[ClauseKind, ...] = ("defend", "consult", "neutrality", "nonaggression")
#: The last day on which the parties of the treaties are known.
KNOWN_UNTIL = "2025-09-30"


@dataclass(frozen=True, slots=True)
class Treaty:
    """One agreement.

    form: a `declaration` or `communique` binds politically; an `assurance` promises, and is no
    alliance. since, until: ISO dates of its force, perhaps only a year or month, `until` the first
    day without. exit: how a party may leave. source: title, place and date of the text, and where
    it is published.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    form: Form
    signed: str
    since: str
    until: str | None
    exit: str
    source: str


@dataclass(frozen=True, slots=True)
class Party:
    """One state's time as a party; `ended` says how it ended, `note` what is in dispute."""

    treaty: str
    party: str
    since: str
    until: str | None
    ended: str
    note: str

    @property
    def disputed(self) -> bool:
        """Whether it is in dispute that the state is a party."""
        return self.note.startswith("disputed")


@dataclass(frozen=True, slots=True)
class Clause:
    """What one article binds its parties to.

    by, toward: keys of the states that it binds, and to whom; empty for each party to all others.
    trigger: what calls for it. area: where, None where the treaty sets no bounds. words: in our
    own words, quotation marks about the treaty's.
    """

    treaty: str
    article: str
    kind: ClauseKind
    by: tuple[str, ...]
    toward: tuple[str, ...]
    trigger: str
    area: Area | None
    since: str
    until: str | None
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Suspension:
    """A time in which a treaty's obligations, or a party's participation, rested.

    by, toward: keys of states; `toward` is None for all parties, and then it holds both ways.
    """

    treaty: str
    by: str
    toward: str | None
    since: str
    until: str | None
    effect: Effect
    note: str


class Treaties:
    """The treaties that are covered; every method that takes a date raises ValueError for no date."""

    @staticmethod
    @cache
    def open() -> Treaties:
        """The shipped tables, read when they are first needed."""
        return Treaties()

    def all(self) -> tuple[Treaty, ...]:
        """Every treaty, by key."""
        return tuple(self._treaties.values())

    def get(self, key: str) -> Treaty | None:
        """The treaty of that key, or None."""
        return self._treaties.get(key)

    def named(self, name: str) -> Treaty | None:
        """The treaty of that key, name or alias, or of the body that stands on it; else None."""
        return self._names.get(folded(name))

    def in_force(self, on: When) -> tuple[Treaty, ...]:
        """The treaties in force on a date."""
        day = checked(on)
        return tuple(t for t in self._treaties.values() if covers(t.since, t.until, day))

    def parties(self, key: str, on: When | None = None) -> tuple[Party, ...]:
        """The parties of a treaty on a date, or ever, in order of key and date."""
        found = self._parties.get(key, ())
        if on is None:
            return tuple(found)
        day = checked(on)
        return tuple(p for p in found if covers(p.since, p.until, day))

    def clauses(self, key: str, on: When | None = None) -> tuple[Clause, ...]:
        """The clauses of a treaty that hold on a date, or ever did."""
        found = self._clauses.get(key, ())
        if on is None:
            return tuple(found)
        day = checked(on)
        return tuple(c for c in found if covers(c.since, c.until, day))

    def suspensions(self, key: str, on: When) -> tuple[Suspension, ...]:
        """What was suspended of a treaty on a date."""
        day = checked(on)
        return tuple(s for s in self._suspensions.get(key, ()) if covers(s.since, s.until, day))

    @cached_property
    def _treaties(self) -> dict[str, Treaty]:
        found = {}
        for key, name, aliases, form, signed, since, until, leaving, source in shipped("treaties"):
            kind = cast("Form", form)
            found[key] = Treaty(
                key, name, several(aliases), kind, signed, since, until or None, leaving, source
            )
        return found

    @cached_property
    def _names(self) -> dict[str, Treaty]:
        found: dict[str, Treaty] = {}
        for treaty in self._treaties.values():
            for name in (treaty.key, treaty.name, *treaty.aliases):
                found.setdefault(folded(name), treaty)
        return found

    @cached_property
    def _parties(self) -> dict[str, list[Party]]:
        found: dict[str, list[Party]] = {}
        for key, party, since, until, ended, note in shipped("treaty_parties"):
            found.setdefault(key, []).append(Party(key, party, since, until or None, ended, note))
        return found

    @cached_property
    def _clauses(self) -> dict[str, list[Clause]]:
        found: dict[str, list[Clause]] = {}
        for row in shipped("treaty_clauses"):
            key, article, kind, by, toward, trigger, area, since, until, words, note = row
            whole = self._treaties[key]
            clause = Clause(
                key,
                article,
                cast("ClauseKind", kind),
                several(by),
                several(toward),
                trigger,
                areas()[area] if area else None,
                since or whole.since,
                until or whole.until,
                words,
                note,
            )
            found.setdefault(key, []).append(clause)
        return found

    @cached_property
    def _suspensions(self) -> dict[str, list[Suspension]]:
        found: dict[str, list[Suspension]] = {}
        for key, by, toward, since, until, effect, note in shipped("treaty_suspensions"):
            rest = Suspension(
                key, by, toward or None, since, until or None, cast("Effect", effect), note
            )
            found.setdefault(key, []).append(rest)
        return found
