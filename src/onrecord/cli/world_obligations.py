"""What `onrecord world obligations` finds, and how it reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import OptionError
from onrecord.world import Entity, World
from onrecord.world.knowledge import today
from onrecord.world.obligations import NotCovered, Obligation, Obligations, Standing
from onrecord.world.treaties import OBLIGING, Clause, Party, Suspension, Treaties, Treaty

#: Most states that are named one by one.
MOST_NAMED = 40
#: Share of parties that owe the state something else, from which on a pact is told in full.
NEAR = 0.5
_DUTIES = {
    "defend": "to defend",
    "consult": "to consult",
    "neutrality": "to stay neutral",
    "nonaggression": "not to attack",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """How a state stands on a date; `only_by` where it was asked what one other owes it."""

    entity: Entity
    standing: Standing
    only_by: Entity | None
    names: dict[str, str]

    def plain(self) -> dict[str, Any]:
        """The answer as JSON-ready data."""
        standing = self.standing
        return {
            "state": standing.state,
            "name": self.entity.name,
            "by": self.only_by.key if self.only_by else None,
            "on": standing.on,
            "status": standing.status,
            "defenders": [key for key in standing.defenders() if self._asked(key)],
            "toward": [_plain(o) for o in standing.toward if self._asked(o.by)],
            "owed": [_plain(o) for o in standing.by if self._asked(o.toward)],
            "assurances": [_plain(o) for o in standing.assurances if self._asked(o.by)],
            "not_covered": [asdict(each) for each in standing.not_covered],
            "coverage": standing.coverage,
            "names": self.names,
        }

    def _asked(self, other: str) -> bool:
        return self.only_by is None or other == self.only_by.key

    def lines(self) -> Iterator[str]:
        """The lines for people."""
        standing, state = self.standing, self.entity.name
        yield f"{state}  {self.entity.key}, on {standing.on}"
        if standing.status == "unknown":
            yield f"  unknown: {standing.coverage}. Last known:"
        defending = [o for o in standing.toward if o.clause.kind == "defend" and self._asked(o.by)]
        who = self.only_by.name if self.only_by else "nobody"
        if not defending:
            bound = "is not bound" if self.only_by else "is bound"
            yield f"  {who} {bound} to defend it by any agreement that is covered"
        for kind, duty in _DUTIES.items():
            found = [o for o in standing.toward if o.clause.kind == kind and self._asked(o.by)]
            yield from self._clauses(f"bound {duty}" + (" it" if kind in _OBJECT else ""), found)
        given = [o for o in standing.assurances if self._asked(o.by)]
        yield from self._clauses("assurances, which are no duty to defend", given)
        if not self.only_by:
            yield from self._uncovered(standing.not_covered)
        owed = [o for o in standing.by if o.clause.kind == "defend" and self._asked(o.toward)]
        yield from self._clauses("itself bound to defend", owed, other="toward")
        if standing.status == "known":
            yield f"  covered: {standing.coverage}"

    def _clauses(
        self, heading: str, found: Iterable[Obligation], other: str = "by"
    ) -> Iterator[str]:
        by_clause: dict[tuple[str, str, str, str], list[Obligation]] = {}
        for o in found:
            by_clause.setdefault((o.treaty.key, o.clause.article, o.state, o.why), []).append(o)
        if by_clause:
            yield f"  {heading}"
        for (_, _, state, why), same in by_clause.items():
            first = same[0]
            doubt = "" if state == "bound" else f" [{state.replace('-', ' ')}: {why}]"
            yield f"    {_cited(first.treaty, first.clause)}{doubt}"
            yield f"      {'toward ' if other == 'toward' else ''}{self._named(getattr(o, other) for o in same)}"
            yield f"      {when(first.clause)}: {first.clause.words}"
            if first.clause.note:
                yield f"      note: {first.clause.note}"
            yield f"      source: {first.treaty.source}"

    def _uncovered(self, found: Sequence[NotCovered]) -> Iterator[str]:
        near = [each for each in found if each.near >= NEAR]
        if found:
            yield "  not covered by"
        for each in near:
            yield f"    {_cited(each.treaty, each.clause)} ({len(each.parties)} parties)"
            yield f"      {each.why}"
            yield f"      source: {each.treaty.source}"
        rest = ", ".join(
            f"{each.treaty.name} {article(each.clause)}" for each in found if each.near < NEAR
        )
        if rest:
            yield f"    {'nor by ' if near else ''}{rest}: not a party"

    def _named(self, keys: Iterable[str]) -> str:
        names = sorted({self.names[key] for key in keys})
        more = len(names) - MOST_NAMED
        return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class Card:
    """One treaty on a date: its clauses, parties and suspensions."""

    treaty: Treaty
    on: str
    clauses: tuple[Clause, ...]
    parties: tuple[Party, ...]
    former: tuple[Party, ...]
    suspensions: tuple[Suspension, ...]
    names: dict[str, str]

    def plain(self) -> dict[str, Any]:
        """The card as JSON-ready data."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """The lines for people."""
        treaty = self.treaty
        until = f" to {treaty.until}" if treaty.until else ""
        yield f"{treaty.name}  {treaty.key}, {treaty.form}"
        yield f"  signed {treaty.signed}, in force from {treaty.since}{until}"
        for clause in self.clauses:
            yield f"  {article(clause)}, {clause.kind}, {when(clause)}"
            yield f"    {clause.words}"
            if clause.area:
                yield f"    area: {clause.area.words}"
            if clause.note:
                yield f"    note: {clause.note}"
        named = [f"{self.names[p.party]} ({p.since})" for p in self.parties]
        yield f"  {len(named)} parties on {self.on}: {', '.join(sorted(named))}"
        for party in self.former:
            yield f"  no longer: {self.names[party.party]}, until {party.until}: {party.ended}"
        for rest in self.suspensions:
            toward = f" toward {self.names[rest.toward]}" if rest.toward else ""
            yield f"  {rest.effect} suspended since {rest.since}{toward}: {rest.note}"
        yield f"  exit: {treaty.exit}"
        yield f"  source: {treaty.source}"


_OBJECT = ("defend", "nonaggression")


def look_up(query: str, on: str | None, by: str | None, files: Sequence[Path]) -> Answer | Card:
    """How a state stands, or what a treaty says, on a date, today where there is none.

    Raises ValueError for what is no date, OptionError (R201) for a name that is neither a state
    nor a treaty that is covered, WorldError (R501) for a file that does not fit.
    """
    world = World.open(*files)
    day = on or today()
    entity = _state(world, query)
    if entity is None:
        treaty = Treaties.open().named(query)
        if treaty is None:
            raise OptionError(
                f"{query!r} is neither a state nor an agreement that is covered",
                "Give a state, such as Ukraine, or an agreement, such as NATO or 'Rio Treaty'",
            )
        return _card(world, treaty, day)
    other = _state(world, by) if by else None
    if by and other is None:
        raise OptionError(f"--by: {by!r} is no state", "Give a state, such as Germany")
    standing = Obligations.open().standing(entity.key, day)
    found = (*standing.toward, *standing.by, *standing.assurances)
    keys = {key for o in found for key in (o.by, o.toward)}
    keys |= {key for each in standing.not_covered for key in each.parties}
    return Answer(entity, standing, other, _names(world, keys | {entity.key}))


def _card(world: World, treaty: Treaty, day: str) -> Card:
    treaties = Treaties.open()
    parties = treaties.parties(treaty.key, day)
    within = {p.party for p in parties}
    former = tuple(
        p
        for p in treaties.parties(treaty.key)
        if p.party not in within and p.until and p.until <= day
    )
    names = _names(world, within | {p.party for p in former})
    rests = treaties.suspensions(treaty.key, day)
    return Card(treaty, day, treaties.clauses(treaty.key, day), parties, former, rests, names)


def _state(world: World, name: str) -> Entity | None:
    entity = world.entity(name)
    found = (entity,) if entity else world.named(name)
    return next((each for each in found if each.kind == "state"), None)


def _names(world: World, keys: set[str]) -> dict[str, str]:
    return {key: found.name for key in sorted(keys) if (found := world.entity(key))}


def article(clause: Clause) -> str:
    """How an article is cited: `Article 5`; the agreement as a whole where it has no articles."""
    if not clause.article:
        return "as a whole"
    return (
        clause.article
        if clause.article.isalpha() and clause.article.islower()
        else (f"Article {clause.article}")
    )


def when(clause: Clause) -> str:
    """When the clause applies: `at any time`, or on what."""
    return f"{'at' if clause.trigger == 'any time' else 'on'} {clause.trigger}"


def _cited(treaty: Treaty, clause: Clause) -> str:
    return f"{treaty.name}, {article(clause)}"


def _plain(o: Obligation) -> dict[str, Any]:
    return {
        "by": o.by,
        "toward": o.toward,
        "kind": o.clause.kind,
        "obliges": o.clause.kind in OBLIGING,
        "state": o.state,
        "why": o.why or None,
        "treaty": o.treaty.key,
        "name": o.treaty.name,
        "article": o.clause.article or None,
        "trigger": o.clause.trigger,
        "area": o.clause.area.words if o.clause.area else None,
        "words": o.clause.words,
        "source": o.treaty.source,
    }
