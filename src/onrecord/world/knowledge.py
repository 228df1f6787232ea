"""`World`: who is who, who held which office when, and who belongs to what."""

from __future__ import annotations

import datetime
from functools import cache, cached_property
from pathlib import Path

from onrecord.world.actors import Actors
from onrecord.world.dates import When, checked, covers, first_day, last_day, shifted, span
from onrecord.world.entities import Answer, Coverage, Entity, Membership, Office, Tenure
from onrecord.world.offices import Offices
from onrecord.world.tables import Tables

#: A bare surname means somebody who is or was in office at most so many years away.
NEAR_YEARS = 2


class World:
    """The knowledge base; dates are `2022-01-08`, `2022-01`, `2022` or `datetime.date`.

    Every method that takes a date raises ValueError when it is none.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.actors = Actors(tables)
        self.offices = Offices(tables, self.actors)
        self._careers: dict[str, tuple[tuple[str, str, str, str, int], ...]] = {}

    @staticmethod
    def open(*extra: Path) -> World:
        """The shipped tables, and a user's YAML files on top; raises WorldError (R501) for those.

        Without files it is the same object every time, and nothing is read before it is needed.
        """
        if not extra:
            return _shipped()
        # PyYAML is needed for users' own files alone.
        from onrecord.world.own import read_own  # noqa: PLC0415

        return World(read_own(extra))

    def entity(self, key: str) -> Entity | None:
        """The entity of that key, or None."""
        return self.actors.get(key)

    def named(self, name: str, on: When | None = None) -> tuple[Entity, ...]:
        """The entities that a name can mean, most prominent first; empty when none is known.

        A full name, alias or acronym is looked up first, then a metonym, which gives the state or
        body that it stands for, then a bare surname: of persons in office within two years of
        `on`, where it is given.
        """
        day = first_day(checked(on)) if on else None
        keys = self.actors.of_name(name)
        if not keys:
            keys = self._surnamed(name, day)
        elif day and len(keys) > 1:
            keys = tuple(sorted(keys, key=lambda key: self._prominence(key, day)))
        return tuple(entity for key in keys if (entity := self.actors.get(key)))

    def is_metonym(self, name: str) -> bool:
        """Whether a name is a seat or building that stands for a government or body."""
        return self.actors.is_metonym(name)

    def state_of_demonym(self, word: str) -> Entity | None:
        """The state of an adjective or people ("Russian", "Danes"); None when none or several."""
        key = self.actors.of_demonym(word)
        return self.actors.get(key) if key else None

    def office(self, phrase: str) -> Office | None:
        """The office that a phrase describes ("the Russian president", "NATO chief"), or None.

        Phrases that do not mean the holder ("former …", "deputy …", "… candidate") give None, or
        the other office where it has one of its own ("vice president").
        """
        return self.offices.described(phrase)

    def holders(self, office: Office, on: When) -> tuple[Tenure, ...]:
        """The tenures of an office on a date: several when it is shared, or the date is partial."""
        return self.offices.holding(office, checked(on))

    def described(self, phrase: str, on: When) -> Answer:
        """Who a description means on a date; unknown, with the reason, outside the coverage."""
        office = self.office(phrase)
        if office is None:
            return Answer("unknown", None, (), f"no office is known by the name of {phrase!r}")
        return self.answer(office, on)

    def answer(self, office: Office, on: When) -> Answer:
        """Who held an office on a date; unknown, with the reason, outside the coverage."""
        day = checked(on)
        playing = self.offices.playing(office, day)
        held = self.holders(office, day)
        known = tuple(c for key in playing for c in self.offices.coverage(key))
        covered = any(_within(c, day) for c in known)
        if covered and held:
            return Answer("known", office, held, "", known)
        if covered:
            return Answer("vacant", office, (), f"nobody held it on {day}", known)
        if not known:
            known = self._ever(office)
        spans = ", ".join(f"{c.since} to {c.until}" for c in known) or "no date"
        last = held if known and first_day(day) > known[-1].until else ()
        reason = f"{office.name} is known for {spans}, not for {day}"
        return Answer("unknown", office, (), reason, known, last)

    def offices_of(self, person: str, on: When) -> tuple[tuple[Office, Tenure], ...]:
        """The offices that a person, by key, held on a date, most prominent first."""
        day = checked(on)
        found = [
            (office, tenure)
            for tenure in self.offices.tenures_of(person)
            if covers(tenure.since, tenure.until, day)
            and (office := self.offices.get(tenure.office))
        ]
        return tuple(sorted(found, key=lambda pair: (pair[0].rank, pair[0].key)))

    def offices_at(self, body: str) -> tuple[Office, ...]:
        """The offices of a state or body, by key, most prominent first."""
        found = (self.offices.get(key) for key in self.offices.of_body(body))
        return tuple(sorted((o for o in found if o), key=lambda office: (office.rank, office.key)))

    def members(self, organisation: str, on: When) -> tuple[Membership, ...]:
        """The members of an organisation, by key, on a date; `coverage` says when they are known."""
        day = checked(on)
        found = self._members.get(organisation, ())
        return tuple(m for m in found if covers(m.since, m.until, day))

    def memberships(self, key: str, on: When) -> tuple[Membership, ...]:
        """What an entity, by key, was a member of on a date."""
        day = checked(on)
        return tuple(m for m in self._memberships.get(key, ()) if covers(m.since, m.until, day))

    def coverage(self, key: str) -> tuple[Coverage, ...]:
        """When the holders of an office, or the members of an organisation, are known."""
        return self.offices.coverage(key)

    def sources(self, of: str) -> tuple[str, ...]:
        """The names of the sources of a row, by its `source`; what is no id of ours as it stands."""
        return tuple(self._sources.get(id, id) for id in of.split("|"))

    @cached_property
    def _sources(self) -> dict[str, str]:
        return {row[0]: f"{row[1]} ({row[2]})" for row in self._tables.rows("sources")}

    def _surnamed(self, name: str, on: str | None) -> tuple[str, ...]:
        ranked = []
        for key in self.actors.of_surname(name):
            rank = self._prominence(key, on)
            if on is None or rank[0] < _NEVER:
                ranked.append((rank, key))
        return tuple(key for _, key in sorted(ranked))

    def _prominence(self, key: str, on: str | None) -> tuple[int, int]:
        """Sorts by the rank of the office held about that date, then those in office that day."""
        best = (_NEVER, 1)
        for near, near_end, since, end, rank in self._career(key):
            if on is None or near <= on < near_end:
                best = min(best, (rank, 0 if on and since <= on < end else 1))
        return best

    def _career(self, key: str) -> tuple[tuple[str, str, str, str, int], ...]:
        """Of every tenure: the time about it, the time in office, how prominent the office is."""
        if key not in self._careers:
            self._careers[key] = tuple(
                (shifted(since, -NEAR_YEARS), shifted(end, NEAR_YEARS), since, end, rank)
                for tenure in self.offices.tenures_of(key)
                if (rank := self.offices.prominence(tenure.office)) is not None
                for since, end in [span(tenure.since, tenure.until)]
            )
        return self._careers[key]

    def _ever(self, office: Office) -> tuple[Coverage, ...]:
        mine = self.offices.of_body(office.body) if office.role else ()
        return tuple(c for key in mine for c in self.coverage(key))

    @cached_property
    def _members(self) -> dict[str, list[Membership]]:
        found: dict[str, list[Membership]] = {}
        for row in self._tables.rows("memberships"):
            member = Membership(row[0], row[1], row[2], row[3] or None, row[4])
            found.setdefault(row[0], []).append(member)
        return found

    @cached_property
    def _memberships(self) -> dict[str, list[Membership]]:
        found: dict[str, list[Membership]] = {}
        for members in self._members.values():
            for member in members:
                found.setdefault(member.member, []).append(member)
        return found


#: Prominence of somebody who held no office about that date.
_NEVER = 99


def _within(coverage: Coverage, day: str) -> bool:
    return first_day(coverage.since) <= first_day(day) and last_day(day) <= last_day(coverage.until)


@cache
def _shipped() -> World:
    return World(Tables())


def today() -> str:
    """This day as an ISO date."""
    return datetime.date.today().isoformat()
