"""Offices: found by description, and who held them when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from onrecord.world.actors import Actors
from onrecord.world.dates import covers, first_day, last_day, span
from onrecord.world.entities import Coverage, Office, Tenure
from onrecord.world.spelling import folded, without_possessive
from onrecord.world.tables import Row, Tables, several

#: Roles that one office or another plays in a state, with what news calls them.
ROLES = {
    "head-of-state": ("Head of state", ("head of state", "chief of state")),
    "head-of-government": ("Head of government", ("head of government", "government leader")),
    "leader": ("Leader", ("leader", "ruler", "strongman")),
}
#: Phrases that are kept with their offices: a long run meets the same ones again.
MOST_PHRASES = 20_000
_BETWEEN = ("of", "for", "at", "from")


class Offices:
    """Offices of states and bodies, their descriptions, tenures and coverage."""

    def __init__(self, tables: Tables, actors: Actors) -> None:
        self._tables = tables
        self._actors = actors
        self._made: dict[str, Office] = {}
        self._described: dict[str, Office | None] = {}

    def get(self, key: str) -> Office | None:
        """The office of that key, or None."""
        made = self._made.get(key)
        if made is None:
            if row := self._rows.get(key):
                made = self._office(row)
            elif (role := key.rpartition(":"))[2] in ROLES and role[0] in self._roles:
                made = self._role(*role[::2])
            if made:
                self._made[key] = made
        return made

    def keys(self) -> tuple[str, ...]:
        """Keys of all offices, without roles."""
        return tuple(self._rows)

    def of_body(self, body: str) -> tuple[str, ...]:
        """Keys of the offices of a state or body."""
        return tuple(self._bodies.get(body, ()))

    def described(self, phrase: str) -> Office | None:
        """The office that a phrase describes in full ("Ukraine's foreign minister"), or None.

        A word that is left over, such as "former" or "deputy", means that it is another office.
        """
        if phrase not in self._described:
            if len(self._described) >= MOST_PHRASES:
                self._described.clear()
            self._described[phrase] = self._parsed(phrase)
        return self._described[phrase]

    def _parsed(self, phrase: str) -> Office | None:
        words = folded(phrase).replace(",", "").split()
        if key := self._phrases.get(" ".join(map(without_possessive, words))):
            return self.get(key)
        for cut in range(1, len(words)):
            head, tail = words[:cut], words[cut:]
            if office := self._of(head, " ".join(tail)):
                return office
            if tail[0] in _BETWEEN and (office := self._of(tail[1:], " ".join(head))):
                return office
        return None

    def _of(self, body: list[str], noun: str) -> Office | None:
        if noun not in self._nouns:
            return None
        words = " ".join(body)
        key = self._actors.of_demonym(words)
        keys = (key,) if key else self._actors.of_name(words)
        keys = keys or self._actors.of_name(without_possessive(words))
        for each in keys:
            if found := self._nouns[noun].get(each):
                return self.get(found)
        return None

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return {row[0]: row for row in self._tables.rows("offices")}

    def prominence(self, key: str) -> int | None:
        """The rank of an office, doubled, so that those who lead a state come before their like."""
        office = self.get(key)
        return None if office is None else 2 * office.rank + (key not in self._leading)

    @cached_property
    def _leading(self) -> frozenset[str]:
        return frozenset(
            f"{prefix}:{row[2]}"
            for prefix, rows in self._roles.items()
            for row in rows
            if row[1] == "leader"
        )

    @cached_property
    def _bodies(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._rows.values():
            found.setdefault(row[1], []).append(row[0])
        return found

    @cached_property
    def _titles(self) -> dict[str, tuple[str, tuple[str, ...], int, bool]]:
        rows = self._tables.rows("titles")
        return {row[0]: (row[1], several(row[2]), int(row[3]), row[4] == "yes") for row in rows}

    @cached_property
    def _roles(self) -> dict[str, list[Row]]:
        """Rows of roles by `office:RUS`."""
        found: dict[str, list[Row]] = {}
        for row in self._tables.rows("roles"):
            found.setdefault(f"office:{row[0].partition(':')[2]}", []).append(row)
        return found

    @cached_property
    def _nouns(self) -> dict[str, dict[str, str]]:
        """Key of the office by noun, then by key of the body; the more prominent office wins."""
        nouns: dict[str, dict[str, str]] = {}
        for prefix, rows in self._roles.items():
            for role, (_, called) in ROLES.items():
                for noun in called:
                    nouns.setdefault(noun, {})[rows[0][0]] = f"{prefix}:{role}"
        # An office's own noun goes before a role's ("leader"), a title's own before both.
        for row in self._rows.values():
            for noun in self._nouns_of(row):
                nouns.setdefault(noun, {}).setdefault(row[1], row[0])
        return nouns

    def _nouns_of(self, row: Row) -> tuple[str, ...]:
        _, called, _, _ = self._titles[row[2]]
        return (*several(row[4]), *called)

    @cached_property
    def _phrases(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for row in self._rows.values():
            for phrase in several(row[5]):
                found.setdefault(" ".join(map(without_possessive, folded(phrase).split())), row[0])
        return found

    def _office(self, row: Row) -> Office:
        key, body, title, name, _, _, source = row
        _, _, rank, single = self._titles[title]
        return Office(key, name, body, self._nouns_of(row), single, rank, source)

    def _role(self, prefix: str, role: str) -> Office:
        body = self._roles[prefix][0][0]
        name, nouns = ROLES[role]
        state = self._actors.get(body)
        of = state.name if state else body
        sources = sorted({row[5] for row in self._roles[prefix]})
        key = f"{prefix}:{role}"
        return Office(key, f"{name} of {of}", body, nouns, True, 0, "|".join(sources), role=True)

    @cached_property
    def _tenures(self) -> dict[str, list[Tenure]]:
        """Tenures by office, oldest first; a user's own hide those that they contradict."""
        found: dict[str, list[Tenure]] = {}
        for row in self._tables.rows("tenures"):
            found.setdefault(row[0], []).append(_tenure(row))
        own: dict[str, list[Tenure]] = {}
        for row in self._tables.own("tenures"):
            own.setdefault(row[0], []).append(_tenure(row))
        for office, theirs in own.items():
            shipped = [tenure for tenure in found[office] if tenure not in theirs]
            if self._titles[self._rows[office][2]][3]:
                shipped = [left for tenure in shipped for left in _left(tenure, theirs)]
            found[office] = sorted(shipped + theirs, key=lambda tenure: first_day(tenure.since))
        return found

    @cached_property
    def _spans(self) -> dict[str, list[tuple[str, str, Tenure]]]:
        return {
            office: [(*span(tenure.since, tenure.until), tenure) for tenure in tenures]
            for office, tenures in self._tenures.items()
        }

    @cached_property
    def _by_person(self) -> dict[str, list[Tenure]]:
        found: dict[str, list[Tenure]] = {}
        for tenures in self._tenures.values():
            for tenure in tenures:
                found.setdefault(tenure.person, []).append(tenure)
        return found

    @cached_property
    def _coverage(self) -> dict[str, list[Coverage]]:
        found: dict[str, list[Coverage]] = {}
        for row in self._tables.rows("coverage"):
            found.setdefault(row[0], []).append(Coverage(*row))
        return found

    def tenures(self, office: str) -> tuple[Tenure, ...]:
        """All tenures of an office, oldest first."""
        return tuple(self._tenures.get(office, ()))

    def tenures_of(self, person: str) -> tuple[Tenure, ...]:
        """All tenures of a person."""
        return tuple(self._by_person.get(person, ()))

    def coverage(self, of: str) -> tuple[Coverage, ...]:
        """When the holders of an office, or the members of a body, are known."""
        return tuple(self._coverage.get(of, ()))

    def holding(self, office: Office, on: str) -> tuple[Tenure, ...]:
        """The tenures of an office, or of the one that plays the role, on a whole or partial date."""
        found: list[Tenure] = []
        first, last = first_day(on), last_day(on)
        for key in self.playing(office, on):
            held = self._spans.get(key, ())
            now = [tenure for since, end, tenure in held if since <= last and first < end]
            # On the day that somebody left and nobody followed, they were still in office.
            found += now or [tenure for _, end, tenure in held if end == on]
        return tuple(found)

    def playing(self, office: Office, on: str) -> tuple[str, ...]:
        """Keys of the offices that play a role on a date; an office plays itself."""
        if not office.role:
            return (office.key,)
        prefix, _, role = office.key.rpartition(":")
        return tuple(
            f"{prefix}:{row[2]}"
            for row in self._roles[prefix]
            if row[1] == role and covers(row[3], row[4] or None, on)
        )


def _tenure(row: Row) -> Tenure:
    return Tenure(row[0], row[3], row[1], row[2] or None, row[4])


def _left(shipped: Tenure, own: list[Tenure]) -> Iterator[Tenure]:
    """What of a shipped tenure a user's own leave: all of it, or the days before they begin."""
    since, end = span(shipped.since, shipped.until)
    begins = [
        first
        for first, last in (span(o.since, o.until) for o in own)
        if first < end and since < last
    ]
    if not begins:
        yield shipped
    elif since < min(begins):
        yield replace(shipped, until=min(begins))
